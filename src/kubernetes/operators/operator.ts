import type { CustomResourceOptions, Input } from "@pulumi/pulumi";
import { Release } from "@pulumi/kubernetes/helm/v3/release";
import { memoryLimit } from "../pod";

/** What the containers of one pod ask for, all of them together. */
export interface Request {
  /** Thousandths of a CPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
}

/** A pod that serves the cluster instead of the CRM: it takes its part of the nodes, so every one of them is declared. */
export type SystemPod = Request & {
  readonly name: string;
  readonly priorityClass?: string;
} & (
    | { readonly kind: "deployment"; readonly replicas: number }
    /** One on every node. */
    | { readonly kind: "daemonset"; readonly replicas?: undefined }
  );

/** A chart that its makers maintain, as this program installs it. */
export interface Operator {
  readonly chart: string;
  /** Exact: another version is a change of this program, never of the day it runs on. */
  readonly version: string;
  readonly repository: string;
  readonly namespace: string;
  /** Everything the chart runs with these values. */
  readonly pods: readonly SystemPod[];
  readonly values: Readonly<Record<string, Input<unknown>>>;
}

/** Seconds in which all pods of a chart have to be ready. */
const TIMEOUT = 600;
/** Revisions that Helm keeps, each a secret of the cluster. */
const HISTORY = 5;

/** An installation that fails leaves nothing behind: a half-done one would block every later run. */
export function installOperator(name: string, operator: Operator, opts: CustomResourceOptions): Release {
  const { chart, version, namespace, values } = operator;
  return new Release(
    name,
    {
      name: chart,
      ...sourceOf(operator),
      version,
      namespace,
      createNamespace: false,
      skipCrds: false,
      atomic: true,
      cleanupOnFail: true,
      timeout: TIMEOUT,
      maxHistory: HISTORY,
      values,
    },
    opts,
  );
}

/** Helm finds a chart by its name in a repository, but by its whole address in a registry of images. */
const sourceOf = ({ chart, repository }: Operator) =>
  repository.startsWith("oci://")
    ? { chart: `${repository}/${chart}` }
    : { chart, repositoryOpts: { repo: repository } };

/** A request as Kubernetes writes it. CPU has no limit: it would slow a pod down while its node idles. */
export const resourcesOf = ({ cpu, memory }: Request) => ({
  requests: { cpu: `${cpu}m`, memory: `${memory}Mi` },
  limits: { memory: `${memoryLimit(memory)}Mi` },
});

/** The same, over a chart that limits CPU by default: Helm merges values, and only null takes one away. */
export const resourcesWithoutCpuLimit = (request: Request) => {
  const { requests, limits } = resourcesOf(request);
  return { requests, limits: { ...limits, cpu: null } };
};

/** What the pods of a chart with several containers ask for. */
export const sumOf = (containers: Readonly<Record<string, Request>>): Request => ({
  cpu: Object.values(containers).reduce((total, { cpu }) => total + cpu, 0),
  memory: Object.values(containers).reduce((total, { memory }) => total + memory, 0),
});

/** Two where the loss of a zone must not stop an operator's work. */
export const replicasOf = (highlyAvailable: boolean): number => (highlyAvailable ? 2 : 1);

/** One pod per zone as long as there is room; an operator that waits for room in a certain zone would help nobody. */
export const overZones = (matchLabels?: Readonly<Record<string, string>>) => [
  {
    maxSkew: 1,
    topologyKey: "topology.kubernetes.io/zone",
    whenUnsatisfiable: "ScheduleAnyway",
    matchLabelKeys: ["pod-template-hash"],
    ...(matchLabels && { labelSelector: { matchLabels } }),
  },
];

/** What the pod security standard `restricted` asks of a container, and a disk that it can't write to. */
export const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
} as const;
