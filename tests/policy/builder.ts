import type { Graph, GraphResource, Inputs, Value } from "../../src/graph/graph";

/** A resource as a test writes it down; `<name.property>` refers to another one. */
export interface Draft {
  readonly type: string;
  readonly name: string;
  readonly inputs: Inputs;
}

export const resource = (type: string, name: string, inputs: Inputs = {}): Draft => ({ type, name, inputs });

const PROVIDER = resource("pulumi:providers:aws", "aws", { region: "us-east-1" });

/** The graph that a recorder would make of these resources, under one provider in us-east-1. */
export function graphFrom(drafts: readonly Draft[]): Graph {
  const urns = new Map(drafts.map((draft) => [draft.name, urnOf(draft)]));
  const resources = [PROVIDER, ...drafts].map((draft) => recorded(draft, urns));
  return {
    project: "test",
    stack: "test",
    mode: "resolved",
    resources,
    outputs: {},
    componentOutputs: {},
    invokes: [],
  };
}

const urnOf = ({ type, name }: Draft) => `urn:pulumi:test::test::${type}::${name}`;

function recorded(draft: Draft, urns: ReadonlyMap<string, string>): GraphResource {
  const dependenciesOf = (input: unknown) =>
    [...JSON.stringify(input).matchAll(/<([^<>.]+)\./g)].flatMap(([, name = ""]) => urns.get(name) ?? []);
  const propertyDependencies = Object.fromEntries(
    Object.entries(draft.inputs).map(([key, value]) => [key, dependenciesOf(value)]),
  );
  return {
    ...draft,
    urn: urnOf(draft),
    custom: true,
    parent: null,
    provider: draft === PROVIDER ? null : urnOf(PROVIDER),
    dependencies: [...new Set(Object.values(propertyDependencies).flat())],
    propertyDependencies,
    protect: false,
    retainOnDelete: false,
    deletedWith: null,
    ignoreChanges: [],
    replaceOnChanges: [],
    aliases: [],
    customTimeouts: null,
  };
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
