import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import { Plan } from "@pulumi/aws/backup/plan";
import { Selection } from "@pulumi/aws/backup/selection";
import { Vault } from "@pulumi/aws/backup/vault";
import type { Backup as BackupPort, BackupArgs } from "../../ports/backup";
import { AwsComponent } from "./component";
import { type AwsContext, nameOf } from "./context";
import { createRole, trust } from "./iam";
import type { Secrets } from "./secrets";

/** Volumes of this stack that carry this tag are backed up; the volume driver sets it. */
export const BACKUP_TAG = { key: "backup", value: "daily" } as const;

/** AWS Backup for the cluster's volumes: everything else has backups of its own. */
export class Backup extends AwsComponent implements BackupPort {
  readonly vault: Vault;

  constructor(
    name: string,
    private readonly args: BackupArgs & { readonly secrets: Secrets },
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("Backup", name, aws, opts);
    this.vault = this.createVault("vault", aws.region);
    const copy = args.copy ? this.createVault("vault-dr", aws.drRegion) : null;
    this.selectVolumes(this.createPlan(copy));
    this.registerOutputs({ vault: this.vault.name });
  }

  private createVault(role: string, region: string): Vault {
    const { secrets, protect } = this.args;
    const key = secrets.encryption.keyIn(region);
    const args = { region, name: nameOf(this.aws, role), forceDestroy: !protect, ...(key && { kmsKeyArn: key }) };
    return new Vault(`${this.prefix}-${role}`, args, { ...this.child, protect });
  }

  private createPlan(copy: Vault | null): Output<string> {
    const lifecycle = { deleteAfter: this.args.keepDays };
    const rule = {
      ruleName: "daily",
      targetVaultName: this.vault.name,
      schedule: "cron(0 4 * * ? *)",
      startWindow: 60,
      completionWindow: 480,
      lifecycle,
      ...(copy && { copyActions: [{ destinationVaultArn: copy.arn, lifecycle }] }),
    };
    return new Plan(`${this.prefix}-plan`, { name: nameOf(this.aws, "volumes"), rules: [rule] }, this.child).id;
  }

  private selectVolumes(planId: Output<string>): void {
    const { role, ready } = createRole(
      `${this.prefix}-role`,
      {
        trust: trust("backup.amazonaws.com", { StringEquals: { "aws:SourceAccount": this.aws.accountId } }),
        managed: [
          "service-role/AWSBackupServiceRolePolicyForBackup",
          "service-role/AWSBackupServiceRolePolicyForRestores",
        ],
      },
      this,
    );
    const tagged = { key: `aws:ResourceTag/${BACKUP_TAG.key}`, value: BACKUP_TAG.value };
    const ours = { key: "aws:ResourceTag/stack", value: this.aws.stack };
    const args = {
      name: nameOf(this.aws, "volumes"),
      planId,
      iamRoleArn: role.arn,
      resources: ["arn:aws:ec2:*:*:volume/*"],
      // Both must hold: stacks share accounts.
      conditions: [{ stringEquals: [tagged, ours] }],
    };
    new Selection(`${this.prefix}-volumes`, args, { ...this.child, dependsOn: [...ready] });
  }
}
