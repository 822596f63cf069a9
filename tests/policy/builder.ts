import { bareResource, type Graph, type GraphResource, type Inputs, type Value } from "../../src/graph/graph";

/** A resource as a test writes it down; `<name.property>` refers to another one. */
export interface Draft {
  readonly type: string;
  readonly name: string;
  readonly inputs: Inputs;
  readonly options?: DraftOptions;
}

interface DraftOptions {
  /** Name of the component that it belongs to. */
  readonly parent?: string;
  /** Name of its provider, in place of its own vendor's; null: it has none. */
  readonly provider?: string | null;
  readonly protect?: boolean;
}

export const resource = (type: string, name: string, inputs: Inputs = {}, options: DraftOptions = {}): Draft => ({
  type,
  name,
  inputs,
  options,
});

/** Whose everything is, as a provider writes it on what it makes. */
export const TAGS = { project: "test", stack: "test", tier: "production", owner: "us", "managed-by": "pulumi" };
const OWNED: Inputs = { defaultTags: JSON.stringify({ tags: TAGS }), defaultLabels: JSON.stringify(TAGS) };

/** The graph that a recorder would make of these resources: each under a provider of its vendor, in us-east-1. */
export function graphFrom(drafts: readonly Draft[]): Graph {
  const given = drafts.filter(({ type }) => type.startsWith(PROVIDER));
  const vendors = new Set(drafts.map(vendorOf).filter((vendor) => !["pulumi", "crm"].includes(vendor)));
  const missing = [...vendors].filter((vendor) => !given.some(({ type }) => type === `${PROVIDER}${vendor}`));
  const made = missing.map((vendor) => resource(`${PROVIDER}${vendor}`, vendor, { region: "us-east-1", ...OWNED }));
  const all = [...made, ...drafts];
  const urns = new Map(all.map((draft) => [draft.name, urnOf(draft)]));
  const providers = new Map([...made, ...given].map((draft) => [draft.type, urnOf(draft)]));
  return {
    project: "test",
    stack: "test",
    mode: "resolved",
    resources: all.map((draft) => recorded(draft, urns, providers)),
    outputs: {},
    componentOutputs: {},
    invokes: [],
  };
}

const PROVIDER = "pulumi:providers:";
const vendorOf = ({ type }: Draft): string => type.split(":")[0] ?? "";
const urnOf = ({ type, name }: Draft) => `urn:pulumi:test::test::${type}::${name}`;

function recorded(
  draft: Draft,
  urns: ReadonlyMap<string, string>,
  providers: ReadonlyMap<string, string>,
): GraphResource {
  const { type, name, inputs, options: { parent, provider, protect = false } = {} } = draft;
  const propertyDependencies = Object.fromEntries(
    Object.entries(namedIn(inputs)).map(([key, names]) => [key, names.flatMap((named) => urns.get(named) ?? [])]),
  );
  const usual = providers.get(`${PROVIDER}${vendorOf(draft)}`) ?? null;
  return {
    ...bareResource({ type, name, inputs, urn: urnOf(draft) }),
    custom: !type.startsWith("crm:"),
    parent: urns.get(parent ?? "") ?? null,
    provider: provider === undefined ? usual : (urns.get(provider ?? "") ?? null),
    dependencies: [...new Set(Object.values(propertyDependencies).flat())],
    propertyDependencies,
    protect,
  };
}

const NAMED = new WeakMap<Inputs, Readonly<Record<string, readonly string[]>>>();

/** Who is referred to in each input. A fixture leaves most resources as they are in the model: those are read once. */
function namedIn(inputs: Inputs): Readonly<Record<string, readonly string[]>> {
  const known = NAMED.get(inputs);
  if (known !== undefined) return known;
  const namesIn = (input: Value) => [...JSON.stringify(input).matchAll(/<([^<>.]+)\./g)].map(([, named = ""]) => named);
  const names = Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, namesIn(input)]));
  NAMED.set(inputs, names);
  return names;
}

/** A change to a list of resources: how a fixture differs from the model. */
export type Change = (drafts: readonly Draft[]) => readonly Draft[];

/** Other inputs for every resource of that name; undefined takes one away, a nested object replaces it whole. */
export function set(name: string, inputs: Readonly<Record<string, Inputs[string] | undefined>>): Change {
  return (drafts) => {
    if (!drafts.some((draft) => draft.name === name)) throw new Error(`no resource is called ${name}`);
    return drafts.map((draft) => (draft.name === name ? { ...draft, inputs: merged(draft.inputs, inputs) } : draft));
  };
}

function merged(before: Inputs, after: Readonly<Record<string, Inputs[string] | undefined>>): Inputs {
  const entries = Object.entries({ ...before, ...after });
  return Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
}

/** Another value deep inside the inputs of that resource, at `spec.ports.0` say; undefined takes it away. */
export const put =
  (name: string, path: string, value: Value | undefined): Change =>
  (drafts) => {
    const [input = "", ...rest] = path.split(".");
    const before = drafts.find((draft) => draft.name === name)?.inputs[input];
    return set(name, { [input]: replaced(before, rest, value) })(drafts);
  };

function replaced(before: Value | undefined, [key, ...rest]: readonly string[], value: Value | undefined) {
  if (key === undefined) return value;
  const entries = Object.entries(before ?? {}).filter(([name]) => name !== key);
  const inner: Value | undefined = replaced((before as Record<string, Value> | undefined)?.[key], rest, value);
  const after = Object.fromEntries(inner === undefined ? entries : [...entries, [key, inner]]) as Record<string, Value>;
  return Array.isArray(before) ? Object.values(after) : after;
}

/** Without the resources of these names. */
export function drop(...names: readonly string[]): Change {
  return (drafts) => {
    const missing = names.filter((name) => !drafts.some((draft) => draft.name === name));
    if (missing.length > 0) throw new Error(`no resource is called ${missing.join(", ")}`);
    return drafts.filter(({ name }) => !names.includes(name));
  };
}

export const add =
  (...more: readonly Draft[]): Change =>
  (drafts) => [...drafts, ...more];

/** One change after the other. */
export const changes =
  (...steps: readonly Change[]): Change =>
  (drafts) =>
    steps.reduce<readonly Draft[]>((soFar, step) => step(soFar), drafts);

/** Other options for every resource of that name. */
export const opt =
  (name: string, options: DraftOptions): Change =>
  (drafts) => {
    if (!drafts.some((draft) => draft.name === name)) throw new Error(`no resource is called ${name}`);
    return drafts.map((draft) =>
      draft.name === name ? { ...draft, options: { ...draft.options, ...options } } : draft,
    );
  };
