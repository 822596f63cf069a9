import { type ComponentResourceOptions, interpolate, type Output } from "@pulumi/pulumi";
import type { ForwardingRule } from "@pulumi/gcp/compute/forwardingRule";
import { VERSIONS } from "../../conventions/versions";
import type { Search as SearchPort, SearchArgs } from "../../ports/search";
import { Deployment } from "../elastic/deployment";
import { type ElasticRegion, elasticRegionOfGoogle } from "../elastic/regions";
import { DeploymentTrafficFilter } from "../elastic/traffic-filter";
import type { Account } from "./account";
import { GcpComponent } from "./component";
import { type GcpContext, nameOf } from "./context";
import type { Identity } from "./identity";
import type { Network } from "./network";
import { createSearchEndpoint, ENDPOINT_PEER, SEARCH_PORT, type SearchEndpoint } from "./search-endpoint";
import type { Secrets } from "./secrets";
import { searchDeployment } from "./sizes";

/**
 * Who was refused, and every change of users and roles. Not each request that was granted: the log is kept in the deployment
 * itself, where writing it down would be such a request again.
 */
const AUDIT = [
  "xpack.security.audit.enabled: true",
  "xpack.security.audit.logfile.events.exclude: [access_granted]",
].join("\n");

/** One small Kibana is part of every deployment's price, and Elastic advises against having none. */
const KIBANA = { size: "1g", zoneCount: 1 };

export interface GcpSearchArgs extends SearchArgs<Identity> {
  readonly account: Account;
  readonly network: Network;
  readonly secrets: Secrets;
}

/** Elasticsearch on Elastic Cloud, reached through an endpoint inside the VPC and no other way. */
export class Search extends GcpComponent implements SearchPort {
  readonly dialect = "elasticsearch";
  readonly url: Output<string>;
  readonly peer = ENDPOINT_PEER;
  readonly credentials: SearchPort["credentials"];
  readonly deployment: Deployment;
  readonly endpoint: ForwardingRule;

  private readonly elastic: ElasticRegion;

  constructor(
    name: string,
    private readonly args: GcpSearchArgs,
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("Search", name, gcp, args.account, opts);
    this.elastic = elasticRegionOfGoogle(gcp.region);
    const { network } = args;
    const endpoint = createSearchEndpoint(`${name}-endpoint`, { network, elastic: this.elastic }, gcp, this.child);
    this.endpoint = endpoint.rule;
    this.deployment = this.createDeployment(endpoint, this.createFilter(endpoint));
    this.url = interpolate`https://${this.deployment.alias}.es.${this.elastic.domain}:${SEARCH_PORT}`;
    this.credentials = this.keepCredentials();
    this.registerOutputs({ url: this.url });
  }

  /** Without it the deployment would be open to the internet, for whoever has the password. */
  private createFilter({ connectionId }: SearchEndpoint): DeploymentTrafficFilter {
    return new DeploymentTrafficFilter(
      `${this.prefix}-filter`,
      {
        name: nameOf(this.gcp, "search"),
        region: this.elastic.name,
        type: "gcp_private_service_connect_endpoint",
        rules: [{ source: connectionId }],
        includeByDefault: false,
      },
      this.child,
    );
  }

  private createDeployment({ ready }: SearchEndpoint, filter: DeploymentTrafficFilter): Deployment {
    const { size, protect } = this.args;
    const { template, size: memory, zones } = searchDeployment(size);
    return new Deployment(
      `${this.prefix}-deployment`,
      {
        name: nameOf(this.gcp, "search"),
        region: this.elastic.name,
        version: VERSIONS.elasticsearch.version,
        deploymentTemplateId: template,
        elasticsearch: {
          autoscale: false,
          hot: { size: memory, zoneCount: zones, autoscaling: {} },
          // Said although there are none: otherwise the provider asks Elastic in every preview whether there should be.
          master: { size: "0g", autoscaling: {} },
          config: { userSettingsYaml: AUDIT },
        },
        kibana: KIBANA,
        observability: { deploymentId: "self", logs: true, metrics: true },
        trafficFilters: [filter.id],
        tags: this.gcp.labels,
      },
      { ...this.child, protect, dependsOn: [...this.child.dependsOn, ...ready] },
    );
  }

  /** Of the deployment's administrator: the only user that Elastic makes. */
  private keepCredentials() {
    const { elasticsearchUsername, elasticsearchPassword } = this.deployment;
    const keep = (role: "username" | "password", value: Output<string>) =>
      this.args.secrets.put(`${this.prefix}-${role}`, { key: `search-${role}`, value }, this);
    return { username: keep("username", elasticsearchUsername), password: keep("password", elasticsearchPassword) };
  }
}
