import type { DataClass, RecoveryTarget } from "../../stacks";
import type { CapabilityId } from "../plan/capabilities";
import type { Failure, Promised } from "./row";

/** Minutes; null: no promise. */
export interface Target {
  readonly rtoMinutes: number | null;
  readonly rpoMinutes: number | null;
}

const NONE: Target = { rtoMinutes: null, rpoMinutes: null };

/** What the data of a capability is called, and its class (requirements, "RTO/RPO targets"; design ruling 12). */
export interface DataKind {
  readonly data: string;
  readonly class: DataClass;
}

export const DATA: Readonly<Partial<Record<CapabilityId, DataKind>>> = {
  database: { data: "database", class: "critical" },
  // Whoever reads them is authenticated by them.
  secrets: { data: "secrets", class: "critical" },
  // Sessions with it: asynchronous replicas can't give the RPO of 0 that "Auth" asks for.
  cache: { data: "cache", class: "high" },
  cluster: { data: "cluster", class: "high" },
  // Both are made from something else; without search the CRM runs on.
  search: { data: "search", class: "medium" },
  registry: { data: "images", class: "medium" },
  objectStore: { data: "objects", class: "low" },
};

/** Whoever answers requests is "API", whoever works on jobs "Workers". */
const POD_CLASSES: Readonly<Record<string, DataClass>> = { frontend: "high", api: "high" };

export const classOfPods = (service: string): DataClass => POD_CLASSES[service] ?? "medium";

/** Requirements, "Backup strategy": what its frequencies promise after a mistake. */
const AFTER_DELETION: Readonly<Partial<Record<CapabilityId, Target>>> = {
  database: { rtoMinutes: 240, rpoMinutes: 5 },
  cache: { rtoMinutes: 60, rpoMinutes: 120 },
  objectStore: { rtoMinutes: null, rpoMinutes: 0 },
};

/**
 * DR level "copies": the data is in the other region as often as the backup strategy says, daily for the database and on change for
 * secrets; how soon it runs there is promised for class "low" only, whose strategy is the replication itself.
 */
const WITH_COPIES: Readonly<Partial<Record<CapabilityId, Target>>> = {
  database: { rtoMinutes: null, rpoMinutes: 1440 },
  secrets: { rtoMinutes: null, rpoMinutes: 0 },
  objectStore: { rtoMinutes: 240, rpoMinutes: 1440 },
};

/** The target of some data for a failure: zones by its class, the others by what it is. */
export function targetOf(
  contract: Promised,
  failure: Failure,
  { capability, class: dataClass }: { readonly capability: CapabilityId; readonly class: DataClass },
): Target {
  const byFailure: Readonly<Record<Failure, () => Target | RecoveryTarget | undefined>> = {
    zone: () => contract.recovery?.[dataClass],
    deletion: () => (contract.recovery === null ? undefined : AFTER_DELETION[capability]),
    region: () => (contract.dr === "copies" ? WITH_COPIES[capability] : undefined),
  };
  return byFailure[failure]() ?? NONE;
}

/** What is not recovered misses any target. */
export function meetsTarget(achieved: Target, target: Target): boolean {
  const within = (actual: number | null, most: number | null) => most === null || (actual !== null && actual <= most);
  return within(achieved.rtoMinutes, target.rtoMinutes) && within(achieved.rpoMinutes, target.rpoMinutes);
}
