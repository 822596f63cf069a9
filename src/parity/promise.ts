import { recordOf } from "../conventions/records";
import type { GraphResource } from "../graph/graph";
import { ASPECTS, type Aspect } from "../ledger/deviation";
import type { CapabilityId } from "../plan/capabilities";
import { backupText } from "./backup-text";
import { alarmsOf, backupsOf, encryptionOf, isWatched, stateful, widgetsOf } from "./coverage";
import type { ParityGraph } from "./graph";
import type { Zones } from "./kinds";
import { answersOf, ENCRYPTION, STATEFUL } from "./vendors";

/** How a cloud keeps one aspect of a promise. */
export interface Kept {
  /** As people read it. */
  readonly text: string;
  /** What must be equal on every cloud. */
  readonly promise: string;
  /** Less than every cloud owes, whatever the others do. */
  readonly short?: true;
}

export interface CapabilityPromise {
  readonly service: string;
  readonly size: string;
  /** Null where the aspect means nothing for the capability. */
  readonly kept: Readonly<Record<Aspect, Kept | null>>;
}

/** What each stateful resource that can be watched has on every cloud. */
export const OWED = { alarms: 2, widgets: 1 } as const;

/** What a recorded stack promises of a capability; null where it does not have it. */
export function promiseOf(graph: ParityGraph, capability: CapabilityId): CapabilityPromise | null {
  const members = graph.membersOf(capability);
  if (members.resources.length === 0) return null;
  const types = new Set(members.resources.map(({ type }) => type));
  const services = answersOf("services", capability, members)
    .flatMap((names) => Object.entries(names))
    .flatMap(([type, name]) => (types.has(type) ? [name] : []));
  const sizes = answersOf("size", capability, members).map((size) => size(members));
  const zones = answersOf("zones", capability, members).map((answer) => answer(members));
  const accesses = answersOf("access", capability, members).map((answer) => answer(members, graph.all));
  const keepers: Readonly<Record<Aspect, () => Kept | null>> = {
    availability: () => availability(zones.find(isKnown)),
    encryption: () => encryption(graph, capability),
    access: () => same(accesses.find(isKnown)),
    backup: () => backup(graph, capability),
    alarms: () => fewest(graph, capability, "alarms", (resource) => alarmsOf(graph, resource).length),
    widgets: () => fewest(graph, capability, "widgets", (resource) => widgetsOf(graph, resource).length),
  };
  return {
    service: services.join(", "),
    size: sizes.join(", "),
    kept: recordOf(ASPECTS, (aspect) => keepers[aspect]()),
  };
}

const isKnown = <T>(value: T | undefined): value is T => value !== undefined;

/** Promised as it reads. */
const same = (text: string | undefined): Kept | null => (text === undefined ? null : { text, promise: text });

/** Three zones, a region and the world outlive any zone alike. */
function availability(zones: Zones | undefined): Kept | null {
  if (zones === undefined) return null;
  if (typeof zones === "string") return { text: zones === "region" ? "the whole region" : "worldwide", promise: "any" };
  return { text: zones === 1 ? "1 zone" : `${zones} zones`, promise: zones > 2 ? "any" : String(zones) };
}

const dataOf = (graph: ParityGraph, capability: CapabilityId): readonly GraphResource[] =>
  stateful(graph).filter((resource) => graph.capabilityOf(resource) === capability);

/** Of the data, and of what is encrypted beside it: disks, vaults. */
function encryption(graph: ParityGraph, capability: CapabilityId): Kept | null {
  const beside = graph.membersOf(capability).resources.filter(({ type }) => type in ENCRYPTION && !(type in STATEFUL));
  const found = [...dataOf(graph, capability), ...beside].flatMap((resource) => encryptionOf(graph, resource) ?? []);
  if (found.length === 0) return null;
  const own = found.filter(({ key }) => key === "own").length;
  return same(own === 0 ? "provider's key" : own === found.length ? "own key" : "own key for a part");
}

function backup(graph: ParityGraph, capability: CapabilityId): Kept | null {
  const texts = dataOf(graph, capability).map((resource) => backupText(backupsOf(graph, resource)));
  return texts.length === 0 ? null : same([...new Set(texts)].sort().join(" / "));
}

/** The worst of the resources speaks for all. */
function fewest(
  graph: ParityGraph,
  capability: CapabilityId,
  what: keyof typeof OWED,
  count: (resource: GraphResource) => number,
): Kept | null {
  const counts = dataOf(graph, capability).filter(isWatched).map(count);
  if (counts.length === 0) return null;
  const least = Math.min(...counts);
  const kept = { text: least === 0 ? "none" : String(least) };
  return least < OWED[what] ? { ...kept, promise: kept.text, short: true } : { ...kept, promise: "enough" };
}
