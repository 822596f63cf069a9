import type { GraphResource, Value } from "../graph/graph";
import { Member } from "../plan/describe/members";
import type { ParityGraph } from "./graph";
import type { StatefulKind, Way } from "./kinds";
import { BACKUPS, ENCRYPTION, KEYS, STATEFUL } from "./vendors";

/** One way back to lost data, and what provides it: the resource itself where its service does. */
export interface Backup extends Way {
  readonly by: GraphResource;
}

export interface Encryption {
  /** `own`: a key of the stack; `provider`: one that the service's provider holds. Nothing here is unencrypted. */
  readonly key: "own" | "provider";
  /** The stack's keys, in every region that has copies. */
  readonly keys: readonly GraphResource[];
}

/**
 * Every resource that keeps data of the CRM, or what opens and runs it: databases, caches, indexes, buckets, secrets, images, the
 * cluster. Copies of others are theirs (`backupsOf`), and logs and assets are no data.
 */
export function stateful(graph: ParityGraph): readonly GraphResource[] {
  const copies = copiesIn(graph);
  return Object.entries(STATEFUL).flatMap(([type, { capability, exceptions = [] }]) =>
    graph.ofType(type).filter((resource) => {
      const excepted = exceptions.some((role) => resource.name.endsWith(`-${role}`));
      return graph.capabilityOf(resource) === capability && !excepted && !copies.has(resource);
    }),
  );
}

/** Whether a resource has a load, a size or nodes that somebody of ours must watch. */
export const isWatched = (resource: GraphResource): boolean => kindOf(resource).metrics !== null;

/**
 * The alarms on a stateful resource: they reach somebody, measure a metric of its service and name it or a part of it. An alarm on
 * several resources counts for each of them.
 * @throws RangeError for a type that is not stateful
 */
export function alarmsOf(graph: ParityGraph, resource: GraphResource): readonly GraphResource[] {
  const kind = kindOf(resource);
  return graph.alarms.filter((alarm) => graph.watches(alarm, resource, kind)).map(({ watcher }) => watcher);
}

/**
 * The charts on the stack's dashboards that show a stateful resource, found as its alarms are.
 * @throws RangeError for a type that is not stateful
 */
export function widgetsOf(graph: ParityGraph, resource: GraphResource): readonly Value[] {
  const kind = kindOf(resource);
  return graph.charts.filter((chart) => graph.watches(chart, resource, kind)).map(({ watcher }) => watcher);
}

/**
 * Every way back to a stateful resource's data, those of its service among them; none: it is rebuilt from something else.
 * @throws RangeError for a type that is not stateful
 */
export function backupsOf(graph: ParityGraph, resource: GraphResource): readonly Backup[] {
  const { capability } = kindOf(resource);
  const members = graph.membersOf(capability);
  return (BACKUPS[resource.type] ?? []).flatMap((rule) =>
    graph
      .holdersOf(resource, rule)
      .flatMap((by) => rule.gives(new Member(by), members, graph.all).map((way) => ({ ...way, by }))),
  );
}

/** With whose key a resource is encrypted; undefined for a type of which nothing is known. */
export function encryptionOf(graph: ParityGraph, resource: GraphResource): Encryption | undefined {
  const places = ENCRYPTION[resource.type];
  if (places === undefined) return undefined;
  const keys = places.flatMap((place) =>
    graph
      .holdersOf(resource, place)
      .flatMap((holder) => KEYS.flatMap((type) => graph.referred(holder, place.at, type))),
  );
  return { key: keys.length > 0 ? "own" : "provider", keys: [...new Set(keys)] };
}

function kindOf({ type, name }: GraphResource): StatefulKind {
  const kind = STATEFUL[type];
  if (kind === undefined) throw new RangeError(`${name} keeps no data: ${type} is no stateful type`);
  return kind;
}

/** What another resource fills. */
function copiesIn(graph: ParityGraph): ReadonlySet<GraphResource> {
  const copies = Object.entries(BACKUPS).flatMap(([type, rules]) =>
    rules.flatMap(({ by, target }) => {
      if (by === undefined || target === undefined) return [];
      const filled = graph.ofType(by).flatMap((holder) => graph.namedIn(new Member(holder).at(target)));
      return filled.filter((resource) => resource.type === type);
    }),
  );
  return new Set(copies);
}
