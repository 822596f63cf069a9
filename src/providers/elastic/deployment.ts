import { CustomResource, type CustomResourceOptions, type Input, mergeOptions, type Output } from "@pulumi/pulumi";
import { RELEASE } from "./release";

/** Nodes of one kind; all zones have as many. */
export interface Topology {
  /** Memory of the nodes in each zone, such as `8g`; CPU and disk follow from it by the template. `0g`: there are none. */
  readonly size: string;
  readonly zoneCount?: number;
  /** Required even where nothing is scaled. */
  readonly autoscaling: Readonly<Record<string, never>>;
}

export interface DeploymentArgs {
  readonly name: string;
  /** Elastic's own word for a region, such as `gcp-us-central1`. */
  readonly region: string;
  /** All three numbers: Elastic Cloud makes deployments of the newest patch of a minor release only. */
  readonly version: string;
  /** Which hardware, by the id of its template. */
  readonly deploymentTemplateId: string;
  readonly elasticsearch: {
    readonly autoscale: boolean;
    readonly hot: Topology;
    readonly master?: Topology;
    readonly config?: { readonly userSettingsYaml: string };
  };
  readonly kibana: { readonly size: string; readonly zoneCount: number };
  /** Where logs and metrics of the deployment itself go: `self`, or the id of another one. */
  readonly observability?: { readonly deploymentId: string; readonly logs: boolean; readonly metrics: boolean };
  /** Only who passes one of these filters reaches it. */
  readonly trafficFilters: readonly Input<string>[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A deployment of Elastic Cloud Hosted: Elasticsearch, and Kibana beside it. */
export class Deployment extends CustomResource {
  /** First label of its host names: its own name with a suffix that Elastic makes unique in the region. */
  declare readonly alias: Output<string>;
  /** Its administrator; Elastic tells the password once, when the deployment is made. */
  declare readonly elasticsearchUsername: Output<string>;
  declare readonly elasticsearchPassword: Output<string>;

  constructor(name: string, args: DeploymentArgs, opts: CustomResourceOptions) {
    const outputs = { alias: undefined, elasticsearchUsername: undefined, elasticsearchPassword: undefined };
    const secrets = { ...RELEASE, additionalSecretOutputs: ["elasticsearchPassword"] };
    super("ec:index/deployment:Deployment", name, { ...args, ...outputs }, mergeOptions(opts, secrets));
  }
}
