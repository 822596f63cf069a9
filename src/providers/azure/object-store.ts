import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import type { ObjectReplicationPolicy } from "@pulumi/azure-native/storage/objectReplicationPolicy";
import { known } from "../../conventions/known";
import { recordOf } from "../../conventions/records";
import type { Client } from "../../ports/common";
import {
  DATA_BUCKETS,
  type DataBucket,
  type ObjectStore as ObjectStorePort,
  type ObjectStoreArgs,
} from "../../ports/object-store";
import type { Account } from "./account";
import {
  addressOf,
  type AgeRule,
  createContainer,
  createSafeAccount,
  logAccess,
  type SafeAccount,
  type SafeAccountArgs,
  type StoredBucket,
} from "./bucket";
import { AzureComponent } from "./component";
import { type AzureContext, globalNameOf } from "./context";
import type { Identity } from "./identity";
import type { Network } from "./network";
import { createPrivateEndpoint, HTTPS_ENDPOINTS } from "./private-endpoint";
import { createReplication } from "./replication";
import { grant } from "./role";
import type { Secrets } from "./secrets";

/** Days for which an overwritten or deleted object can be brought back. */
const UNDO_DAYS = 90;

const ROLES = { read: "Storage Blob Data Reader", readWrite: "Storage Blob Data Contributor" } as const;

export interface AzureObjectStoreArgs extends ObjectStoreArgs<Identity> {
  readonly account: Account;
  readonly network: Network;
  readonly secrets: Secrets;
}

/** Copies of all data buckets in the DR region, and what makes them. */
export interface Replica {
  readonly target: SafeAccount;
  readonly policy: ObjectReplicationPolicy;
}

/** Blob Storage: customers' data in an account that only the network reaches, static assets in one for the CDN. Logs go to the workspace. */
export class ObjectStore extends AzureComponent implements ObjectStorePort {
  readonly dialect = "azure-blob";
  readonly peer = HTTPS_ENDPOINTS;
  readonly addresses: Readonly<Record<DataBucket, Output<string>>>;
  readonly buckets: Readonly<Record<DataBucket | "assets", StoredBucket>>;
  readonly data: SafeAccount;
  readonly assets: SafeAccount;
  /** Null where the tier keeps no copies. */
  readonly replica: Replica | null;

  constructor(
    name: string,
    private readonly args: AzureObjectStoreArgs,
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("ObjectStore", name, azure, args.account, opts);
    this.data = this.createDataAccount();
    this.assets = this.createAssetAccount();
    this.buckets = {
      ...recordOf(DATA_BUCKETS, (role) => this.createBucket(role, this.data)),
      assets: this.createBucket("assets", this.assets),
    };
    this.replica = args.replicate ? this.replicate() : null;
    this.grantClients();
    this.addresses = recordOf(DATA_BUCKETS, (role) => addressOf(this.buckets[role]));
    this.registerOutputs({ dialect: this.dialect, addresses: this.addresses });
  }

  private createDataAccount(): SafeAccount {
    const { network, secrets, lifecycle } = this.args;
    const data = this.createAccount("data", {
      encryption: secrets.encryption,
      reachable: "endpoints",
      rules: [agingOf(lifecycle)],
    });
    const subnet = network.subnet("database", 2);
    const args = { target: data.account.id, group: "blob", subnet, network, zone: network.blobZone } as const;
    createPrivateEndpoint(`${this.prefix}-data-endpoint`, args, this.placed, this.child);
    return data;
  }

  /** A CDN has no private way to it, so for one it answers the internet: identities with a role. Without one it answers nobody. */
  private createAssetAccount(): SafeAccount {
    const reachable = this.args.cdn ? "internet" : "endpoints";
    return this.createAccount("cdn", { encryption: null, reachable });
  }

  private createAccount(
    role: "data" | "cdn" | "copy",
    args: Pick<SafeAccountArgs, "encryption" | "reachable" | "rules" | "accessTier">,
    place = this.placed,
  ): SafeAccount {
    const { account, protect, keepData } = this.args;
    const accountName = globalNameOf(this.azure, role, account.suffix);
    const name = `${this.prefix}-${role}`;
    const all = { ...place, ...args, accountName, protect, keepData, undoDays: UNDO_DAYS };
    const made = createSafeAccount(name, all, this.child);
    logAccess(`${name}-access`, made.account, account, this.child);
    return made;
  }

  private createBucket(role: string, { account }: Pick<SafeAccount, "account">): StoredBucket {
    const { resourceGroupName } = this.placed;
    const args = { resourceGroupName, account, containerName: role, protect: this.args.protect };
    return createContainer(`${this.prefix}-${role}`, args, this.child);
  }

  private replicate(): Replica {
    const { secrets, protect } = this.args;
    const { name: resourceGroupName } = known(secrets.drGroup, "the group in the DR region");
    const place = { ...this.placed, resourceGroupName, location: this.azure.drLocation };
    // Read at once while the region is lost. It is paid for 90 days at least, and the account keeps even old versions as long.
    const settings = {
      accessTier: "Cold",
      encryption: secrets.encryption,
      reachable: "endpoints",
    } as const;
    const target = this.createAccount("copy", settings, place);
    const { account } = target;
    const copies = DATA_BUCKETS.map((containerName) => {
      const args = { resourceGroupName, account, containerName, protect };
      return createContainer(`${this.prefix}-${containerName}-dr`, args, this.child).container;
    });
    const originals = DATA_BUCKETS.map((role) => this.buckets[role].container);
    const policy = createReplication(
      `${this.prefix}-replication`,
      {
        source: { account: this.data.account, resourceGroupName: this.placed.resourceGroupName },
        target: { account, resourceGroupName },
        containers: DATA_BUCKETS,
      },
      {
        ...this.child,
        dependsOn: [...this.child.dependsOn, ...this.data.ready, ...target.ready, ...originals, ...copies],
      },
    );
    return { target, policy };
  }

  private grantClients(): void {
    for (const role of DATA_BUCKETS) for (const client of this.args.clients[role]) this.grantClient(role, client);
  }

  private grantClient(bucket: DataBucket, { identity, access }: Client<Identity>): void {
    const right = { role: ROLES[access], scope: this.buckets[bucket].container.id, to: identity.principalId };
    grant(`${this.prefix}-${bucket}-${identity.serviceAccount}`, right, this.azure, this.child);
  }
}

/** Transcripts and documents are small or read at any age: only recordings move. */
function agingOf({ infrequentAfter, archiveAfter }: AzureObjectStoreArgs["lifecycle"]): AgeRule {
  const moves = [
    { days: infrequentAfter, tier: "Cool" },
    { days: archiveAfter, tier: "Cold" },
  ] as const;
  return { name: "recordings", prefix: "recordings/", moves };
}
