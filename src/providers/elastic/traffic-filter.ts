import { CustomResource, type CustomResourceOptions, type Input, mergeOptions } from "@pulumi/pulumi";
import { RELEASE } from "./release";

export interface DeploymentTrafficFilterArgs {
  readonly name: string;
  /** It can be attached to deployments of this region only. */
  readonly region: string;
  readonly type: "gcp_private_service_connect_endpoint";
  /** Where traffic may come from: for an endpoint the id of its connection. */
  readonly rules: readonly { readonly source: Input<string> }[];
  /** Whether every new deployment of the organization gets it. */
  readonly includeByDefault: boolean;
}

/** Closes the deployments that name it to all traffic but what its rules let in. */
export class DeploymentTrafficFilter extends CustomResource {
  constructor(name: string, args: DeploymentTrafficFilterArgs, opts: CustomResourceOptions) {
    super("ec:index/deploymentTrafficFilter:DeploymentTrafficFilter", name, { ...args }, mergeOptions(opts, RELEASE));
  }
}
