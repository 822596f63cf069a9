import type { Provisioned } from "./common";

export interface BackupArgs {
  readonly keepDays: number;
  /** Copies in the DR region. */
  readonly copy: boolean;
  readonly protect: boolean;
}

/** Daily backups of what no service backs up by itself: the cluster's volumes. */
export type Backup = Provisioned;
