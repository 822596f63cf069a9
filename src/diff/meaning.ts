import type { Graph } from "../graph/graph";
import { ASPECTS, type Aspect } from "../ledger/deviation";
import { ParityGraph } from "../parity/graph";
import { promiseOf } from "../parity/promise";
import { CAPABILITIES, type Capability, type CapabilityId, capabilitiesOf } from "../plan/capabilities";
import { type Change, EFFECTS, type Effect } from "./changes";

/** What an update means for one capability. */
export interface CapabilityChange {
  readonly capability: CapabilityId | "other";
  /** What it is in the plan's words; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
  /** Promises that are kept in another way: `availability: 3 zones -> 1 zone`. */
  readonly promises: readonly string[];
  /** USD a month; null where the earlier plan has no costs. */
  readonly monthly: number | null;
  /** The worst that happens to any of its resources. */
  readonly effect: Effect;
  readonly changes: readonly PricedChange[];
}

export interface PricedChange extends Change {
  /** USD a month more, or less; null where the earlier plan has no costs. */
  readonly monthly: number | null;
}

export interface Side {
  readonly graph: Graph;
  readonly capabilities: readonly Capability[];
  readonly parity: ParityGraph;
}

export function sideOf(graph: Graph): Side {
  return { graph, capabilities: capabilitiesOf(graph), parity: new ParityGraph(graph) };
}

/** Changes by capability, in the order of the architecture; what belongs to none comes last. */
export function meaningOf(before: Side, after: Side, changes: readonly PricedChange[]): readonly CapabilityChange[] {
  const owners = new Map([...before.capabilities, ...after.capabilities].flatMap(ownersIn));
  return [...CAPABILITIES, "other" as const].flatMap((capability) => {
    const own = changes.filter(({ urn }) => (owners.get(urn) ?? "other") === capability);
    const [first] = own;
    if (first === undefined) return [];
    return [{ capability, ...described(before, after, capability), ...summed(own), changes: own }];
  });
}

const ownersIn = ({ capability, resources }: Capability): readonly (readonly [string, CapabilityId])[] =>
  resources.map((urn) => [urn, capability]);

function described(before: Side, after: Side, capability: CapabilityId | "other") {
  if (capability === "other") return { before: null, after: null, promises: [] };
  const service = ({ capabilities }: Side) =>
    capabilities.find((one) => one.capability === capability)?.service ?? null;
  const promises = promisesOf(before.parity, after.parity, capability);
  return { before: service(before), after: service(after), promises };
}

/** Aspects of the promise that a smaller or bigger capability keeps differently; alarms and charts follow by themselves. */
const TOLD: readonly Aspect[] = ASPECTS.filter((aspect) => aspect !== "alarms" && aspect !== "widgets");

function promisesOf(before: ParityGraph, after: ParityGraph, capability: CapabilityId): readonly string[] {
  const [was, is] = [promiseOf(before, capability), promiseOf(after, capability)];
  if (was === null || is === null) return [];
  return TOLD.flatMap((aspect) => {
    const [old, now] = [was.kept[aspect]?.text, is.kept[aspect]?.text];
    return old === now ? [] : [`${aspect}: ${old ?? "none"} -> ${now ?? "none"}`];
  });
}

function summed(changes: readonly PricedChange[]): { readonly monthly: number | null; readonly effect: Effect } {
  const effect = EFFECTS.find((worst) => changes.some((change) => change.effect === worst)) ?? "inPlace";
  if (changes.some(({ monthly }) => monthly === null)) return { monthly: null, effect };
  return { monthly: changes.reduce((sum, { monthly }) => sum + (monthly ?? 0), 0), effect };
}
