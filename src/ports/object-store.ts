import type { Output } from "@pulumi/pulumi";
import type { ObjectLifecycle } from "../../stacks";
import type { Client, NetworkPeer, Provisioned } from "./common";

/** What the CRM keeps as objects; `assets` feed the CDN, `logs` take the platform's access logs. */
export const BUCKETS = ["recordings", "transcripts", "documents", "assets", "logs"] as const;
export type Bucket = (typeof BUCKETS)[number];

/** Buckets with customers' data: own keys, replicated where the tier keeps copies. */
export const DATA_BUCKETS = ["recordings", "transcripts", "documents"] as const satisfies readonly Bucket[];
export type DataBucket = (typeof DATA_BUCKETS)[number];

export interface ObjectStoreArgs<Identity> {
  /** Recordings move to colder storage with age. */
  readonly lifecycle: ObjectLifecycle;
  /** Data buckets have a replica in the DR region. */
  readonly replicate: boolean;
  readonly logKeepDays: number;
  /** A CDN reads the assets; without one nobody does. */
  readonly cdn: boolean;
  readonly protect: boolean;
  /** Buckets are never emptied by the program: whoever takes the stack down empties them by hand. */
  readonly keepData: boolean;
  readonly clients: Readonly<Record<DataBucket, readonly Client<Identity>[]>>;
}

export interface ObjectStore extends Provisioned {
  /** `STORAGE_DIALECT`. */
  readonly dialect: "s3" | "gcs" | "azure-blob";
  /** `STORAGE_RECORDINGS` and so on: how the CRM addresses each bucket. */
  readonly addresses: Readonly<Record<DataBucket, Output<string>>>;
  /** Where pods reach it inside the network; null where it answers outside. */
  readonly peer: NetworkPeer | null;
}
