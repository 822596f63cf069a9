import type { GraphResource } from "../../graph/graph";
import { AZURE } from "../../policy/azure/types";
import { plainOf } from "../../policy/values";
import { type CostContext, Unpriced } from "../estimator";
import { SNAPSHOT_SHARE, type Usage } from "../usage";
import { meaningOf, nameOf } from "./read";

/** What a container gets. */
export interface Contents {
  readonly gbPerMonth: number;
  /** New objects a month. */
  readonly objects: number;
  /** What is there from the first day and does not grow, GB. */
  readonly constantGb: number;
}

const growing = (gbPerMonth: number, objects: number): Contents => ({ gbPerMonth, objects, constantGb: 0 });
const constant = (constantGb: number): Contents => ({ gbPerMonth: 0, objects: 0, constantGb });

/** Some releases of the web application; the cluster's objects, which are texts. */
const ASSETS_GB = 0.5;
const CLUSTER_OBJECTS_GB = 1;

type Role = (usage: Usage, account: GraphResource, context: CostContext) => Contents;

/** One document holds 1 MB: requirements say nothing, and it decides cents. */
const DOCUMENTS_PER_GB = 1_000;

/** By the name of the container, which says its role. */
const ROLES: Readonly<Record<string, Role>> = {
  recordings: ({ recordingsGb, phoneCalls }) => growing(recordingsGb, phoneCalls),
  transcripts: ({ transcriptsGb, phoneCalls }) => growing(transcriptsGb, phoneCalls),
  documents: ({ documentsGb }) => growing(documentsGb, documentsGb * DOCUMENTS_PER_GB),
  assets: () => constant(ASSETS_GB),
  cluster: () => constant(CLUSTER_OBJECTS_GB),
  // Azure's balancer and CDN send their logs to the workspace, which is paid for them; flows have a container of their own.
  logs: () => constant(0),
  snapshots: (_usage, account, context) => snapshots(account, context),
};

/** @throws Unpriced for a container whose name says no role */
export function contentsOf(container: GraphResource, account: GraphResource, context: CostContext): Contents {
  const role = meaningOf(ROLES, nameOf(container, "containerName"), "what is in");
  return role(context.usage, account, context);
}

/** GB of an instance by the number in its name (Azure Managed Redis, service tiers). */
const CACHE_GB: Readonly<Record<string, number>> = {
  ...{ Balanced_B0: 0.5, Balanced_B1: 1, Balanced_B3: 3, Balanced_B5: 6, Balanced_B10: 12, Balanced_B20: 24 },
  ...{ MemoryOptimized_M10: 12, MemoryOptimized_M20: 24, MemoryOptimized_M50: 60, MemoryOptimized_M100: 120 },
};

const WORKFLOW = "azure-native:logic:Workflow";

function snapshots(account: GraphResource, { graph }: CostContext): Contents {
  const [cache] = graph.ofType(AZURE.redis);
  if (cache === undefined) throw new Unpriced("there is no cache whose snapshots it could keep");
  const gb = meaningOf(CACHE_GB, nameOf(cache, "sku.name"), "the size of") * SNAPSHOT_SHARE;
  const writers = graph.referring(WORKFLOW, "definition", account);
  const runs = writers.reduce((sum, workflow) => sum + runsOf(workflow), 0);
  return growing(gb * runs, runs);
}

/** A month of 30 days, as lifecycles have them. */
const PER_MONTH: Readonly<Record<string, number>> = { Hour: 720, Day: 30, Week: 30 / 7 };

/** How often a workflow's clock starts it in a month. */
export function runsOf(workflow: GraphResource): number {
  const clock = "definition.triggers.clock.recurrence";
  const frequency = meaningOf(PER_MONTH, nameOf(workflow, `${clock}.frequency`), "the frequency");
  const interval = plainOf(workflow, `${clock}.interval`);
  return frequency / (typeof interval === "number" ? interval : 1);
}
