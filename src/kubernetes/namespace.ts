import type { CustomResourceOptions } from "@pulumi/pulumi";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";

/** Kubernetes' pod security standards: what pods of a namespace may ask of their node. */
export type PodSecurity = "restricted" | "baseline" | "privileged";

export interface NamespaceArgs {
  readonly namespace: string;
  readonly security: PodSecurity;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A namespace that refuses pods below its level; the level is the newest that the cluster knows. */
export function createNamespace(name: string, args: NamespaceArgs, opts: CustomResourceOptions): Namespace {
  const modes = ["enforce", "audit", "warn"].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, args.security],
    [`pod-security.kubernetes.io/${mode}-version`, "latest"],
  ]);
  const labels = { ...(Object.fromEntries(modes) as Record<string, string>), ...args.labels };
  return new Namespace(name, { metadata: { name: args.namespace, labels } }, opts);
}
