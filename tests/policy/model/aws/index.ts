import type { Draft } from "../../builder";
import { BUCKETS } from "./buckets";
import { CLUSTER } from "./cluster";
import { DATA } from "./data";
import { EDGE } from "./edge";
import { IDENTITY } from "./identity";
import { NETWORK } from "./network";
import { OPERATIONS } from "./operations";

/** A small stack in which every rule holds: a failing fixture is this stack with one thing changed. */
export const AWS_MODEL: readonly Draft[] = [
  ...NETWORK,
  ...IDENTITY,
  ...CLUSTER,
  ...EDGE,
  ...DATA,
  ...BUCKETS,
  ...OPERATIONS,
];
