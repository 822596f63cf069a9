import { CLOUDS, type CloudName } from "../../src/conventions/clouds";
import type { Place, Question } from "../../src/parity/gaps";
import { ParityGraph } from "../../src/parity/graph";
import { type CapabilityPromise, promiseOf } from "../../src/parity/promise";
import { CAPABILITIES, type CapabilityId } from "../../src/plan/capabilities";
import { PHASES, TIERS } from "../../stacks";
import { ALL_VARIANTS, graphOf, nameOfVariant, type Variant } from "../graphs";

const graphs = new Map<string, ParityGraph>();

/** A recorded graph, read once for all questions. */
export function parityGraphOf(variant: Variant): ParityGraph {
  const name = nameOfVariant(variant);
  const graph = graphs.get(name) ?? new ParityGraph(graphOf(variant));
  graphs.set(name, graph);
  return graph;
}

/** Every tier, and every phase of production. */
export const PLACES: readonly Place[] = [...TIERS, ...PHASES];

/** What a cloud promises of a capability in a tier or phase; null where it does not have it, or is not built yet. */
export function recordedPromise(capability: CapabilityId, cloud: CloudName, place: Place): CapabilityPromise | null {
  const variant = ALL_VARIANTS.find((one) => (one.cloud ?? "aws") === cloud && (one.phase ?? one.tier) === place);
  return variant === undefined ? null : promiseOf(parityGraphOf(variant), capability);
}

/** Everything that can be compared between clouds in a place. */
export const questionsIn = (place: Place): readonly Question[] =>
  CAPABILITIES.map((capability) => {
    const clouds = CLOUDS.filter((cloud) => CLOUDS.some((available) => available === cloud));
    const promises = clouds.map((cloud) => [cloud, recordedPromise(capability, cloud, place)] as const);
    return { place, capability, promises: Object.fromEntries(promises) };
  });
