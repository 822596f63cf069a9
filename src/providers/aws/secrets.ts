import type { ComponentResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { Secret } from "@pulumi/aws/secretsmanager/secret";
import { SecretVersion } from "@pulumi/aws/secretsmanager/secretVersion";
import { writeOnlyVersion } from "../../conventions/write-only";
import type { Client, SecretRef } from "../../ports/common";
import type { Secrets as SecretsPort, SecretsArgs } from "../../ports/secrets";
import type { Account } from "./account";
import { AwsComponent } from "./component";
import { arnOf, type AwsContext, GLOBAL_REGION, nameOf } from "./context";
import { createKeys, DEFAULT_ENCRYPTION, type Encryption } from "./encryption";
import { allow, allowKey, grant } from "./iam";
import type { Identity } from "./identity";

/** Secrets Manager, with replicas where the tier keeps copies, and the stack's own KMS keys. */
export class Secrets extends AwsComponent implements SecretsPort {
  readonly encryption: Encryption;
  readonly storeSpec: SecretsPort["storeSpec"];
  readonly peer = null;
  readonly catalogue: Readonly<Record<string, SecretRef>>;

  constructor(
    name: string,
    private readonly args: SecretsArgs<Identity> & { readonly account: Account },
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("Secrets", name, aws, opts);
    // No `auth`: the operator's own identity reads, which Pod Identity can't hand to anybody else.
    this.storeSpec = { aws: { service: "SecretsManager", region: aws.region } };
    this.encryption = this.createEncryption();
    this.catalogue = this.createCatalogue();
    this.grantReaders(args.readers);
    this.registerOutputs({ catalogue: Object.values(this.catalogue).map(({ key }) => key) });
  }

  /** The key of the stack's own region. */
  get key(): Output<string> | null {
    return this.encryption.keyIn(this.aws.region);
  }

  put(name: string, { key, value }: { key: string; value: Output<string> }, parent: Resource): SecretRef {
    const { protect, keepData, replicate } = this.args;
    const [here, there] = [this.key, this.encryption.keyIn(this.aws.drRegion)];
    const fullKey = this.fullKey(key);
    const secret = new Secret(
      name,
      {
        name: fullKey,
        ...(here && { kmsKeyId: here }),
        ...(replicate && { replicas: [{ region: this.aws.drRegion, ...(there && { kmsKeyId: there }) }] }),
        // A name stays taken during the recovery window, and a dev stack may be built again the same day.
        recoveryWindowInDays: keepData ? 30 : 0,
      },
      { parent, protect },
    );
    // Write-only: AWS is told the value, and told again only when its version, a digest, changes.
    const version = {
      secretId: secret.id,
      secretStringWo: value,
      secretStringWoVersion: value.apply(writeOnlyVersion),
    };
    return { key: fullKey, stored: new SecretVersion(`${name}-value`, version, { parent }) };
  }

  private fullKey(key: string): string {
    return `${nameOf(this.aws, "crm")}/${key}`;
  }

  /** Own keys where data or its copies are, and where CloudFront keeps its logs. */
  private createEncryption(): Encryption {
    const { ownKeys, replicate, protect, keepData, account } = this.args;
    if (!ownKeys) return DEFAULT_ENCRYPTION;
    const { region, drRegion } = this.aws;
    const regions = [...new Set(replicate ? [region, drRegion, GLOBAL_REGION] : [region])];
    return createKeys(this.prefix, { regions, protect, keepData, dependsOn: [account] }, this.aws, this);
  }

  private createCatalogue(): Readonly<Record<string, SecretRef>> {
    const entries = Object.entries(this.args.catalogue).map(([key, value]): [string, SecretRef] => {
      return [key, this.put(`${this.prefix}-${key}`, { key, value }, this)];
    });
    return Object.fromEntries(entries);
  }

  private grantReaders(readers: readonly Client<Identity>[]): void {
    const secrets = arnOf(this.aws, "secretsmanager", `secret:${this.fullKey("*")}`);
    const read = allow(["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], secrets);
    const decrypt = allowKey(["kms:Decrypt"], this.key);
    for (const { identity } of readers) {
      grant(`${this.prefix}-read-${identity.serviceAccount}`, identity.role, [read, ...decrypt], this);
    }
  }
}
