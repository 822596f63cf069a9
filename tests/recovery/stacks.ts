import type { Graph, GraphResource, Value } from "../../src/graph/graph";
import { recoveryOf, type RecoveryRow } from "../../src/recovery/rows";
import { contractOf, type Tier } from "../../stacks";
import { graphOf, nameOfVariant, type Variant } from "../graphs";

/** A recorded stack, what it promises and how it recovers; read once for all questions. */
export interface Stack {
  readonly graph: Graph;
  readonly contract: Tier;
  readonly rows: readonly RecoveryRow[];
}

const stacks = new Map<string, Stack>();

export function stackOf(variant: Variant): Stack {
  const name = nameOfVariant(variant);
  const known = stacks.get(name);
  if (known !== undefined) return known;
  const graph = graphOf(variant);
  const contract = contractOf(variant.tier, variant.phase ?? null);
  const stack = { graph, contract, rows: recoveryOf(graph, contract) };
  stacks.set(name, stack);
  return stack;
}

export type Break = (graph: Graph) => Graph;

/** Without the resources of these names. */
export const without =
  (...names: readonly string[]): Break =>
  (graph) => {
    named(graph, ...names);
    return { ...graph, resources: graph.resources.filter(({ name }) => !names.includes(name)) };
  };

/** With another value deep inside the inputs of the resource of that name; undefined takes it away. */
export const putting =
  (name: string, path: string, value: Value | undefined): Break =>
  (graph) => {
    const [target] = named(graph, name);
    const [input = "", ...rest] = path.split(".");
    const resources = graph.resources.map((resource) => {
      if (resource !== target) return resource;
      const { [input]: before, ...others } = resource.inputs;
      const changed = replaced(before, rest, value);
      return { ...resource, inputs: changed === undefined ? others : { ...others, [input]: changed } };
    });
    return { ...graph, resources };
  };

function replaced(before: Value | undefined, path: readonly string[], value: Value | undefined): Value | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const inner = replaced((before as Readonly<Record<string, Value>> | undefined)?.[key], rest, value);
  const kept = Object.entries({ ...(before as object) }).filter(([name]) => name !== key) as [string, Value][];
  const after = Object.fromEntries(inner === undefined ? kept : [...kept, [key, inner]]);
  return Array.isArray(before) ? Object.values(after) : after;
}

/** One break after the other. */
export const both =
  (...breaks: readonly Break[]): Break =>
  (graph) =>
    breaks.reduce((soFar, one) => one(soFar), graph);

/** @throws Error where a name is nobody's: a test that breaks nothing proves nothing */
export function named(graph: Graph, ...names: readonly string[]): readonly GraphResource[] {
  return names.map((name) => {
    const found = graph.resources.find((resource) => resource.name === name);
    if (found === undefined) throw new Error(`no resource is called ${name}`);
    return found;
  });
}

/** `database zone`, of each row that misses its target. */
export const missesOf = (rows: readonly RecoveryRow[]): readonly string[] =>
  rows.filter(({ meets }) => !meets).map(({ data, failure }) => `${data} ${failure}`);
