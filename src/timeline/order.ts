import type { GraphResource } from "../graph/graph";

/** Which resources wait for which, by their places in the graph: URNs would be hashed over and over. */
export interface Waits {
  readonly resources: readonly GraphResource[];
  readonly places: ReadonlyMap<string, number>;
  /** For each resource, those it waits for. */
  readonly of: readonly (readonly number[])[];
  /** Places in an order in which everything comes after what it waits for. */
  readonly order: readonly number[];
}

/**
 * Takes time and memory in proportion to resources and dependencies.
 * @throws Error where resources wait for each other in a circle, or for one that is not in the graph
 */
export function waitsOf(resources: readonly GraphResource[]): Waits {
  const places = new Map(resources.map(({ urn }, place) => [urn, place]));
  const of = resources.map((resource) =>
    [...new Set(waitedFor(resource))].map((urn) => {
      const place = places.get(urn);
      if (place === undefined) throw new Error(`${resource.urn} waits for ${urn}, which is not in the graph`);
      return place;
    }),
  );
  return { resources, places, of, order: orderOf(resources, of) };
}

/**
 * What has to be there before the SDK sends a resource to the engine: its dependencies, its provider, and the URNs of its parent and of
 * what it is deleted with. A component's URN is there as soon as the component is registered; what waits for all of a component has its
 * children among the dependencies (@pulumi/pulumi, `prepareResource`).
 */
function waitedFor(resource: GraphResource): readonly string[] {
  const { parent, provider, deletedWith, dependencies, propertyDependencies } = resource;
  const single = [parent, provider, deletedWith].filter((urn) => urn !== null);
  return [...single, ...dependencies, ...Object.values(propertyDependencies).flat()];
}

/** Kahn's algorithm. */
function orderOf(resources: readonly GraphResource[], of: Waits["of"]): readonly number[] {
  const left = of.map(({ length }) => length);
  const waiting = waitingFor(of);
  const order = left.flatMap((count, place) => (count === 0 ? [place] : []));
  // The list grows while it is read.
  for (const done of order) {
    for (const place of waiting[done] ?? []) {
      const count = (left[place] ?? 0) - 1;
      left[place] = count;
      if (count === 0) order.push(place);
    }
  }
  if (order.length < resources.length) throw new Error(`resources wait for each other: ${circle(resources, of, left)}`);
  return order;
}

/** The same the other way round: for each resource, those that wait for it. */
export function waitingFor(of: Waits["of"]): readonly (readonly number[])[] {
  const waiting = of.map((): number[] => []);
  of.forEach((places, place) => {
    for (const waited of places) waiting[waited]?.push(place);
  });
  return waiting;
}

/** From one that is left to one of those it waits for, until one comes again. */
function circle(resources: readonly GraphResource[], of: Waits["of"], left: readonly number[]): string {
  const path: number[] = [];
  let place = left.findIndex((count) => count > 0);
  while (!path.includes(place)) {
    path.push(place);
    place = of[place]?.find((waited) => (left[waited] ?? 0) > 0) ?? place;
  }
  const names = [...path.slice(path.indexOf(place)), place].map((one) => resources[one]?.urn ?? "");
  return names.join(" -> ");
}
