import type { ComponentResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { Secret } from "@pulumi/gcp/secretmanager/secret";
import { SecretIamMember } from "@pulumi/gcp/secretmanager/secretIamMember";
import { SecretVersion } from "@pulumi/gcp/secretmanager/secretVersion";
import { writeOnlyVersion } from "../../conventions/write-only";
import type { SecretRef } from "../../ports/common";
import type { Secrets as SecretsPort, SecretsArgs } from "../../ports/secrets";
import type { Account } from "./account";
import { GcpComponent } from "./component";
import { type GcpContext, nameOf } from "./context";
import { createKeys, DEFAULT_ENCRYPTION, type Encryption } from "./encryption";
import type { Identity } from "./identity";

/** Secret Manager, with replicas where the tier keeps copies, and the stack's own KMS keys. */
export class Secrets extends GcpComponent implements SecretsPort {
  readonly encryption: Encryption;
  readonly storeSpec: SecretsPort["storeSpec"];
  readonly peer = null;
  readonly catalogue: Readonly<Record<string, SecretRef>>;

  constructor(
    name: string,
    private readonly args: SecretsArgs<Identity> & { readonly account: Account },
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("Secrets", name, gcp, args.account, opts);
    // No `auth`: the operator reads as the identity of its own pod.
    this.storeSpec = { gcpsm: { projectID: gcp.project } };
    this.encryption = this.createEncryption();
    this.catalogue = this.createCatalogue();
    this.registerOutputs({ catalogue: Object.values(this.catalogue).map(({ key }) => key) });
  }

  /** The key of the stack's own region. */
  get key(): Output<string> | null {
    return this.keyIn(this.gcp.region);
  }

  /** Id of the key of a region; null where Google's default keys are used. */
  keyIn(region: string): Output<string> | null {
    return this.encryption.keyIn(region);
  }

  /** What must exist before anything is encrypted with a key: the rights of Google's services on it. */
  get keyReady(): readonly Resource[] {
    return this.encryption.ready;
  }

  put(name: string, { key, value }: { key: string; value: Output<string> }, parent: Resource): SecretRef {
    const { account, protect, keepData, readers } = this.args;
    const secretId = `${nameOf(this.gcp, "crm")}-${key}`;
    const secret = new Secret(
      name,
      {
        secretId,
        replication: { userManaged: { replicas: this.replicas() } },
        deletionProtection: protect,
        // Google deletes a secret at once, without a window to take it back from.
        deletionPolicy: keepData ? "ABANDON" : "DELETE",
      },
      { parent, protect, dependsOn: [account, ...this.keyReady] },
    );
    const dependsOn = readers.map(({ identity }) => {
      const args = { secretId: secret.id, role: "roles/secretmanager.secretAccessor", member: identity.member };
      return new SecretIamMember(`${name}-read-${identity.serviceAccount}`, args, { parent });
    });
    // A new value makes a new version; the one before stays, disabled, to go back to. It is written, and kept in no state.
    const data = { secretDataWo: value, secretDataWoVersion: value.apply(writeOnlyVersion) };
    const version = { secret: secret.id, ...data, deletionPolicy: "DISABLE" };
    return { key: secretId, stored: new SecretVersion(`${name}-value`, version, { parent, dependsOn }) };
  }

  private replicas() {
    const { region, drRegion } = this.gcp;
    return (this.args.replicate ? [region, drRegion] : [region]).map((location) => {
      const kmsKeyName = this.keyIn(location);
      return { location, ...(kmsKeyName && { customerManagedEncryption: { kmsKeyName } }) };
    });
  }

  private createEncryption(): Encryption {
    const { ownKeys, replicate, protect, keepData, account } = this.args;
    if (!ownKeys) return DEFAULT_ENCRYPTION;
    const { region, drRegion } = this.gcp;
    const regions = replicate ? [region, drRegion] : [region];
    return createKeys(this.prefix, { regions, protect, keepData, dependsOn: [account] }, this.gcp, this);
  }

  private createCatalogue(): Readonly<Record<string, SecretRef>> {
    const entries = Object.entries(this.args.catalogue).map(([key, value]): [string, SecretRef] => {
      return [key, this.put(`${this.prefix}-${key}`, { key, value }, this)];
    });
    return Object.fromEntries(entries);
  }
}
