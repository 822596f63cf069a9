import type { GraphResource } from "../graph/graph";
import { changeKindOf, follows, isForcedAt, replaces, rolls } from "./effects";
import { identitiesOf, identityOf } from "./identity";
import { changedInputs, type InputChange } from "./inputs";

/** From the worst to the mildest. */
export const EFFECTS = ["dataLoss", "replace", "delete", "rolling", "inPlace", "create"] as const;
export type Effect = (typeof EFFECTS)[number];

/** What an update would do to one resource. */
export interface Change {
  readonly urn: string;
  readonly effect: Effect;
  /** What is different, and what is lost by it. */
  readonly summary: string;
}

/** Resources before and after, of the same stack or of whatever is laid over it. */
interface Sides {
  readonly before: readonly GraphResource[];
  readonly after: readonly GraphResource[];
}

/**
 * Every resource that an update would touch, the worst first. Resources are the same if Pulumi takes them for the same (`identity.ts`).
 * What refers to a replaced resource in an input that can't change is replaced with it.
 */
export function changesBetween({ before, after }: Sides): readonly Change[] {
  const old = new Map(before.filter(isReal).map((resource) => [identityOf(resource.urn), resource]));
  const predecessorOf = (resource: GraphResource) => identitiesOf(resource).flatMap((id) => old.get(id) ?? [])[0];
  const kept = new Set(after.filter(isReal).flatMap((resource) => predecessorOf(resource)?.urn ?? []));
  const replaced = new Set<string>();
  // Dependencies are registered before what depends on them.
  const touched = after.filter(isReal).flatMap((resource) => {
    const previous = predecessorOf(resource);
    const change = previous === undefined ? created(resource) : changed(previous, resource, replaced);
    if (change?.replaced === true) replaced.add(resource.urn);
    return change === undefined ? [] : [change];
  });
  const gone = before.filter((resource) => isReal(resource) && !kept.has(resource.urn)).map(deleted);
  const all = [...touched, ...gone].map(({ urn, effect, summary }) => ({ urn, effect, summary }));
  return EFFECTS.flatMap((effect) => all.filter((change) => change.effect === effect));
}

const isReal = ({ custom }: GraphResource): boolean => custom;

interface Touched extends Change {
  readonly replaced?: boolean;
}

const created = ({ urn, name }: GraphResource): Touched => ({ urn, effect: "create", summary: `${name} is new` });

function deleted({ urn, name, type }: GraphResource): Touched {
  const { holds } = changeKindOf(type);
  if (holds === undefined) return { urn, effect: "delete", summary: `${name} goes` };
  return { urn, effect: "dataLoss", summary: `${name} goes, and with it ${holds}` };
}

function changed(before: GraphResource, after: GraphResource, replaced: ReadonlySet<string>): Touched | undefined {
  const { urn, name, type } = after;
  const inputs = changedInputs(before, after);
  const { holds, loses = [] } = changeKindOf(type);
  const forcing = inputs.filter(({ path }) => replaces(type, path) || isForcedAt(path, before, after));
  const dragged = draggedBy(before, after, replaced);
  if (forcing.length > 0 || dragged.length > 0) {
    const why = forcing.length > 0 ? textOf(forcing) : `${dragged.join(", ")} belongs to what is made anew`;
    if (holds === undefined) return { urn, effect: "replace", summary: `${name} is made anew: ${why}`, replaced: true };
    return { urn, effect: "dataLoss", summary: `${name} is made anew (${why}), and lost is ${holds}`, replaced: true };
  }
  if (inputs.length === 0) return undefined;
  const lost = loses.filter(({ when }) => when(before, after)).map(({ what }) => what);
  if (lost.length > 0)
    return { urn, effect: "dataLoss", summary: `${name}: ${textOf(inputs)}; lost: ${lost.join(", ")}` };
  const effect = inputs.some(({ path }) => rolls(type, path)) ? "rolling" : "inPlace";
  return { urn, effect, summary: `${name}: ${textOf(inputs)}` };
}

/** Inputs that can't change and name something that is made anew; the provider of all is one of them. */
function draggedBy(before: GraphResource, after: GraphResource, replaced: ReadonlySet<string>): readonly string[] {
  const { type, provider, propertyDependencies } = after;
  if (provider !== null && (replaced.has(provider) || isAnother(before.provider, provider))) return ["its provider"];
  return Object.entries(propertyDependencies)
    .filter(([input]) => replaces(type, input) || follows(type, input))
    .filter(([, urns]) => urns.some((urn) => replaced.has(urn)))
    .map(([input]) => input);
}

const isAnother = (before: string | null, after: string): boolean =>
  before !== null && identityOf(before) !== identityOf(after);

/** Inputs that are told one by one; more are counted. */
const TOLD = 3;

function textOf(inputs: readonly InputChange[]): string {
  const told = inputs.slice(0, TOLD).map(inWords);
  const rest = inputs.length - told.length;
  return [...told, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}

/** Lists, objects and long texts are only named: their difference has no room in a line. */
function inWords({ path, before, after }: InputChange): string {
  const [was, is] = [short(before), short(after)];
  if (was === undefined || is === undefined) return `another ${path}`;
  return `${path} ${was} -> ${is}`;
}

/** Characters of a value that a line has room for. */
const ROOM = 40;

function short(value: InputChange["before"]): string | undefined {
  if (value === undefined || value === null) return "(not set)";
  const text = String(value);
  return typeof value === "object" || text.length > ROOM ? undefined : text;
}
