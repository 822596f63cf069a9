import type { GraphResource, Value } from "../graph/graph";
import type { PolicyGraph } from "../policy/query";
import { itemsOf, listOf, plain, plainOf, readIn } from "../policy/values";
import { CLUSTER, nodesOf } from "./atlas-cluster";
import { type Charge, type Estimator, monthly, Unpriced } from "./estimator";
import { numberIn, numberOf } from "./read";

/** Half of a disk holds data: Atlas makes it larger before it is full, and never smaller. */
const FILLED = 0.5;
/** All of the data is written anew in a month: what snapshots keep beside the first one. */
const TURNOVER_PER_DAY = 1 / 30;

export const backups: Estimator = (schedule, { graph }) => {
  const backed = clusterOf(schedule, graph);
  const data = nodesOf(backed).reduce((sum, { sets, disk }) => sum + sets * disk * FILLED, 0);
  const policies = Object.entries(schedule.inputs).flatMap(([key, value]) =>
    key.startsWith("policyItem") ? [value] : [],
  );
  const oplog =
    plainOf(backed, "pitEnabled") === true ? data * TURNOVER_PER_DAY * numberOf(schedule, "restoreWindowDays") : 0;
  return [
    monthly("snapshots", "mongodb-atlas/backup/snapshot-storage", snapshotsOf(data, policies)),
    ...(oplog > 0 ? [monthly("changes for any moment", "mongodb-atlas/backup/continuous-pit-oplog", oplog)] : []),
    ...listOf(schedule, "copySettings").flatMap((copy) => copyCharges(copy, data, oplog)),
  ];
};

/** Snapshots are incremental: everything once, and what has changed since the oldest one. */
function snapshotsOf(data: number, policies: readonly Value[]): number {
  return data * (1 + TURNOVER_PER_DAY * Math.max(0, ...policies.flatMap((item) => itemsOrOne(item)).map(daysOf)));
}

const itemsOrOne = (value: Value): readonly Value[] => (Array.isArray(value) ? itemsOf(value, "policyItem") : [value]);

const DAYS_PER: Readonly<Record<string, number>> = { days: 1, weeks: 7, months: 30, years: 365 };

function daysOf(item: Value): number {
  const unit = String(plain(readIn(item, "retentionUnit"), "retentionUnit"));
  const days = DAYS_PER[unit];
  if (days === undefined) throw new Unpriced(`a snapshot that is kept for some ${unit} has no price`);
  return numberIn(item, "retentionValue") * days;
}

/** Changes of a month go to the other region as snapshots, and once more as oplogs where these are copied too. */
function copyCharges(copy: Value, data: number, oplog: number): readonly Charge[] {
  const changed = data * TURNOVER_PER_DAY * 30;
  const withOplogs = readIn(copy, "shouldCopyOplogs") === true && oplog > 0;
  const kept = snapshotsOf(data, itemsOf(readIn(copy, "copyPolicyItems"), "copyPolicyItems"));
  return [
    monthly("snapshots in another region", "mongodb-atlas/backup/snapshot-storage", kept),
    monthly("copied to another region", "mongodb-atlas/backup/snapshot-copy-transfer", changed * (withOplogs ? 2 : 1)),
    ...(withOplogs ? [monthly("changes in another region", "mongodb-atlas/backup/continuous-pit-oplog", oplog)] : []),
  ];
}

function clusterOf(schedule: GraphResource, graph: PolicyGraph): GraphResource {
  const [found] = graph.referred(schedule, "clusterName", CLUSTER);
  if (found === undefined) throw new Unpriced("the cluster that is backed up is not in the stack");
  return found;
}
