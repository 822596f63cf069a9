import type { Costs } from "../estimator";
import { COMPUTE_COSTS } from "./compute";
import { DATA_COSTS } from "./data";
import { EDGE_COSTS } from "./edge";
import { NETWORK_COSTS } from "./network";
import { OPERATIONS_COSTS } from "./operations";
import { STORAGE_COSTS } from "./storage";

/** What each type of AWS' resources costs, at list price in us-east-1. */
export const AWS_COSTS: Costs = {
  ...NETWORK_COSTS,
  ...COMPUTE_COSTS,
  ...DATA_COSTS,
  ...STORAGE_COSTS,
  ...EDGE_COSTS,
  ...OPERATIONS_COSTS,
};
