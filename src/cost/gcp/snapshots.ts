import type { PolicyGraph } from "../../policy/query";
import type { GraphResource } from "../../graph/graph";
import { listOf, plain, plainOf, readIn, textOf } from "../../policy/values";
import { type CostContext } from "../estimator";
import { numberOf } from "../read";
import { SNAPSHOT_SHARE } from "../usage";
import { SECONDS_PER_DAY, textAt } from "./inputs";

/** Jobs that write into a bucket, by its name. */
function exportsIn(graph: PolicyGraph): ReadonlyMap<string, GraphResource> {
  const jobs = graph.ofType("gcp:cloudscheduler/job:Job");
  return new Map(jobs.flatMap((job) => bucketsIn(job).map((bucket) => [bucket, job] as const)));
}

function bucketsIn(job: GraphResource): readonly string[] {
  const body = Buffer.from(textOf(job, "httpTarget.body"), "base64").toString("utf8");
  return [...body.matchAll(/gs:\/\/([^/"]+)\//g)].map(([, bucket = ""]) => bucket);
}

/** Snapshots of the cache that a bucket keeps; null where no scheduled export writes into it. */
export function snapshots(bucket: GraphResource, { graph }: CostContext): { item: string; gb: number } | null {
  const name = textAt(bucket, "name");
  const job = graph.derived(exportsIn).get(name);
  if (job === undefined) return null;
  const memory = graph
    .ofType("gcp:redis/instance:Instance")
    .reduce((sum, instance) => sum + numberOf(instance, "memorySizeGb"), 0);
  const count = Math.max(1, perDay(textAt(job, "schedule")) * daysKept(bucket));
  return { item: `${count} snapshots of the cache`, gb: count * memory * SNAPSHOT_SHARE };
}

/** Of a schedule in cron's words that runs each day: every so many hours, or once. */
function perDay(schedule: string): number {
  const hours = /^\S+ \*\/(\d+) /.exec(schedule)?.[1];
  return hours === undefined ? 1 : 24 / Number(hours);
}

/** Each snapshot replaces the one before, which stays as an older version, and once deleted for as long as that can be undone. */
function daysKept(bucket: GraphResource): number {
  const days = listOf(bucket, "lifecycleRules").flatMap(
    (rule) => plain(readIn(rule, "condition.daysSinceNoncurrentTime"), "daysSinceNoncurrentTime") ?? [],
  );
  const versions = plainOf(bucket, "versioning.enabled") === true ? Number(days[0] ?? 0) : 0;
  return (
    versions + numberOf(bucket, "softDeletePolicy.retentionDurationSeconds", 7 * SECONDS_PER_DAY) / SECONDS_PER_DAY
  );
}
