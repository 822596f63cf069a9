import type { Inputs } from "../../graph/graph";

/** Resources that a cloud makes one after the other, whoever asks for them. */
export interface ForcedChain {
  readonly name: string;
  /** First to last. A stack that lacks one of them does not have the chain. */
  readonly links: readonly ForcedLink[];
}

export interface ForcedLink {
  readonly type: string;
  /** Inputs that tell it from others of its type; otherwise the slowest counts. */
  readonly inputs?: Inputs;
  /** The chain is one without it, too. */
  readonly optional?: true;
  /** Why it can't begin before the link before it is there. */
  readonly why: string;
}

/** From what a service keeps secret to pods that use it. */
export const TO_PODS: readonly ForcedLink[] = [
  { type: "kubernetes:external-secrets.io/v1:ExternalSecret", why: "fetches what the store has" },
  { type: "kubernetes:batch/v1:Job", why: "a pod does not start without its secret" },
  { type: "kubernetes:apps/v1:Deployment", why: "new pods need the database that the migration leaves behind" },
];

/** From a ready cluster to pods that get their secrets. */
export const OPERATOR_TO_PODS: readonly ForcedLink[] = [
  { type: "kubernetes:helm.sh/v3:Release", why: "operators are pods: they need nodes" },
  { type: "kubernetes:external-secrets.io/v1:ClusterSecretStore", why: "its kind comes with the operator" },
  ...TO_PODS,
];

/** MongoDB Atlas, as far as it is the same on every cloud. */
export const ATLAS_CLUSTER: readonly ForcedLink[] = [
  {
    type: "mongodbatlas:index/advancedCluster:AdvancedCluster",
    why: "shows private connection strings only if the network stood before it (Atlas provider, network_peering and privatelink_endpoint)",
  },
  { type: "mongodbatlas:index/databaseUser:DatabaseUser", why: "is limited to the cluster" },
];
