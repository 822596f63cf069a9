import type { Graph, GraphResource } from "../graph/graph";
import type { WireProperties } from "../graph/wire";
import type { Existing, SimulatedCloud } from "./simulated";
import { isObject } from "./values";

/** A resource as a stack's state keeps it. */
export interface Held {
  readonly resource: GraphResource;
  readonly id: string;
  /** What it was last asked to be. */
  readonly inputs: WireProperties;
  readonly state: WireProperties;
  /** False: the last request failed after something had happened; it is sent again. */
  readonly well: boolean;
  /** URNs of what has to be there as long as it is. */
  readonly needs: ReadonlySet<string>;
  /** Ids of those in whose place it came, and that are still there. */
  readonly superseded: readonly string[];
}

/** The state of a stack between two updates, by URN. */
export type Checkpoint = ReadonlyMap<string, Held>;

export const NOTHING: Checkpoint = new Map();

export const existingOf = ({ resource, id, inputs, state }: Held): Existing => ({
  urn: resource.urn,
  type: resource.type,
  id,
  inputs,
  state,
});

/** Where state and world differ. */
export interface Disagreement {
  /** It exists, and no state knows it: somebody pays for it. */
  readonly leaked: readonly Existing[];
  /** The state knows it, and it does not exist. */
  readonly lost: readonly Held[];
}

/** @param retained URNs of what was left where it is on purpose */
export function disagreement(
  cloud: SimulatedCloud,
  checkpoint: Checkpoint,
  retained: ReadonlySet<string>,
): Disagreement {
  const isKnown = ({ urn, id }: Existing) => {
    const held = checkpoint.get(urn);
    return held?.id === id || held?.superseded.includes(id) === true || retained.has(urn);
  };
  return {
    leaked: cloud.existing.filter((existing) => !isKnown(existing)),
    lost: [...checkpoint.values()].filter(({ resource, id }) => cloud.read(resource.urn, id) === undefined),
  };
}

/**
 * What has to be there as long as a resource is: its dependencies, and those of its provider, since providers are no resources of a
 * cloud.
 */
export function needsOf({ resources }: Pick<Graph, "resources">): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map(resources.map((resource) => [resource.urn, dependenciesOf(resource)]));
  return new Map(
    resources.map(({ urn, provider }) => {
      const viaProvider = provider === null ? [] : (direct.get(provider) ?? []);
      return [urn, new Set([...(direct.get(urn) ?? []), ...viaProvider])];
    }),
  );
}

const dependenciesOf = ({ dependencies, propertyDependencies }: GraphResource): readonly string[] => [
  ...dependencies,
  ...Object.values(propertyDependencies).flat(),
];

/** Each after what it needs. */
export function inOrder(checkpoint: Checkpoint): readonly Held[] {
  const ordered = new Map<string, Held>();
  const visited = new Set<string>();
  const visit = (held: Held) => {
    if (visited.has(held.resource.urn)) return;
    visited.add(held.resource.urn);
    for (const urn of held.needs) {
      const needed = checkpoint.get(urn);
      if (needed !== undefined) visit(needed);
    }
    ordered.set(held.resource.urn, held);
  };
  for (const held of checkpoint.values()) visit(held);
  return [...ordered.values()];
}

/** Inputs whose changes the program ignores stay as they were: `agentPoolProfiles[0].count`, `nodeConfig`. */
export function withIgnored(
  { ignoreChanges }: GraphResource,
  before: WireProperties,
  after: WireProperties,
): WireProperties {
  return ignoreChanges.reduce<WireProperties>((inputs, path) => {
    const keys = path.replaceAll("[", ".").replaceAll("]", "").split(".");
    return copied(inputs, before, keys) as WireProperties;
  }, after);
}

function copied(after: unknown, before: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return before;
  const old = (before as WireProperties | undefined)?.[key];
  if (Array.isArray(after))
    return after.map((item: unknown, index) => (String(index) === key ? copied(item, old, rest) : item));
  if (!isObject(after)) return after;
  const inner = copied(after[key], old, rest);
  return inner === undefined ? after : { ...after, [key]: inner };
}
