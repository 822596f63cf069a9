import { type ComponentResourceOptions, type Output, type Resource, secret } from "@pulumi/pulumi";
import { Secret } from "@pulumi/azure-native/keyvault/secret";
import type { Vault } from "@pulumi/azure-native/keyvault/vault";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup";
import type { SecretRef } from "../../ports/common";
import type { Secrets as SecretsPort, SecretsArgs } from "../../ports/secrets";
import type { Account } from "./account";
import { AzureComponent } from "./component";
import { type AzureContext, globalNameOf, nameOf } from "./context";
import { sendLogs } from "./diagnostics";
import { createKeys, type Encryption } from "./encryption";
import type { Identity } from "./identity";
import { HTTPS_ENDPOINTS } from "./private-endpoint";
import { grant } from "./role";
import { createVault, type PlacedVault, uriOf } from "./vault";

/**
 * Day by which every value is to be replaced, and this date moved on: Key Vault tells of it a month before, and goes on answering
 * after it. The same for all stacks, because a date that were reckoned from today would change with every update.
 */
const EXPIRES = Date.parse("2028-12-31") / 1000;

/** Key Vault, with a second vault where the tier keeps copies, and the stack's own keys in both. */
export class Secrets extends AzureComponent implements SecretsPort {
  readonly vault: Vault;
  /** What the stack has in its DR region; null where it keeps nothing there. */
  readonly drGroup: ResourceGroup | null;
  readonly drVault: Vault | null;
  /** The stack's own keys; null where Microsoft's are used. */
  readonly encryption: Encryption | null;
  readonly storeSpec: SecretsPort["storeSpec"];
  readonly peer = HTTPS_ENDPOINTS;
  readonly catalogue: Readonly<Record<string, SecretRef>>;

  private readonly home: PlacedVault;
  private readonly standby: PlacedVault | null;
  private readonly readable: readonly Resource[];

  constructor(
    name: string,
    private readonly args: SecretsArgs<Identity> & { readonly account: Account },
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Secrets", name, azure, args.account, opts);
    this.home = this.createVault("vault", "kv", args.account.group, azure.location);
    this.drGroup = args.replicate ? this.createDrGroup() : null;
    this.standby = this.drGroup && this.createVault("vault-dr", "kvdr", this.drGroup, azure.drLocation);
    this.vault = this.home.vault;
    this.drVault = this.standby?.vault ?? null;
    this.encryption = args.ownKeys ? this.createEncryption() : null;
    this.readable = this.grantReaders();
    // No `serviceAccountRef`: the operator reads as the identity of its own pod.
    this.storeSpec = { azurekv: { authType: "WorkloadIdentity", vaultUrl: uriOf(this.vault) } };
    this.catalogue = this.createCatalogue();
    this.registerOutputs({ catalogue: Object.values(this.catalogue).map(({ key }) => key) });
  }

  put(name: string, { key, value }: { key: string; value: Output<string> }, parent: Resource): SecretRef {
    const secretName = legalName(key);
    if (this.standby !== null) this.keep(`${name}-dr`, secretName, value, this.standby, parent);
    return { key: secretName, stored: this.keep(name, secretName, value, this.home, parent) };
  }

  private keep(name: string, secretName: string, value: Output<string>, place: PlacedVault, parent: Resource): Secret {
    const { account, protect } = this.args;
    const properties = {
      value: secret(value),
      contentType: "text/plain",
      attributes: { enabled: true, expires: EXPIRES },
    };
    return new Secret(
      name,
      {
        resourceGroupName: place.group.name,
        vaultName: place.vault.name,
        secretName,
        properties,
        tags: { ...this.azure.tags },
      },
      // A secret is deleted inside the vault, where only the stack's own network gets: it goes with the vault.
      { parent, protect, retainOnDelete: true, dependsOn: [account.group, ...this.readable] },
    );
  }

  private createDrGroup(): ResourceGroup {
    const { drLocation: location, tags } = this.azure;
    const args = { resourceGroupName: nameOf(this.azure, "dr"), location, tags: { ...tags } };
    return new ResourceGroup(`${this.prefix}-dr-group`, args, this.child);
  }

  private createVault(name: string, role: "kv" | "kvdr", group: ResourceGroup, location: string): PlacedVault {
    const { account, keepData, ownKeys, protect } = this.args;
    const vaultName = globalNameOf(this.azure, role, account.suffix);
    const args = { vaultName, group, location, keepData, purgeProtection: keepData || ownKeys };
    const made = createVault(`${this.prefix}-${name}`, args, this.azure, { ...this.child, protect });
    sendLogs(`${this.prefix}-${name}-logs`, { of: made.vault.id, categoryGroup: "audit" }, account, this.child);
    return made;
  }

  private createEncryption(): Encryption {
    const { protect, account } = this.args;
    const { location, drLocation } = this.azure;
    const vaults = { [location]: this.home, ...(this.standby && { [drLocation]: this.standby }) };
    const args = { vaults, placed: this.placed, protect, dependsOn: [account.group] };
    return createKeys(this.prefix, args, this.azure, this);
  }

  /** On the stack's own vault only: nobody reads the copies before a failover. */
  private grantReaders(): readonly Resource[] {
    return this.args.readers.map(({ identity }) => {
      const right = { role: "Key Vault Secrets User", scope: this.vault.id, to: identity.principalId } as const;
      return grant(`${this.prefix}-read-${identity.serviceAccount}`, right, this.azure, this.child);
    });
  }

  private createCatalogue(): Readonly<Record<string, SecretRef>> {
    const entries = Object.entries(this.args.catalogue).map(([key, value]): [string, SecretRef] => {
      return [key, this.put(`${this.prefix}-${key}`, { key, value }, this)];
    });
    return Object.fromEntries(entries);
  }
}

/** Names in a vault have letters, digits and hyphens only (Key Vault, objects, identifiers and versioning). */
const legalName = (key: string): string => key.replaceAll(/[^0-9a-zA-Z-]/g, "-");
