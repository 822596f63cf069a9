import type { Rule } from "../rule";
import { CLUSTER_RULES } from "./cluster";
import { DATA_RULES } from "./data";
import { EDGE_RULES } from "./edge";
import { IDENTITY_RULES } from "./identity";
import { NETWORK_RULES } from "./network";
import { NODE_RULES } from "./nodes";
import { OPERATIONS_RULES } from "./operations";
import { SECRET_RULES } from "./secrets";
import { STORAGE_RULES } from "./storage";
import { TAG_RULES } from "./tags";

/**
 * The security baseline of Azure: what holds for every resource of a stack, whatever its size. A number is the row of the rule in
 * section 5 of the sheet of facts about Azure.
 */
export const AZURE_RULES: readonly Rule[] = [
  ...CLUSTER_RULES,
  ...NODE_RULES,
  ...SECRET_RULES,
  ...STORAGE_RULES,
  ...DATA_RULES,
  ...NETWORK_RULES,
  ...EDGE_RULES,
  ...IDENTITY_RULES,
  ...OPERATIONS_RULES,
  ...TAG_RULES,
];
