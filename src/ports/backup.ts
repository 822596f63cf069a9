import type { Provisioned } from "./common";

export interface BackupArgs {
  /** Kubernetes namespace of the CRM, the only one whose pods may have volumes; a cloud may back up others too. */
  readonly namespace: string;
  readonly keepDays: number;
  /** Copies in the DR region. */
  readonly copy: boolean;
  readonly protect: boolean;
}

/** Daily backups of what no service backs up by itself: the cluster's volumes. */
export type Backup = Provisioned;
