import type { Costs } from "../estimator";
import { BACKUP_COSTS } from "./backup";
import { COMPUTE_COSTS } from "./compute";
import { DATA_COSTS } from "./data";
import { DEFENDER_COSTS } from "./defender";
import { EDGE_COSTS } from "./edge";
import { FREE } from "./free";
import { MONITORING_COSTS } from "./monitoring";
import { NETWORK_COSTS } from "./network";
import { SECRETS_COSTS } from "./secrets";
import { STORAGE_COSTS } from "./storage";

/** What each of Azure's resource types costs: consumption at list price, from the recorded inputs and the stack's usage. */
export const AZURE_COSTS: Costs = {
  ...BACKUP_COSTS,
  ...COMPUTE_COSTS,
  ...DATA_COSTS,
  ...DEFENDER_COSTS,
  ...EDGE_COSTS,
  ...FREE,
  ...MONITORING_COSTS,
  ...NETWORK_COSTS,
  ...SECRETS_COSTS,
  ...STORAGE_COSTS,
};
