import type { ComponentResourceOptions, Resource } from "@pulumi/pulumi";
import { AccessEntry } from "@pulumi/aws/eks/accessEntry";
import { AccessPolicyAssociation } from "@pulumi/aws/eks/accessPolicyAssociation";
import { Cluster as EksCluster } from "@pulumi/aws/eks/cluster";
import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation";
import type { Role } from "@pulumi/aws/iam/role";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import { API_SERVICE, SERVICE_CIDR, SUBNET_CIDRS } from "../../conventions/cidrs";
import type { Cluster as ClusterPort, ClusterArgs } from "../../ports/cluster";
import { installOperator, type Operator } from "../../kubernetes/operators/operator";
import { addonPods, createNetworkingAddons, createWorkloadAddons } from "./cluster-addons";
import { autoscaler, createAutoscalerIdentity } from "./cluster-autoscaler";
import { AwsComponent } from "./component";
import { type AwsContext, nameOf } from "./context";
import { createRole, type Statement, trust } from "./iam";
import type { Identity } from "./identity";
import { kubeconfigOf } from "./kubeconfig";
import { createLogGroup } from "./log-group";
import type { Network } from "./network";
import { createNodePools, describePools, type NodePools } from "./node-pools";
import type { Secrets } from "./secrets";

export interface AwsClusterArgs extends ClusterArgs {
  readonly network: Network;
  readonly secrets: Secrets;
  readonly identities: readonly Identity[];
}

/** EKS with managed node groups: pods get cloud identities from Pod Identity, people get access through one admin role. */
export class Cluster extends AwsComponent implements ClusterPort {
  readonly clusterName: string;
  readonly kubernetes: KubernetesProvider;
  /** By its service's address, and by those of the control plane behind it. */
  readonly api = { cidrs: [API_SERVICE, ...SUBNET_CIDRS.private], ports: [443] };
  /** The agent of Pod Identity, on every node (EKS user guide, Pod Identity agent). */
  readonly identityEndpoint = { cidrs: ["169.254.170.23/32"], ports: [80] };
  readonly eks: EksCluster;
  readonly nodePools: NodePools;

  constructor(
    name: string,
    private readonly args: AwsClusterArgs,
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("Cluster", name, aws, opts);
    this.clusterName = nameOf(aws, "eks");
    this.eks = this.createControlPlane();
    const admin = this.createAdmin();
    this.admitPrivateClients();

    const networking = createNetworkingAddons(name, this.eks, this);
    this.nodePools = createNodePools(name, { ...args, eks: this.eks, dependsOn: networking }, aws, this);
    const insights = args.enhancedMonitoring ? this.createInsightLogs() : null;
    createWorkloadAddons(name, { eks: this.eks, tags: aws.tags, insights, nodes: this.nodePools.ready }, this);

    this.bindIdentities();
    this.kubernetes = this.createProvider(admin);
    const scaler = this.installAutoscaler();
    this.registerOutputs({
      clusterName: this.clusterName,
      nodePools: describePools(args.pools),
      pods: [...addonPods(args.enhancedMonitoring), ...scaler.pods],
    });
  }

