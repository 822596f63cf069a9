import type { Draft } from "../../builder";
import { CLUSTER } from "./cluster";
import { DATA } from "./data";
import { EDGE } from "./edge";
import { NETWORK } from "./network";
import { OPERATIONS } from "./operations";

/** A small stack in which every rule of Google Cloud holds. */
export const GCP_MODEL: readonly Draft[] = [...NETWORK, ...CLUSTER, ...DATA, ...EDGE, ...OPERATIONS];
