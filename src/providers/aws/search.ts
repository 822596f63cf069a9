import { type ComponentResourceOptions, interpolate, type Output } from "@pulumi/pulumi";
import { LogResourcePolicy } from "@pulumi/aws/cloudwatch/logResourcePolicy";
import { Domain } from "@pulumi/aws/opensearch/domain";
import type { Search as SearchPort, SearchArgs } from "../../ports/search";
import { SUBNET_CIDRS } from "../../conventions/cidrs";
import { ZONES } from "../../conventions/regions";
import { VERSIONS } from "../../conventions/versions";
import type { Account } from "./account";
import { AwsComponent } from "./component";
import { arnOf, type AwsContext, nameOf } from "./context";
import { allow, grant, policyDocument } from "./iam";
import type { Identity } from "./identity";
import { createLogGroup } from "./log-group";
import type { Network } from "./network";
import type { Secrets } from "./secrets";
import { searchNodeType } from "./sizes";

const LOG_TYPES = ["INDEX_SLOW_LOGS", "SEARCH_SLOW_LOGS", "ES_APPLICATION_LOGS", "AUDIT_LOGS"] as const;
const VERBS = { read: ["es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost"], readWrite: ["es:ESHttp*"] } as const;

export interface AwsSearchArgs extends SearchArgs<Identity> {
  readonly account: Account;
  readonly network: Network;
  readonly secrets: Secrets;
}

/** OpenSearch Service inside the VPC; pods sign their requests with their own identity, so there is no password. */
export class Search extends AwsComponent implements SearchPort {
  readonly dialect = "opensearch";
  readonly credentials = null;
  readonly url: Output<string>;
  readonly peer = { cidrs: SUBNET_CIDRS.database, ports: [443] };
  readonly domain: Domain;
  /** Per node. */
  readonly diskGiB: number;

  private readonly domainName: string;

  constructor(
    name: string,
    private readonly args: AwsSearchArgs,
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("Search", name, aws, opts);
    this.domainName = nameOf(aws, "search");
    this.diskGiB = args.size.diskGiB;
    this.domain = this.createDomain();
    this.url = interpolate`https://${this.domain.endpoint}`;
    this.grantClients();
    this.registerOutputs({ url: this.url });
  }

  private createDomain(): Domain {
    const { size, network, secrets, account, protect, clients } = this.args;
    const zones = Math.min(size.nodes, ZONES);
    const instanceType = searchNodeType(size);
    const [admin] = clients;
    return new Domain(
      `${this.prefix}-domain`,
      {
        domainName: this.domainName,
        engineVersion: `OpenSearch_${VERSIONS.opensearch.version}`,
        ipAddressType: "ipv4",
        clusterConfig: {
          instanceType,
          instanceCount: size.nodes,
          zoneAwarenessEnabled: zones > 1,
          ...(zones > 1 && { zoneAwarenessConfig: { availabilityZoneCount: zones } }),
        },
        ebsOptions: { ebsEnabled: true, volumeType: "gp3", volumeSize: size.diskGiB, iops: 3000, throughput: 125 },
        encryptAtRest: { enabled: true, ...(secrets.key && { kmsKeyId: secrets.key }) },
        nodeToNodeEncryption: { enabled: true },
        domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
        advancedSecurityOptions: {
          enabled: true,
          internalUserDatabaseEnabled: false,
          masterUserOptions: { masterUserArn: admin.identity.role.arn },
        },
        // One subnet per zone in use.
        vpcOptions: {
          subnetIds: network.subnetIds("database").slice(0, zones),
          securityGroupIds: [network.securityGroups.db.id],
        },
        accessPolicies: this.accessPolicy(),
        logPublishingOptions: this.createLogs(),
        // Auto-Tune does not run on burstable instances.
        ...(!instanceType.startsWith("t3.") && {
          autoTuneOptions: { desiredState: "ENABLED", useOffPeakWindow: true },
        }),
        offPeakWindowOptions: { enabled: true },
        softwareUpdateOptions: { autoSoftwareUpdateEnabled: true },
      },
      {
        ...this.child,
        protect,
        dependsOn: [account, this.createLogPolicy()],
        // The built-in hour is sometimes too short (terraform-provider-aws #33897).
        customTimeouts: { create: "120m", update: "240m", delete: "120m" },
      },
    );
  }

  /** Only the clients' own roles; what each may do is narrowed again in the role itself. */
  private accessPolicy(): Output<string> {
    const roles = this.args.clients.map(({ identity }) => identity.role.arn);
    return policyDocument({ ...allow(["es:ESHttp*"], this.indexArn()), Principal: { AWS: roles } });
  }

  private grantClients(): void {
    for (const { identity, access } of this.args.clients) {
      const statements = [allow(VERBS[access], this.indexArn())];
      grant(`${this.prefix}-client-${identity.serviceAccount}`, identity.role, statements, this);
    }
  }

  private createLogs() {
    const { logs, secrets } = this.args;
    return LOG_TYPES.map((logType) => {
      const days = logType === "AUDIT_LOGS" ? logs.auditDays : logs.days;
      const name = `${this.logPrefix()}/${logType}`;
      const group = createLogGroup(`${this.prefix}-logs-${logType}`, { name, days, key: secrets.key }, this);
      return { logType, cloudwatchLogGroupArn: group.arn };
    });
  }

  private createLogPolicy(): LogResourcePolicy {
    const groups = arnOf(this.aws, "logs", `log-group:${this.logPrefix()}/*`);
    const ours = { StringEquals: { "aws:SourceAccount": this.aws.accountId } };
    const write = allow(["logs:PutLogEvents", "logs:CreateLogStream"], groups, ours);
    const policyName = this.domainName;
    const args = {
      policyName,
      policyDocument: policyDocument({ ...write, Principal: { Service: "es.amazonaws.com" } }),
    };
    return new LogResourcePolicy(`${this.prefix}-log-policy`, args, this.child);
  }

  private logPrefix(): string {
    return `/aws/opensearch/${this.domainName}`;
  }

  private indexArn(): string {
    return arnOf(this.aws, "es", `domain/${this.domainName}/*`);
  }
}
