import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import type { NodePool } from "../../stacks";
import type { LogRetention, NetworkPeer, Provisioned } from "./common";

export interface ClusterArgs {
  readonly version: string;
  /** With `workers` present that pool is tainted for them; without it, everything shares `general`. */
  readonly pools: Readonly<Record<"general", NodePool> & Partial<Record<"workers", NodePool>>>;
  /** Ranges that reach the API from outside; empty: nobody does. Null where nobody has said: only a plan goes on without. */
  readonly adminCidrs: readonly string[] | null;
  readonly logs: LogRetention;
  readonly enhancedMonitoring: boolean;
  readonly protect: boolean;
  /** Two of whatever keeps the cluster running, so that it outlives a zone. */
  readonly highlyAvailable: boolean;
}

export interface Cluster extends Provisioned {
  readonly clusterName: string;
  /** Ready once nodes can take pods. Its kubeconfig is unknown on a first preview: pass it on, never read it. */
  readonly kubernetes: KubernetesProvider;
  /** Where pods reach the Kubernetes API. */
  readonly api: NetworkPeer;
  /** Where pods ask their node for their cloud identity; null where they need not ask. */
  readonly identityEndpoint: NetworkPeer | null;
}
