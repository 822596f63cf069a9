import type { Draft } from "../../builder";
import { CLUSTER } from "./cluster";
import { DATA } from "./data";
import { EDGE } from "./edge";
import { NETWORK } from "./network";
import { OPERATIONS } from "./operations";

/** A small stack in which every rule of Azure holds. */
export const AZURE_MODEL: readonly Draft[] = [...CLUSTER, ...DATA, ...NETWORK, ...EDGE, ...OPERATIONS];
