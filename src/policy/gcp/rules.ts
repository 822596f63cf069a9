import type { Rule } from "../rule";
import { CLUSTER_RULES } from "./cluster";
import { DATA_RULES } from "./data";
import { EDGE_RULES } from "./edge";
import { IDENTITY_RULES } from "./identity";
import { NETWORK_RULES } from "./network";
import { NODE_RULES } from "./nodes";
import { OPERATIONS_RULES } from "./operations";

/**
 * The security baseline of Google Cloud: what holds for every resource of a stack, whatever its size. A number is the row of the
 * rule in section H of the sheet of facts about Google Cloud, whose rows go on with Atlas (A), Cloudflare (F) and pods (P).
 */
export const GCP_RULES: readonly Rule[] = [
  ...NETWORK_RULES,
  ...CLUSTER_RULES,
  ...NODE_RULES,
  ...DATA_RULES,
  ...IDENTITY_RULES,
  ...EDGE_RULES,
  ...OPERATIONS_RULES,
];
