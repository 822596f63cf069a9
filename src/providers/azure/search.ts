import { type ComponentResourceOptions, interpolate, type Output } from "@pulumi/pulumi";
import { Service } from "@pulumi/azure-native/search/service";
import type { Search as SearchPort, SearchArgs } from "../../ports/search";
import type { Account } from "./account";
import { AzureComponent } from "./component";
import { type AzureContext, globalNameOf } from "./context";
import { sendLogs } from "./diagnostics";
import type { Identity } from "./identity";
import type { Network } from "./network";
import { createPrivateEndpoint, HTTPS_ENDPOINTS } from "./private-endpoint";
import { grant, type RoleName } from "./role";
import type { Secrets } from "./secrets";
import { searchOf } from "./sizes";

const ROLES = { read: "Search Index Data Reader", readWrite: "Search Index Data Contributor" } as const;

/** Lets its holder make and change indexes. */
const ADMIN = "Search Service Contributor";

export interface AzureSearchArgs extends SearchArgs<Identity> {
  readonly account: Account;
  readonly network: Network;
  readonly secrets: Secrets;
}

/** Azure AI Search through an endpoint inside the network; pods prove themselves with their own identity, so there is no key. */
export class Search extends AzureComponent implements SearchPort {
  readonly dialect = "azure-ai-search";
  readonly credentials = null;
  readonly url: Output<string>;
  readonly peer = HTTPS_ENDPOINTS;
  readonly service: Service;
  /** Of all indexes together: monitoring counts in GB what signals count in percent. */
  readonly storageGb: number;

  constructor(
    name: string,
    private readonly args: AzureSearchArgs,
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Search", name, azure, args.account, opts);
    this.service = this.createService();
    this.storageGb = searchOf(args.size).storageGb;
    this.url = interpolate`https://${this.service.name}.search.windows.net`;
    this.reachService();
    this.grantClients();
    const logs = { of: this.service.id, categories: ["OperationLogs"] };
    sendLogs(`${name}-logs`, logs, args.account, this.child);
    this.registerOutputs({ url: this.url });
  }

  /** Replicas are in different zones; how many searches and how much data they take follows from the sku (AI Search, service limits). */
  private createService(): Service {
    const { account, size, protect } = this.args;
    const { sku, replicas } = searchOf(size);
    return new Service(
      `${this.prefix}-service`,
      {
        ...this.placed,
        searchServiceName: globalNameOf(this.azure, "find", account.suffix),
        sku: { name: sku },
        replicaCount: replicas,
        partitionCount: 1,
        hostingMode: "Default",
        identity: { type: "SystemAssigned" },
        publicNetworkAccess: "Disabled",
        disableLocalAuth: true,
        semanticSearch: "disabled",
      },
      { ...this.child, protect, customTimeouts: { create: "60m", update: "120m" } },
    );
  }

  private reachService(): void {
    const { network } = this.args;
    const subnet = network.subnet("database", 2);
    const args = { target: this.service.id, group: "searchService", subnet, network } as const;
    createPrivateEndpoint(`${this.prefix}-endpoint`, args, this.placed, this.child);
  }

  private grantClients(): void {
    const { clients } = this.args;
    const [admin] = clients;
    for (const { identity, access } of clients) this.grantRole("data", ROLES[access], identity);
    this.grantRole("indexes", ADMIN, admin.identity);
  }

  private grantRole(what: "data" | "indexes", role: RoleName, { serviceAccount, principalId }: Identity): void {
    const right = { role, scope: this.service.id, to: principalId };
    grant(`${this.prefix}-${what}-${serviceAccount}`, right, this.azure, this.child);
  }
}
