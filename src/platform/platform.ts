import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { SERVICE_NAMES, type ServiceName, survivesZoneLoss } from "../../stacks";
import { recordOf } from "../conventions/records";
import { VERSIONS } from "../conventions/versions";
import { Operators } from "../kubernetes/operators/operators";
import type { CloudComponents } from "../ports/cloud";
import type { LogRetention } from "../ports/common";
import type { PlatformArgs } from "./args";
import { searchClients, storageClients } from "./clients";
import { signalsOf } from "./signals";

/** The reference architecture: every capability of the CRM's platform, on whichever cloud it is given. */
export class Platform<C extends CloudComponents> extends ComponentResource {
  readonly identities: Readonly<Record<ServiceName, C["identity"]>>;
  readonly secrets: C["secrets"];
  readonly cluster: C["cluster"];
  readonly registry: C["registry"] | null;
  readonly database: C["database"];
  readonly cache: C["cache"];
  readonly search: C["search"] | null;
  readonly objectStore: C["objectStore"];
  readonly edge: C["edge"];
  readonly operators: Operators;
  readonly cdn: C["cdn"] | null;
  readonly dns: C["dns"] | null;

  private readonly account: C["account"];
  private readonly base: Pick<C, "account" | "secrets">;
  private readonly logs: LogRetention;
  private readonly protection: { readonly protect: boolean; readonly keepData: boolean };
  private readonly opts: ComponentResourceOptions = { parent: this };

  constructor(
    private readonly prefix: string,
    private readonly args: PlatformArgs<C>,
    opts: ComponentResourceOptions,
  ) {
    super("crm:platform:Platform", prefix, {}, opts);
    const { retentionDays, auditRetentionDays } = args.contract.logs;
    // Taking the protection off for a teardown must not take away what the teardown leaves behind.
    this.protection = { protect: args.protect, keepData: args.contract.protect };
    this.logs = { days: retentionDays, auditDays: auditRetentionDays };

    this.account = this.createAccount();
    this.identities = this.createIdentities();
    const secretReader = this.createIdentity("external-secrets", "external-secrets");
    this.secrets = this.createSecrets(secretReader);
    this.base = { account: this.account, secrets: this.secrets };
    const network = this.createNetwork();
    this.cluster = this.createCluster(network, secretReader);
    this.registry = this.createRegistry(network);

    this.database = this.createDatabase(network);
    this.cache = this.createCache(network);
    this.search = this.createSearch(network);
    this.objectStore = this.createObjectStore(network);

    this.operators = this.createOperators(secretReader);
    this.edge = this.createEdge(network);
    this.cdn = this.createCdn();
    const backup = this.createBackup();
    const monitoring = this.createMonitoring(backup);
    this.dns = this.createDns(monitoring);
    this.createBudget();
    this.registerOutputs({ cluster: this.cluster.clusterName });
  }

  private createAccount(): C["account"] {
    const { cloud, contract, ownsAccount: owned } = this.args;
    const args = { owned, logs: { ...this.logs, capGbPerDay: contract.logs.capGbPerDay } };
    return cloud.account(`${this.prefix}-account`, args, this.opts);
  }

  private createIdentities(): Readonly<Record<ServiceName, C["identity"]>> {
    return recordOf(SERVICE_NAMES, (service) => this.createIdentity(this.args.namespace, service));
  }

  private createIdentity(namespace: string, serviceAccount: string): C["identity"] {
    const name = `${this.prefix}-identity-${serviceAccount}`;
    const args = { account: this.account, namespace, serviceAccount };
    return this.args.cloud.identity(name, args, this.opts);
  }

  private createSecrets(reader: C["identity"]): C["secrets"] {
    const { cloud, contract, thirdParties } = this.args;
    const args = {
      account: this.account,
      ownKeys: contract.ownKeys,
      replicate: contract.dr !== "none",
      ...this.protection,
      catalogue: thirdParties,
      readers: [{ identity: reader, access: "read" }] as const,
    };
    return cloud.secrets(`${this.prefix}-secrets`, args, this.opts);
  }

  private createNetwork(): C["network"] {
    const { cloud, contract } = this.args;
    const args = {
      ...this.base,
      nat: contract.nat,
      logs: this.logs,
    };
    return cloud.network(`${this.prefix}-network`, args, this.opts);
  }

  private createCluster(network: C["network"], secretReader: C["identity"]): C["cluster"] {
    const { cloud, contract, adminCidrs, protect } = this.args;
    const args = {
      network,
      ...this.base,
      identities: [...Object.values(this.identities), secretReader],
      version: VERSIONS.kubernetes.version,
      pools: contract.nodePools,
      adminCidrs,
      logs: this.logs,
      enhancedMonitoring: contract.enhancedMonitoring,
      protect,
      highlyAvailable: survivesZoneLoss(contract),
    };
    return cloud.cluster(`${this.prefix}-cluster`, args, this.opts);
  }

  private createRegistry(network: C["network"]): C["registry"] | null {
    const { cloud, repositories, protect } = this.args;
    if (repositories === null) return null;
    const args = { ...this.base, network, cluster: this.cluster, repositories, protect };
    return cloud.registry(`${this.prefix}-registry`, args, this.opts);
  }

