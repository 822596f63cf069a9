import { isDeepStrictEqual } from "node:util";
import { groupedBy } from "../conventions/groups";
import { type GraphResource, SECRET, type Value } from "../graph/graph";
import { COUNTED } from "../graph/symbols";
import { readableProperties, type WireProperties } from "../graph/wire";
import { plainId } from "./realms";
import type { Existing } from "./simulated";
import { subjectOf } from "./subject";
import { inCloud, isRegistered, type State, type StateResource } from "./state";

/** Inputs of a provider that the engine adds. */
const ADDED = ["version", "pluginDownloadURL", "__internal"];

/** Where a state and a cloud do not agree: which resources there are, and what they are like. */
export function differencesFromCloud({ resources }: State, existing: readonly Existing[]): readonly string[] {
  const known = new Map(resources.filter(inCloud).map((resource) => [keyOf(resource), resource]));
  const there = new Map(existing.map((resource) => [keyOf(resource), resource]));
  return [
    ...[...there.keys()].filter((key) => !known.has(key)).map((key) => `${key} exists and is not in the state`),
    // Two clusters may have the same object, of which the state knows one.
    ...[...groupedBy(existing, keyOf)].flatMap(([key, { length }]) => (length > 1 ? [`${key} exists twice`] : [])),
    ...[...known].flatMap(([key, { inputs = {}, outputs = {} }]) => {
      const real = there.get(key);
      if (real === undefined) return [`${key} is in the state and does not exist`];
      return [
        ...differencesIn(key, "inputs", real.inputs, inputs),
        ...differencesIn(key, "outputs", real.state, outputs),
      ];
    }),
  ];
}

/** Where one world is not like another: what there is in it, down to ids. */
export function differencesOfWorlds(one: readonly Existing[], other: readonly Existing[]): readonly string[] {
  const [here, there] = [one, other].map((world) => new Map(world.map((resource) => [keyOf(resource), resource])));
  return [
    ...[...(there?.keys() ?? [])].filter((key) => !here?.has(key)).map((key) => `${key} exists only without them`),
    ...[...(here ?? [])].flatMap(([key, { inputs, state }]) => {
      const same = there?.get(key);
      if (same === undefined) return [`${key} exists only with them`];
      return isDeepStrictEqual([inputs, state], [same.inputs, same.state]) ? [] : [`${key} is different`];
    }),
  ];
}

/** Where the plan of a stack says something else than what the engine did with it. */
export function differencesFromPlan({ resources }: State, plan: readonly GraphResource[]): readonly string[] {
  const known = new Map(resources.filter(isRegistered).map((resource) => [resource.urn, resource]));
  const planned = new Set(plan.map(({ urn }) => urn));
  return [
    ...[...known.keys()].filter((urn) => !planned.has(urn)).map((urn) => `${urn} is not in the plan`),
    ...plan.flatMap((resource) => {
      const real = known.get(resource.urn);
      return real === undefined ? [`${resource.urn} is only in the plan`] : differencesOf(resource, real);
    }),
  ];
}

function differencesOf(plan: GraphResource, real: StateResource): readonly string[] {
  const inputs = readableProperties(real.inputs ?? {});
  const isProvider = plan.type.startsWith("pulumi:providers:");
  const keys = Object.keys({ ...plan.inputs, ...inputs }).filter((key) => !(isProvider && ADDED.includes(key)));
  // A component's inputs are its own business: the engine keeps none.
  const differing = plan.custom
    ? keys.filter((key) => !isDerived(plan, key, inputs[key]) && !fits(uncounted(plan, key), inputs[key]))
    : [];
  const dependencies = Object.entries(real.propertyDependencies ?? {}).filter(([, urns]) => (urns ?? []).length > 0);
  return [
    ...differing.map((key) => `${plan.urn}: input ${key} is not as planned`),
    ...(plan.protect === (real.protect ?? false) ? [] : [`${plan.urn}: protection is not as planned`]),
    ...(plan.retainOnDelete === (real.retainOnDelete ?? false) ? [] : [`${plan.urn}: is not kept as planned`]),
    ...(sameSet(plan.dependencies, real.dependencies ?? []) ? [] : [`${plan.urn}: other dependencies than planned`]),
    ...Object.keys({ ...plan.propertyDependencies, ...Object.fromEntries(dependencies) })
      .filter((key) => !sameSet(plan.propertyDependencies[key] ?? [], real.propertyDependencies?.[key] ?? []))
      .map((key) => `${plan.urn}: input ${key} has other dependencies than planned`),
  ];
}

/** A number that is made of what only the cloud knows: write-only secrets have their digest for a version. */
const isDerived = ({ inputs, propertyDependencies }: GraphResource, key: string, real: Value | undefined): boolean =>
  typeof inputs[key] === "number" && typeof real === "number" && (propertyDependencies[key] ?? []).length > 0;

/** What depends on a count reads as if only the cloud knew it. */
function uncounted({ inputs, propertyDependencies }: GraphResource, key: string): Value | undefined {
  const value = inputs[key];
  const isCounted = (propertyDependencies[key] ?? []).some((urn) => subjectOf(urn).type in COUNTED);
  if (!isCounted || typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([inner, one]) => [inner, /^\d+$/.test(String(one)) ? "<a.count>" : one]);
  return Object.fromEntries(entries) as Value;
}

function differencesIn(key: string, what: string, real: WireProperties, known: WireProperties): readonly string[] {
  const [there, remembered] = [readableProperties(real), readableProperties(known)];
  return Object.keys({ ...there, ...remembered })
    .filter((name) => !fits(there[name], remembered[name]))
    .map((name) => `${key}: ${what}.${name} is not what the state says`);
}

/** A value that only the cloud knows reads `<name.property>` in a plan, alone or within a text. */
const SYMBOL = /<[a-z][\w-]*\.[^<>]*>/g;

/** Whether a value is what was planned, so far as a plan can know it. */
export function fits(planned: Value | undefined, real: Value | undefined): boolean {
  if (planned === SECRET || real === SECRET) return planned === real;
  if (typeof planned === "string") return fitsText(planned, real);
  if (typeof planned !== "object" || planned === null) return planned === real;
  if (typeof real !== "object" || real === null || Array.isArray(planned) !== Array.isArray(real)) return false;
  const [parts, others] = [Object.entries(planned), Object.entries(real)];
  // Azure names identities by keys that only the cloud knows.
  const hasOne = ([key, value]: readonly [string, Value]) =>
    others.some(([name, one]) => fitsText(key, name) && fits(value, one));
  return parts.length === others.length && parts.every(hasOne);
}

function fitsText(planned: string, real: Value | undefined): boolean {
  const literals = planned.split(SYMBOL);
  if (literals.length === 1 || real === undefined) return planned === real;
  if (literals.every((literal) => literal === "")) return true;
  const pattern = literals.map((literal) => literal.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("[^]*");
  return typeof real === "string" && new RegExp(`^${pattern}$`).test(real);
}

const keyOf = ({ urn, id = "" }: { readonly urn: string; readonly id?: string }): string => `${urn} (${plainId(id)})`;

const sameSet = (some: readonly string[], others: readonly string[]): boolean =>
  [...new Set(some)].sort().join("\n") === [...new Set(others)].sort().join("\n");
