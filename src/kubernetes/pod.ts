import type { Input } from "@pulumi/pulumi";
import type { core } from "@pulumi/kubernetes/types/input";
import type { SecretRef } from "../ports/common";
import { labelsOf } from "./labels";
import { isTainted, poolLabels, toleratedIn } from "./node-pool";

/** What runs in a pod, and with how much of a node. */
export interface PodArgs {
  readonly name: string;
  readonly image: Input<string>;
  /** Arguments of the image's entry point. */
  readonly args?: readonly string[];
  readonly serviceAccount: string;
  /** Only for pods that talk to the Kubernetes API. */
  readonly token: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Settings by the name of their environment variable. */
  readonly settings: Readonly<Record<string, Input<string>>>;
  /** Settings that come from the Kubernetes secret named like the service account, under the same keys. */
  readonly secrets: Readonly<Record<string, SecretRef>>;
  /** Thousandths of a CPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  /** Room in `/tmp`, the only place that can be written to, MiB. */
  readonly scratch: number;
  readonly priorityClass: string;
  /** The node pool that it runs in. */
  readonly pool: string;
  /** Nodes of the pool may be taken back. */
  readonly spot: boolean;
}

/** The user that all images provide (contract, "What the CRM's images must provide"). */
const USER = 10_001;

/** Twice the request: room for a peak, while CPU decides how many pods a node takes. */
export const memoryLimit = (request: number): number => 2 * request;

/** A pod's specification under the `restricted` standard: no root, no writable disk, no privilege to gain. */
export function podSpec(args: PodArgs, container: Partial<core.v1.Container>): core.v1.PodSpec {
  return {
    serviceAccountName: args.serviceAccount,
    automountServiceAccountToken: args.token,
    enableServiceLinks: false,
    priorityClassName: args.priorityClass,
    nodeSelector: poolLabels(args.pool),
    ...(isTainted(args.pool) && { tolerations: toleratedIn(args.pool, args.spot) }),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      seccompProfile: { type: "RuntimeDefault" },
    },
    containers: [{ ...containerOf(args), ...container }],
    volumes: [{ name: "tmp", emptyDir: { sizeLimit: `${args.scratch}Mi` } }],
  };
}

export const podMetadata = ({ name, labels }: PodArgs) => ({ labels: { ...labelsOf(name), ...labels } });

function containerOf(args: PodArgs): core.v1.Container {
  return {
    name: args.name,
    image: args.image,
    ...(args.args && { args: [...args.args] }),
    env: environmentOf(args),
    resources: {
      requests: { cpu: `${args.cpu}m`, memory: `${args.memory}Mi`, "ephemeral-storage": `${args.scratch}Mi` },
      // CPU has no limit: it would slow a pod down while its node idles.
      limits: { memory: `${memoryLimit(args.memory)}Mi`, "ephemeral-storage": `${args.scratch + LOGS}Mi` },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
  };
}

/** What a container's own log may take of the disk before it is rotated, MiB: the kubelet keeps five files of ten. */
const LOGS = 64;

function environmentOf({ settings, secrets, serviceAccount }: PodArgs): core.v1.EnvVar[] {
  const plain = Object.entries(settings).map(([name, value]) => ({ name, value }));
  const secret = Object.keys(secrets).map((name) => ({
    name,
    valueFrom: { secretKeyRef: { name: serviceAccount, key: name } },
  }));
  return [...plain, ...secret];
}
