import type { GraphResource } from "../../graph/graph";
import { itemsOf, listOf, plain, plainOf, readIn } from "../../policy/values";
import {
  billed,
  type Charge,
  type CostContext,
  type Costs,
  type Estimator,
  free,
  monthly,
  Unpriced,
} from "../estimator";
import { byAge, type Usage } from "../usage";
import { internetEgress } from "./egress";
import { DAYS_PER_MONTH, textAt } from "./inputs";
import { snapshots } from "./snapshots";

/** What grows in a bucket, by the word in its name. */
interface Growth {
  readonly role: string;
  /** GB a month. */
  readonly gb: number;
  /** Objects written in a month. */
  readonly objects: number;
}

/** A build of the frontend is less than a gigabyte; those of the last months are kept. */
const ASSETS_GB = 5;
/** An entry of the access log is two kilobytes. */
const LOG_GB_PER_USE = 2e-6;
/** A document is a megabyte. */
const DOCUMENTS_PER_GB = 1_000;

const GROWTH: Readonly<Record<string, (usage: Usage) => Omit<Growth, "role">>> = {
  recordings: ({ recordingsGb, phoneCalls }) => ({ gb: recordingsGb, objects: phoneCalls }),
  transcripts: ({ transcriptsGb, phoneCalls }) => ({ gb: transcriptsGb, objects: phoneCalls }),
  documents: ({ documentsGb }) => ({ gb: documentsGb, objects: documentsGb * DOCUMENTS_PER_GB }),
  // Written once and replaced: as much in the twelfth month as in the first.
  assets: ({ month }) => ({ gb: ASSETS_GB / month, objects: 0 }),
  logs: ({ keyUses }) => ({ gb: keyUses * LOG_GB_PER_USE, objects: 0 }),
};

/** @throws Unpriced where the name has none of the known words */
function growthOf(bucket: string, usage: Usage): Growth {
  const words = bucket.split("-");
  const role = Object.keys(GROWTH).find((word) => words.includes(word)) ?? "";
  const growth = GROWTH[role]?.(usage);
  if (growth === undefined) throw new Unpriced(`nothing says how much ${bucket} holds`);
  return { role, ...growth };
}

const bucket: Estimator = (resource, context) => {
  const name = textAt(resource, "name");
  const price = priceAt(textAt(resource, "location"));
  const kept = snapshots(resource, context);
  if (kept !== null) return [monthly(kept.item, price(textAt(resource, "storageClass", "STANDARD")), kept.gb)];
  const growth = growthOf(name, context.usage);
  const isReplica = name.includes(`-${growth.role}-dr-`);
  return [...storage(resource, growth, context), ...(isReplica ? [] : playback(growth, context))];
};

/** What is kept, by age and so by class, and the writes: an object is written once, and once more whenever it moves on. */
function storage(resource: GraphResource, { role, gb, objects }: Growth, { usage }: CostContext): readonly Charge[] {
  const price = priceAt(textAt(resource, "location"));
  const moves = movesOf(resource);
  const month = Math.min(usage.month, deletedAfter(resource) / DAYS_PER_MONTH);
  const bands = byAge(
    gb,
    month,
    moves.map(({ days }) => days),
  );
  const classes = [textAt(resource, "storageClass", "STANDARD"), ...moves.map(({ to }) => to)];
  return classes.flatMap((storageClass, index) => {
    const size = bands[index] ?? 0;
    if (size === 0) return [];
    const written = objects / 1e4;
    const writes = [
      monthly(`${role}, written as ${storageClass}`, `gcp/gcs/${storageClass.toLowerCase()}.class-a`, written),
    ];
    return [monthly(`${role}, ${storageClass}`, price(storageClass), size), ...(written > 0 ? writes : [])];
  });
}

const playback = ({ role }: Growth, { usage }: CostContext): readonly Charge[] =>
  role === "recordings" ? internetEgress("recordings heard again", usage.playbackGb, usage) : [];

/** `US` has more than two regions and `NAM4` has two: their names have no dash. */
function priceAt(location: string): (storageClass: string) => `gcp/gcs/${string}` {
  const suffix = location.includes("-") ? "" : /^(US|EU|ASIA)$/.test(location) ? ".multi" : ".dual";
  return (storageClass) => `gcp/gcs/${storageClass.toLowerCase()}${suffix}`;
}

/** Where lifecycle rules move objects to, and at which age, youngest first. */
function movesOf(resource: GraphResource): readonly { readonly days: number; readonly to: string }[] {
  return listOf(resource, "lifecycleRules")
    .filter((rule) => readIn(rule, "action.type") === "SetStorageClass")
    .map((rule) => ({
      days: Number(plain(readIn(rule, "condition.age"), "condition.age")),
      to: String(plain(readIn(rule, "action.storageClass"), "action.storageClass")),
    }))
    .sort((one, other) => one.days - other.days);
}

/** Days after which every object goes; rules about older versions of an object don't count. */
function deletedAfter(resource: GraphResource): number {
  const ages = itemsOf(resource.inputs["lifecycleRules"], "lifecycleRules")
    .filter((rule) => readIn(rule, "action.type") === "Delete" && readIn(rule, "condition.withState") !== "ARCHIVED")
    .flatMap((rule) => plain(readIn(rule, "condition.age"), "condition.age") ?? []);
  return Math.min(...ages.map(Number), Infinity);
}

/** The copies themselves are free; the way into another region is not. */
const transfer: Estimator = (resource, { usage }) => {
  const source = plainOf(resource, "replicationSpec.gcsDataSource.bucketName");
  if (typeof source !== "string") throw new Unpriced("it says no bucket that it copies");
  const { role, gb } = growthOf(source, usage);
  return [monthly(`${role} to the other region`, "gcp/network-egress/inter-region-north-america", gb)];
};

export const STORAGE: Costs = {
  "gcp:storage/bucket:Bucket": billed(bucket),
  "gcp:storage/transferJob:TransferJob": billed(transfer),
  ...free("who may do what costs nothing", "gcp:storage/bucketIAMMember:BucketIAMMember"),
};
