import type { ComponentResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { Cluster as GkeCluster } from "@pulumi/gcp/container/cluster";
import { IAMMember as ProjectMember } from "@pulumi/gcp/projects/iammember";
import type { Account as ServiceAccount } from "@pulumi/gcp/serviceaccount/account";
import { IAMMember as AccountMember } from "@pulumi/gcp/serviceaccount/iammember";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import { GCP_API_SERVICE, SUBNET_CIDRS } from "../../conventions/cidrs";
import type { Cluster as ClusterPort, ClusterArgs } from "../../ports/cluster";
import type { NetworkPeer } from "../../ports/common";
import type { Account } from "./account";
import { ADDONS, MAINTENANCE, observability, SECURITY } from "./cluster-settings";
import { GcpComponent } from "./component";
import { type GcpContext, nameOf } from "./context";
import type { Identity } from "./identity";
import { kubeconfigOf } from "./kubeconfig";
import { createLogBucket } from "./log-bucket";
import { type Network, PODS_RANGE, SERVICES_RANGE } from "./network";
import { createNodePools, describePools, hardenedNode, type NodePools } from "./node-pools";
import { PODS_PER_NODE } from "./node-shapes";
import type { Secrets } from "./secrets";
import { systemPods } from "./system-pods";

export interface GcpClusterArgs extends ClusterArgs {
  readonly account: Account;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly identities: readonly Identity[];
}

/** GKE over three zones, with autoscaler, names, disks and network policies by Google; pods get identities from Workload Identity. */
export class Cluster extends GcpComponent implements ClusterPort {
  readonly clusterName: string;
  readonly kubernetes: KubernetesProvider;
  /** By its service's address, and by that of the control plane behind it, which is in the nodes' subnetwork. */
  readonly api: NetworkPeer = { cidrs: [GCP_API_SERVICE, SUBNET_CIDRS.private[0]], ports: [443] };
  /** The metadata server on every node: where pods ask, and where it listens (GKE, Workload Identity, network policies). */
  readonly identityEndpoint: NetworkPeer = {
    cidrs: ["169.254.169.254/32", "169.254.169.252/32"],
    ports: [80, [987, 988]],
  };
  readonly gke: GkeCluster;
  readonly nodePools: NodePools;
  /** Who nodes are; IAM knows the account as `nodeMember`. */
  readonly nodeAccount: ServiceAccount;
  readonly nodeMember: Output<string>;

  constructor(
    name: string,
    private readonly args: GcpClusterArgs,
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("Cluster", name, gcp, args.account, opts);
    this.clusterName = nameOf(gcp, "gke");
    this.nodeAccount = args.network.nodeAccount;
    this.nodeMember = this.nodeAccount.member;
    const logging = this.keepLogs();
    this.gke = this.createControlPlane([...logging, this.letNodesReport()]);
    this.nodePools = createNodePools(name, { ...args, gke: this.gke }, gcp, this.child);
    this.bindIdentities();
    this.kubernetes = this.createProvider();
    this.registerOutputs({
      clusterName: this.clusterName,
      nodePools: describePools(args.pools),
      pods: systemPods(args.enhancedMonitoring),
    });
  }

  /** Apart, because they have terms of their own: what was done to the cluster, and what its nodes and pods say. */
  private keepLogs(): readonly Resource[] {
    const { account, secrets, logs } = this.args;
    const opts = { ...this.child, dependsOn: [account, ...secrets.keyReady] };
    const bucket = (role: string, days: number, types: readonly string[]): Resource => {
      const kinds = types.map((type) => `"${type}"`).join(" OR ");
      const filter = `resource.labels.cluster_name="${this.clusterName}" AND resource.type=(${kinds})`;
      return createLogBucket(`${this.prefix}-${role}-logs`, { role, days, filter }, this.gcp, opts);
    };
    return [
      bucket("control-plane", logs.auditDays, ["k8s_cluster", "k8s_control_plane_component", "gke_cluster"]),
      bucket("nodes", logs.days, ["k8s_node", "k8s_pod", "k8s_container", "gke_nodepool"]),
    ];
  }

  /** Logs and metrics of nodes, and nothing else: what Google documents as the least. No smaller thing than the project takes it. */
  private letNodesReport(): Resource {
    const args = { project: this.gcp.project, role: "roles/container.defaultNodeServiceAccount" };
    return new ProjectMember(`${this.prefix}-nodes-report`, { ...args, member: this.nodeMember }, this.child);
  }

  private createControlPlane(needs: readonly Resource[]): GkeCluster {
    const { secrets, network, version, enhancedMonitoring, protect } = this.args;
    const { key, keyReady } = secrets;
    return new GkeCluster(
      `${this.prefix}-gke`,
      {
        name: this.clusterName,
        location: this.gcp.region,
        nodeLocations: [...this.gcp.zones],
        // The oldest that may be built. From there Google upgrades, in the window: a pinned version would fight it.
        minMasterVersion: version,
        releaseChannel: { channel: "REGULAR" },
        maintenancePolicy: MAINTENANCE,
        network: network.vpc.id,
        subnetwork: network.nodes.id,
        networkingMode: "VPC_NATIVE",
        datapathProvider: "ADVANCED_DATAPATH",
        ipAllocationPolicy: { clusterSecondaryRangeName: PODS_RANGE, servicesSecondaryRangeName: SERVICES_RANGE },
        defaultMaxPodsPerNode: PODS_PER_NODE,
        ...this.access(),
        ...this.firstPool(),
        ...SECURITY,
        ...ADDONS,
        ...observability(enhancedMonitoring),
        workloadIdentityConfig: { workloadPool: this.workloadPool },
        ...(key && { databaseEncryption: { state: "ENCRYPTED", keyName: key } }),
        deletionProtection: protect,
      },
      {
        ...this.child,
        protect,
        dependsOn: [...this.child.dependsOn, ...needs, ...keyReady, ...network.nat],
        // What the pool was made of that is gone: asking for it again would replace the cluster.
        ignoreChanges: ["nodeConfig", "initialNodeCount"],
        // Its name is fixed, so the old one goes first.
        deleteBeforeReplace: true,
        customTimeouts: { create: "60m", update: "120m", delete: "60m" },
      },
    );
  }

  /**
   * By name, where Google's IAM asks everybody who they are; by address only from the ranges of those who want that too.
   * An empty list leaves the name to those inside the network.
   */
  private access() {
    const { adminCidrs } = this.args;
    const cidrBlocks = (adminCidrs ?? []).map((cidrBlock) => ({ cidrBlock, displayName: cidrBlock }));
    const byAddress = cidrBlocks.length > 0;
    return {
      privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: !byAddress },
      controlPlaneEndpointsConfig: {
        dnsEndpointConfig: { allowExternalTraffic: adminCidrs === null || byAddress },
        ipEndpointsConfig: { enabled: byAddress },
      },
      ...(byAddress && { masterAuthorizedNetworksConfig: { cidrBlocks, gcpPublicCidrsAccessEnabled: false } }),
    };
  }

  /** GKE can't be made without a pool: this one goes at once, and may not even then run as the project's default account. */
  private firstPool() {
    const nodeConfig = { ...hardenedNode(this.args), machineType: "e2-medium", diskSizeGb: 20 };
    return { removeDefaultNodePool: true, initialNodeCount: 1, nodeConfig };
  }

  private get workloadPool(): string {
    return `${this.gcp.project}.svc.id.goog`;
  }

  /** After the cluster: the project's first one brings the pool that the members' names are from. */
  private bindIdentities(): void {
    for (const { account, namespace, serviceAccount } of this.args.identities) {
      const args = {
        serviceAccountId: account.name,
        role: "roles/iam.workloadIdentityUser",
        member: `serviceAccount:${this.workloadPool}[${namespace}/${serviceAccount}]`,
      };
      const dependsOn = [...this.child.dependsOn, this.gke];
      new AccountMember(`${this.prefix}-pod-${serviceAccount}`, args, { ...this.child, dependsOn });
    }
  }

  private createProvider(): KubernetesProvider {
    const args = {
      kubeconfig: kubeconfigOf(this.gke),
      // Without it a kubeconfig that is unknown in a preview plans to replace every object of the cluster.
      clusterIdentifier: this.clusterName,
      enableServerSideApply: true,
    };
    const dependsOn = [...this.child.dependsOn, ...this.nodePools.ready];
    return new KubernetesProvider(`${this.prefix}-kubernetes`, args, { ...this.child, dependsOn });
  }
}
