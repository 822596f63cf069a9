import type { Rule } from "../rule";
import { BUCKET_RULES } from "./buckets";
import { CLUSTER_RULES } from "./cluster";
import { DATA_RULES } from "./data";
import { EDGE_RULES } from "./edge";
import { IDENTITY_RULES } from "./identity";
import { NETWORK_RULES } from "./network";
import { OPERATIONS_RULES } from "./operations";

/** The security baseline of AWS: what holds for every resource of a stack, whatever its size. */
export const AWS_RULES: readonly Rule[] = [
  ...NETWORK_RULES,
  ...IDENTITY_RULES,
  ...CLUSTER_RULES,
  ...EDGE_RULES,
  ...DATA_RULES,
  ...BUCKET_RULES,
  ...OPERATIONS_RULES,
];
