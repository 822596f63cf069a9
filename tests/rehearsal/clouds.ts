import type { WireProperties } from "../../src/graph/wire";
import { simulatedCloud, type CloudOptions } from "../../src/rehearsal/cloud";
import type { RehearsedCloud } from "../../src/rehearsal/simulated";
import { memoryJournal } from "../../src/rehearsal/journal";
import type { Run } from "../../src/rehearsal/driver";
import { World } from "../../src/rehearsal/world";

export const SEED = "a seed";

/** A cloud in memory, in which nothing takes any time. */
export const cloudOf = (options: Partial<CloudOptions> = {}): RehearsedCloud =>
  simulatedCloud({ journal: memoryJournal(), seed: SEED, ...options });

export const urnOf = (type: string, name: string): string =>
  `urn:pulumi:test::test::crm:index:Platform$${type}::${name}`;

/** A world in which something exists that nobody has asked for. */
export function worldWith(
  ...residents: readonly (readonly [type: string, name: string, inputs: WireProperties])[]
): World {
  const world = new World(memoryJournal(), SEED);
  for (const [type, name, inputs] of residents) place(world, type, name, inputs);
  return world;
}

export function place(world: World, type: string, name: string, inputs: WireProperties, id = name): void {
  world.write("create", { urn: urnOf(type, name), id, inputs, state: inputs, well: true, generation: 1 });
}

/** `{ a: { b: [value] } }` for `a.b.*`. */
export function nested(path: string, value: unknown): WireProperties {
  const keys = path.split(".").reverse();
  return keys.reduce<unknown>((inner, key) => (key === "*" ? [inner] : { [key]: inner }), value) as WireProperties;
}

/** What exists, in an order that does not depend on when it was made. */
export const contentsOf = ({ existing }: RehearsedCloud): readonly string[] =>
  existing.map(({ urn, id, inputs, state }) => JSON.stringify({ urn, id, inputs, state })).sort();

/** What went wrong in a run, for a message that says so. */
export const troubles = ({ failed, leaked, lost }: Run): readonly string[] => [
  ...failed.map(({ operation, urn, message }) => `${operation} ${urn}: ${message}`),
  ...leaked.map(({ urn, id }) => `leaked ${urn} ${id}`),
  ...lost.map(({ resource, id }) => `lost ${resource.urn} ${id}`),
];