  private createDatabase(network: C["network"]): C["database"] {
    const { cloud, contract } = this.args;
    const args = {
      network,
      ...this.base,
      size: contract.database,
      version: VERSIONS.mongodb.version,
      databaseName: "crm",
      backupKeepDays: contract.backup.keepDays,
      copyBackups: contract.dr !== "none",
      ownKeys: contract.ownKeys,
      privateEndpoint: contract.edge.privateEndpoints,
      ...this.protection,
      alerts: this.receivers(),
    };
    return cloud.database(`${this.prefix}-database`, args, this.opts);
  }

  private createCache(network: C["network"]): C["cache"] {
    const { cloud, contract } = this.args;
    const args = {
      network,
      ...this.base,
      size: contract.cache,
      logs: this.logs,
      ...this.protection,
    };
    return cloud.cache(`${this.prefix}-cache`, args, this.opts);
  }

  private createSearch(network: C["network"]): C["search"] | null {
    const { cloud, contract, protect, uses } = this.args;
    if (contract.search === null) return null;
    const args = {
      ...this.base,
      network,
      size: contract.search,
      logs: this.logs,
      protect,
      clients: searchClients(uses, this.identities),
    };
    return cloud.search(`${this.prefix}-search`, args, this.opts);
  }

  private createObjectStore(network: C["network"]): C["objectStore"] {
    const { cloud, contract, uses } = this.args;
    const args = {
      ...this.base,
      network,
      lifecycle: contract.objects,
      replicate: contract.dr !== "none",
      logKeepDays: contract.logs.retentionDays,
      cdn: contract.cdn,
      ...this.protection,
      clients: storageClients(uses, this.identities),
    };
    return cloud.objectStore(`${this.prefix}-object-store`, args, this.opts);
  }

  private createEdge(network: C["network"]): C["edge"] {
    const { cloud, contract, protect, origin, backends } = this.args;
    const args = {
      ...origin,
      network,
      ...this.base,
      cluster: this.cluster,
      objectStore: this.objectStore,
      secretStore: this.operators.externalSecrets,
      highlyAvailable: survivesZoneLoss(contract),
      waf: contract.edge.waf,
      // A visitor may use a tenth of the peak for five minutes, and never less than a browser needs.
      rateLimit: Math.max(2_000, contract.load.peakRps * 30),
      backends,
      logs: this.logs,
      protect,
    };
    return cloud.edge(`${this.prefix}-edge`, args, this.opts);
  }

  private createOperators(secretReader: C["identity"]): Operators {
    const { cloud, contract, namespace } = this.args;
    const args = {
      secrets: this.secrets,
      secretReader,
      namespace: { namespace, security: "restricted", labels: cloud.namespaceLabels } as const,
      counted: SERVICE_NAMES.filter((service) => contract.pods[service].rules.requestsPerSecond !== undefined),
      queues: this.cache.peer,
      highlyAvailable: survivesZoneLoss(contract),
      datadogKey: this.secrets.catalogue["datadogApiKey"] ?? null,
      cluster: this.cluster,
    };
    return new Operators(`${this.prefix}-operators`, args, this.opts);
  }

  private createCdn(): C["cdn"] | null {
    const { cloud, contract, assetsHost, zone } = this.args;
    if (!contract.cdn) return null;
    const args = { ...this.base, objectStore: this.objectStore, host: assetsHost, zone, logs: this.logs };
    return cloud.cdn(`${this.prefix}-cdn`, args, this.opts);
  }

  private createBackup(): C["backup"] | null {
    const { cloud, contract, protect, namespace } = this.args;
    if (!contract.backup.volumes) return null;
    const args = {
      ...this.base,
      cluster: this.cluster,
      namespace,
      keepDays: contract.backup.keepDays,
      copy: contract.dr !== "none",
      protect,
    };
    return cloud.backup(`${this.prefix}-backup`, args, this.opts);
  }

  private createMonitoring(backup: C["backup"] | null): C["monitoring"] {
    const { cloud, contract } = this.args;
    const { cluster, database, cache, search, objectStore, edge, cdn } = this;
    const watched = { cluster, database, cache, search, objectStore, edge, cdn, backup };
    const signals = signalsOf(contract, cache);
    const args = { ...this.base, ...watched, signals, ...this.receivers() };
    return cloud.monitoring(`${this.prefix}-monitoring`, args, this.opts);
  }

  private createDns(monitoring: C["monitoring"]): C["dns"] | null {
    const { cloud, contract, originDomain, zone } = this.args;
    if (!contract.cdn) return null;
    const args = { ...this.base, edge: this.edge, monitoring, domain: originDomain, zone };
    return cloud.dns(`${this.prefix}-dns`, args, this.opts);
  }

  /** Who hears of alarms; pages go to PagerDuty too where its key is set. */
  private receivers() {
    const { alertEmail: email, thirdParties } = this.args;
    return { email, pagerdutyKey: thirdParties["pagerdutyKey"] ?? null };
  }

  private createBudget(): void {
    const { cloud, alertEmail, budgetStart, budgetUsd } = this.args;
    const budget = { usd: budgetUsd, start: budgetStart, alertsAt: [50, 80, 100], email: alertEmail };
    const args = { ...this.base, ...budget };
    cloud.budget(`${this.prefix}-budget`, args, this.opts);
  }
}
