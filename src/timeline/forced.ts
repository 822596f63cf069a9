import type { GraphResource, Value } from "../graph/graph";
import { AWS_CHAINS } from "./chains/aws";
import { AZURE_CHAINS } from "./chains/azure";
import type { ForcedChain, ForcedLink } from "./chains/chain";
import { GCP_CHAINS } from "./chains/gcp";
import { hundredths } from "./duration";
import { creationMinutes } from "./minutes";

export const CHAINS: readonly ForcedChain[] = [...AWS_CHAINS, ...GCP_CHAINS, ...AZURE_CHAINS];

/** The slowest chain that the clouds themselves force on a stack: no program builds it faster. */
export interface Forced {
  readonly name: string;
  readonly minutes: number;
  readonly links: readonly { readonly urn: string; readonly minutes: number; readonly why: string }[];
}

/** The slowest of the chains that a stack has; null where it has none. */
export function forcedOf(resources: readonly GraphResource[]): Forced | null {
  // A chain is about few of the types.
  const types = new Set(CHAINS.flatMap(({ links }) => links.map(({ type }) => type)));
  const candidates = resources.filter(({ type }) => types.has(type));
  return CHAINS.flatMap((chain) => measured(chain, candidates)).reduce<Forced | null>(
    (slowest, chain) => (slowest === null || chain.minutes > slowest.minutes ? chain : slowest),
    null,
  );
}

/** Nothing for a chain that the stack does not have. */
function measured({ name, links }: ForcedChain, resources: readonly GraphResource[]): readonly Forced[] {
  const slowest = links.map((link) => [link, slowestOf(resources.filter((resource) => fits(resource, link)))] as const);
  if (slowest.some(([{ optional }, found]) => found === undefined && !optional)) return [];
  const found = slowest.flatMap(([{ why }, resource]) =>
    resource === undefined ? [] : [{ urn: resource.urn, minutes: creationMinutes(resource), why }],
  );
  return [{ name, minutes: found.reduce((sum, { minutes }) => hundredths(sum + minutes), 0), links: found }];
}

const slowestOf = (resources: readonly GraphResource[]): GraphResource | undefined =>
  resources.reduce<GraphResource | undefined>(
    (slowest, one) => (slowest === undefined || creationMinutes(one) > creationMinutes(slowest) ? one : slowest),
    undefined,
  );

const fits = ({ type, inputs }: GraphResource, link: ForcedLink): boolean =>
  type === link.type && contains(inputs, link.inputs ?? {});

/** Whether a value has all that is wanted of it, at any depth. */
function contains(value: Value | undefined, wanted: Value): boolean {
  if (typeof wanted !== "object" || wanted === null) return value === wanted;
  if (typeof value !== "object" || value === null) return false;
  const inside = value as Readonly<Record<string, Value>>;
  return Object.entries(wanted).every(([key, inner]) => contains(inside[key], inner));
}
