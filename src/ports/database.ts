import type { DatabaseSize } from "../../stacks";
import type { Provisioned, SecretRef } from "./common";

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
  readonly alertEmail: string;
}

/** MongoDB: three nodes in three zones. */
export interface Database extends Provisioned {
  /** `MONGODB_URI`, user and password included. */
  readonly uri: SecretRef;
}
