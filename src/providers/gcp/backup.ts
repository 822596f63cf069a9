import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { BackupPlan } from "@pulumi/gcp/gkebackup/backupPlan";
import type { Backup as BackupPort, BackupArgs } from "../../ports/backup";
import type { Account } from "./account";
import type { Cluster } from "./cluster";
import { GcpComponent } from "./component";
import type { GcpContext } from "./context";
import type { Secrets } from "./secrets";

export interface GcpBackupArgs extends BackupArgs {
  readonly account: Account;
  readonly secrets: Secrets;
  readonly cluster: Cluster;
}

/** Backup for GKE for the cluster's volumes: everything else has backups of its own. */
export class Backup extends GcpComponent implements BackupPort {
  readonly plan: BackupPlan;
  /** In the DR region; null where the tier keeps no copies there. */
  readonly copy: BackupPlan | null;

  constructor(
    name: string,
    private readonly args: GcpBackupArgs,
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("Backup", name, gcp, args.account, opts);
    this.plan = this.createPlan("plan", gcp.region, "0 2 * * *");
    // A plan has one place, so a second one copies, and not while the first one works.
    this.copy = args.copy ? this.createPlan("plan-dr", gcp.drRegion, "0 4 * * *") : null;
    this.registerOutputs({ plan: this.plan.name });
  }

  /** @param schedule in UTC */
  private createPlan(role: string, location: string, cronSchedule: string): BackupPlan {
    const { cluster, secrets, keepDays, protect } = this.args;
    const key = secrets.keyIn(location);
    return new BackupPlan(
      `${this.prefix}-${role}`,
      {
        location,
        cluster: cluster.gke.id,
        backupConfig: {
          allNamespaces: true,
          includeVolumeData: true,
          // They come from the secret store, and go back there.
          includeSecrets: false,
          ...(key && { encryptionKey: { gcpKmsEncryptionKey: key } }),
        },
        backupSchedule: { cronSchedule },
        retentionPolicy: { backupRetainDays: keepDays },
        // A plan that has backups can't be deleted. One that is let go ends with its cluster, and its backups by themselves.
        deletionPolicy: protect ? "PREVENT" : "ABANDON",
      },
      { ...this.child, protect, dependsOn: [...this.child.dependsOn, ...secrets.keyReady] },
    );
  }
}
