import type { CacheSize } from "../../stacks";
import type { LogRetention, NetworkPeer, Provisioned, SecretRef } from "./common";

export interface CacheArgs {
  readonly size: CacheSize;
  readonly logs: LogRetention;
  readonly protect: boolean;
  /** When it goes, something stays to bring the data back from: final snapshots, recovery windows. */
  readonly keepData: boolean;
}

/** Redis protocol over TLS with a password; never evicts, because queues live beside the cache. */
export interface Cache extends Provisioned {
  /** `REDIS_URL`, password included. */
  readonly url: SecretRef;
  readonly clusterMode: boolean;
  /** A schedule of the stack itself takes snapshots: unlike the service's own ones, they can fail unseen. */
  readonly schedulesSnapshots: boolean;
  /** `REDIS_CA`, PEM of the authority that clients must trust; null where everybody knows it. */
  readonly ca: SecretRef | null;
  readonly peer: NetworkPeer;
}
