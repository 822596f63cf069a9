import type { GraphResource, Value } from "../../graph/graph";
import type { PolicyGraph } from "../../policy/query";
import { itemsOf, listOf, plain, readIn } from "../../policy/values";
import { Unpriced } from "../estimator";
import { numberIn } from "../read";

/** Storage classes that a stack's objects go through, as S3's API calls them. */
export const STORAGE_CLASSES = ["STANDARD", "STANDARD_IA", "GLACIER_IR", "DEEP_ARCHIVE"] as const;
export type StorageClass = (typeof STORAGE_CLASSES)[number];

interface Transition {
  readonly days: number;
  readonly to: StorageClass;
}

/** How the objects of a bucket age. */
export interface Aging {
  /** From young to old. */
  readonly transitions: readonly Transition[];
  /** Days after which they are deleted; without end where nothing says so. */
  readonly expiresAfter: number;
}

/** The recorded rules of a bucket; where some expire only a part of it, the part is what it is for: logs by their prefix. */
export function lifecycleOf(bucket: GraphResource, graph: PolicyGraph): Aging {
  const rules = graph
    .referring("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket", bucket)
    .flatMap((configuration) => listOf(configuration, "rules"))
    .filter((rule) => readIn(rule, "status") === "Enabled");
  const transitions = rules.flatMap((rule) => itemsOf(readIn(rule, "transitions"), "transitions")).map(transitionOf);
  const expirations = rules.filter((rule) => readIn(rule, "expiration.days") !== undefined);
  return {
    transitions: [...transitions].sort((a, b) => a.days - b.days),
    expiresAfter: Math.min(Infinity, ...expirations.map((rule) => numberIn(rule, "expiration.days"))),
  };
}

const transitionOf = (transition: Value): Transition => ({
  days: numberIn(transition, "days"),
  to: storageClassOf(plain(readIn(transition, "storageClass"), "storageClass")),
});

/** @throws Unpriced for a class that nobody has written down the prices of */
export function storageClassOf(name: unknown): StorageClass {
  const known = STORAGE_CLASSES.find((storageClass) => storageClass === name);
  if (known === undefined) throw new Unpriced(`nobody has written down the prices of ${String(name)}`);
  return known;
}
