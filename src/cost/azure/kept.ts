import type { GraphResource, Value } from "../../graph/graph";
import { AZURE } from "../../policy/azure/types";
import type { PolicyGraph } from "../../policy/query";
import { isRecord, itemsOf, listOf, plain, plainOf, readIn } from "../../policy/values";
import { byAge } from "../usage";
import { nameOf } from "./read";

/** What happens to the objects of a container, by the recorded rules of its account. */
export interface Lifecycle {
  /** The class that an object starts in: `hot`. */
  readonly first: string;
  /** Where it moves to, and after how many days, from young to old. */
  readonly moves: readonly (readonly [days: number, tier: string])[];
  /** Days until it is gone for good, the days for which what was deleted can be taken back among them; Infinity: it stays. */
  readonly days: number;
}

const POLICY = "azure-native:storage:ManagementPolicy";

const ACTIONS = { tierToCool: "cool", tierToCold: "cold", tierToArchive: "archive" } as const;

export function lifecycleOf(account: GraphResource, container: string, graph: PolicyGraph): Lifecycle {
  const rules = graph
    .referring(POLICY, "accountName", account)
    .flatMap((policy) => listOf(policy, "policy.rules"))
    .filter((rule) => concerns(rule, container));
  const ageOf = (action: string): readonly number[] => rules.flatMap((rule) => daysIn(rule, action));
  const moves = Object.entries(ACTIONS)
    .flatMap(([action, tier]) => ageOf(action).map((days) => [days, tier] as const))
    .sort(([one], [other]) => one - other);
  const deleted = Math.min(Infinity, ...ageOf("delete"));
  return { first: nameOf(account, "accessTier").toLowerCase(), moves, days: deleted + softDays(account, graph) };
}

/** A rule speaks of all containers of the account, or of those it names. */
function concerns(rule: Value, container: string): boolean {
  if (plain(readIn(rule, "enabled"), "enabled") === false) return false;
  const prefixes = itemsOf(readIn(rule, "definition.filters.prefixMatch"), "prefixMatch");
  return prefixes.length === 0 || prefixes.includes(`${container}/`);
}

function daysIn(rule: Value, action: string): readonly number[] {
  const found = readIn(rule, `definition.actions.baseBlob.${action}`);
  const days = isRecord(found) ? Object.values(found).map((value) => plain(value, action)) : [];
  return days.filter((value) => typeof value === "number");
}

function softDays(account: GraphResource, graph: PolicyGraph): number {
  const services = graph.referring(AZURE.blobService, "accountName", account);
  return services.reduce((most, service) => {
    const days = plainOf(service, "deleteRetentionPolicy.days");
    return typeof days === "number" ? Math.max(most, days) : most;
  }, 0);
}

/** Days of a month, in a lifecycle rule. */
const DAYS = 30;

/** GB of each class that are kept of what grows by so much a month, since so many months. */
export function keptOf(
  { first, moves, days }: Lifecycle,
  gbPerMonth: number,
  month: number,
): readonly (readonly [tier: string, gb: number])[] {
  const kept = Math.min(month, days / DAYS);
  const tiers = [first, ...moves.map(([, tier]) => tier)];
  const bands = byAge(
    gbPerMonth,
    kept,
    moves.map(([age]) => age),
  );
  return tiers.map((tier, index) => [tier, bands[index] ?? 0] as const).filter(([, gb]) => gb > 0);
}
