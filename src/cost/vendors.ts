import { ATLAS_COSTS } from "./atlas";
import { AWS_COSTS } from "./aws";
import { AZURE_COSTS } from "./azure";
import { CLOUDFLARE_COSTS } from "./cloudflare";
import { ELASTIC_COSTS } from "./elastic";
import type { Costs } from "./estimator";
import { GCP_COSTS } from "./gcp";
import { IN_CLUSTER_COSTS } from "./in-cluster";

/** Every resource type that a stack can have, on any cloud: what it costs, or why it costs nothing. */
export const COSTS: Costs = {
  ...AWS_COSTS,
  ...GCP_COSTS,
  ...AZURE_COSTS,
  ...ATLAS_COSTS,
  ...ELASTIC_COSTS,
  ...CLOUDFLARE_COSTS,
  ...IN_CLUSTER_COSTS,
};

/** Vendors whose bills a tier's budget is about: the clouds, and the databases that are bought beside them. */
const PLATFORM = ["aws", "gcp", "azure", "mongodb-atlas", "elastic"];

export const isThirdParty = (vendor: string): boolean => !PLATFORM.includes(vendor);
