import type { Output } from "@pulumi/pulumi";
import type { DatabaseSize } from "../../stacks";
import type { NetworkPeer, Provisioned, SecretRef } from "./common";

export interface DatabaseArgs {
  readonly size: DatabaseSize;
  readonly version: string;
  /** The one database that the CRM's user may read and write. */
  readonly databaseName: string;
  readonly backupKeepDays: number;
  /** Backups are copied to the DR region. */
  readonly copyBackups: boolean;
  readonly ownKeys: boolean;
  readonly privateEndpoint: boolean;
  readonly protect: boolean;
  /** When it goes, something stays to bring the data back from: final snapshots, recovery windows. */
  readonly keepData: boolean;
  readonly alerts: { readonly email: string; readonly pagerdutyKey: Output<string> | null };
}

/** MongoDB: three nodes in three zones. */
export interface Database extends Provisioned {
  /** `MONGODB_URI`, user and password included. */
  readonly uri: SecretRef;
  readonly peer: NetworkPeer;
}
