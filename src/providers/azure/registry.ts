import { type ComponentResourceOptions, interpolate, type Output } from "@pulumi/pulumi";
import {
  Registry as ContainerRegistry,
  type RegistryArgs as SdkArgs,
} from "@pulumi/azure-native/containerregistry/registry";
import { recordOf } from "../../conventions/records";
import type { Registry as RegistryPort, RegistryArgs } from "../../ports/registry";
import type { Account } from "./account";
import type { Cluster } from "./cluster";
import { AzureComponent } from "./component";
import { type AzureContext, globalNameOf } from "./context";
import { sendLogs } from "./diagnostics";
import type { Encryption } from "./encryption";
import type { Network } from "./network";
import { createPrivateEndpoint } from "./private-endpoint";
import { grant } from "./role";
import type { Secrets } from "./secrets";

/** What no tag names is a failed or replaced build. */
const UNTAGGED_DAYS = 30;

export interface AzureRegistryArgs extends RegistryArgs {
  readonly account: Account;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly cluster: Cluster;
}

/** Azure Container Registry, in which every image has a path of its own; only identities get in. It is in all zones without being asked. */
export class Registry extends AzureComponent implements RegistryPort {
  readonly urls: Readonly<Record<string, Output<string>>>;
  readonly registry: ContainerRegistry;

  constructor(
    name: string,
    private readonly args: AzureRegistryArgs,
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Registry", name, azure, args.account, opts);
    const { account, cluster, repositories, secrets } = args;
    this.registry = this.createRegistry();
    if (secrets.encryption !== null) this.reachRegistry();
    const pull = { role: "AcrPull", scope: this.registry.id, to: cluster.kubeletIdentity.principalId } as const;
    grant(`${name}-pull`, pull, azure, this.child);
    sendLogs(`${name}-logs`, { of: this.registry.id, categoryGroup: "allLogs" }, account, this.child);
    this.urls = recordOf(repositories, (image) => interpolate`${this.registry.loginServer}/crm/${image}`);
    this.registerOutputs({ urls: this.urls });
  }

  private createRegistry(): ContainerRegistry {
    const { account, secrets, protect } = this.args;
    const { encryption } = secrets;
    return new ContainerRegistry(
      `${this.prefix}-images`,
      {
        ...this.placed,
        registryName: globalNameOf(this.azure, "reg", account.suffix),
        adminUserEnabled: false,
        anonymousPullEnabled: false,
        ...(encryption === null ? { sku: { name: "Basic" } } : hardened(encryption, this.azure.location)),
      },
      { ...this.child, protect, dependsOn: [...this.child.dependsOn, ...(encryption?.ready ?? [])] },
    );
  }

  private reachRegistry(): void {
    const { network } = this.args;
    const args = { target: this.registry.id, group: "registry", network } as const;
    const subnet = network.subnet("database", 2);
    createPrivateEndpoint(`${this.prefix}-endpoint`, { ...args, subnet }, this.placed, this.child);
  }
}

/** Own keys and an endpoint inside the network come with the largest edition only (Container Registry, service tiers). */
const hardened = (encryption: Encryption, location: string): Omit<SdkArgs, "resourceGroupName"> => ({
  sku: { name: "Premium" },
  publicNetworkAccess: "Disabled",
  // Microsoft Defender scans what arrives, and images are imported, in spite of that.
  networkRuleBypassOptions: "AzureServices",
  identity: { type: "UserAssigned", userAssignedIdentities: encryption.identity.id.apply((id) => ({ [id]: {} })) },
  encryption: {
    status: "enabled",
    keyVaultProperties: {
      identity: encryption.identity.clientId,
      // Without a version: the registry takes each new one by itself.
      keyIdentifier: encryption.key(location).uri,
    },
  },
  policies: {
    retentionPolicy: { status: "enabled", days: UNTAGGED_DAYS },
    // Images leave by a pull inside the network only.
    exportPolicy: { status: "disabled" },
  },
});
