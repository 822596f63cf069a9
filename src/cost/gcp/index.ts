import type { Costs } from "../estimator";
import { BACKUP } from "./backup";
import { CACHE } from "./cache";
import { COMPUTE } from "./compute";
import { EDGE } from "./edge";
import { NETWORK } from "./network";
import { OPERATIONS } from "./operations";
import { SECRETS } from "./secrets";
import { STORAGE } from "./storage";

/** How Google Cloud charges each type; a Gateway on GKE is among them, as the load balancer that it makes is Google's. */
export const GCP_COSTS: Costs = {
  ...COMPUTE,
  ...NETWORK,
  ...EDGE,
  ...CACHE,
  ...STORAGE,
  ...SECRETS,
  ...OPERATIONS,
  ...BACKUP,
};