  private createControlPlane(): EksCluster {
    const { secrets, network, logs, version, protect } = this.args;
    const adminCidrs = this.args.adminCidrs ?? [];
    const name = `/aws/eks/${this.clusterName}/cluster`;
    const group = createLogGroup(`${this.prefix}-logs`, { name, days: logs.auditDays, key: secrets.key }, this);
    const { role, ready } = createRole(
      `${this.prefix}-role`,
      { trust: trust("eks.amazonaws.com"), managed: ["AmazonEKSClusterPolicy"] },
      this,
    );
    const open = adminCidrs.length > 0;
    return new EksCluster(
      `${this.prefix}-eks`,
      {
        name: this.clusterName,
        version,
        roleArn: role.arn,
        bootstrapSelfManagedAddons: false,
        deletionProtection: protect,
        accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
        // AWS upgrades at the end of standard support, instead of charging six times the price from then on.
        upgradePolicy: { supportType: "STANDARD" },
        enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        ...(secrets.key && { encryptionConfig: { resources: ["secrets"], provider: { keyArn: secrets.key } } }),
        kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: SERVICE_CIDR },
        vpcConfig: {
          subnetIds: [...network.subnetIds("private")],
          endpointPrivateAccess: true,
          endpointPublicAccess: open,
          ...(open && { publicAccessCidrs: [...adminCidrs] }),
        },
        zonalShiftConfig: { enabled: true },
      },
      {
        ...this.child,
        protect,
        dependsOn: [group, ...ready],
        customTimeouts: { create: "40m", update: "90m", delete: "30m" },
      },
    );
  }

  /** Whoever may assume this role administers the cluster: no ARN of a person or a pipeline is needed in advance. */
  private createAdmin(): { readonly role: Role; readonly access: AccessPolicyAssociation } {
    const account: Statement = {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${this.aws.accountId}:root` },
      Action: "sts:AssumeRole",
    };
    const { role } = createRole(`${this.prefix}-admin`, { trust: account }, this);
    const entry = new AccessEntry(
      `${this.prefix}-admin-entry`,
      { clusterName: this.eks.name, principalArn: role.arn, type: "STANDARD" },
      this.child,
    );
    const access = new AccessPolicyAssociation(
      `${this.prefix}-admin-access`,
      {
        clusterName: this.eks.name,
        principalArn: entry.principalArn,
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        accessScope: { type: "cluster" },
      },
      this.child,
    );
    return { role, access };
  }

  /** Before the agent does it: its own would keep everything for ever, unencrypted. */
  private createInsightLogs(): readonly Resource[] {
    const { logs, secrets } = this.args;
    return ["application", "dataplane", "host", "performance"].map((kind) => {
      const name = `/aws/containerinsights/${this.clusterName}/${kind}`;
      return createLogGroup(`${this.prefix}-insights-${kind}`, { name, days: logs.days, key: secrets.key }, this);
    });
  }

  /** The private endpoint only admits the cluster's own group: whoever deploys from inside the network needs this too. */
  private admitPrivateClients(): void {
    SUBNET_CIDRS.private.forEach((cidrIpv4, zone) => {
      const args = {
        securityGroupId: this.eks.vpcConfig.clusterSecurityGroupId,
        description: "Kubernetes API from the private subnets",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4,
      };
      new SecurityGroupIngressRule(`${this.prefix}-api-from-private-${zone}`, args, this.child);
    });
  }

  private bindIdentities(): void {
    for (const { namespace, serviceAccount, role } of this.args.identities) {
      const args = { clusterName: this.eks.name, namespace, serviceAccount, roleArn: role.arn };
      new PodIdentityAssociation(`${this.prefix}-pod-${serviceAccount}`, args, this.child);
    }
  }

  private installAutoscaler(): Operator {
    const { clusterName, kubernetes: provider } = this;
    const { highlyAvailable } = this.args;
    const dependsOn = [createAutoscalerIdentity(this.prefix, this.eks, clusterName, this)];
    const operator = autoscaler({ clusterName, region: this.aws.region, highlyAvailable });
    installOperator(`${this.prefix}-autoscaler-release`, operator, { ...this.child, provider, dependsOn });
    return operator;
  }

  private createProvider({ role, access }: ReturnType<Cluster["createAdmin"]>): KubernetesProvider {
    const args = {
      kubeconfig: kubeconfigOf(this.eks, this.aws.region, role),
      // Without it a kubeconfig that is unknown in a preview plans to replace every object of the cluster.
      clusterIdentifier: this.clusterName,
      enableServerSideApply: true,
    };
    return new KubernetesProvider(`${this.prefix}-kubernetes`, args, {
      ...this.child,
      dependsOn: [access, ...this.nodePools.ready],
    });
  }
}
