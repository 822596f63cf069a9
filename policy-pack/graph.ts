import type { PolicyResource } from "@pulumi/policy";
import { bareResource, type Graph, type GraphResource, type Inputs } from "../src/graph/graph";
import { type Symbols, symbolsIn, withSymbols } from "./symbols";

const PROVIDER = "pulumi:providers:";
/** What the engine keeps for itself: it has no inputs that a rule would ask for. */
const ENGINES_OWN = /^pulumi:pulumi:/;

/**
 * The graph of the rules, made of what the engine shows to a policy. In an update, values that came from other resources are known; by
 * the engine's record of what depends on what, they read as symbols again, so that a rule sees the same as in a plan.
 */
export function graphOf(
  resources: readonly PolicyResource[],
  inputsOf: (urn: string) => Inputs | undefined,
  mode: Graph["mode"],
): Graph {
  const symbols = symbolsIn(resources, inputsOf);
  const own = parentsFirst(resources).map((resource) => toGraph(resource, inputsOf(resource.urn), symbols));
  return {
    ...(placeIn(resources) ?? { project: "", stack: "" }),
    mode,
    resources: [...strayProviders(resources, inputsOf), ...own],
    outputs: {},
    componentOutputs: {},
    invokes: [],
  };
}

function toGraph(
  resource: PolicyResource,
  inputs: Inputs | undefined,
  symbols: ReadonlyMap<PolicyResource, Symbols>,
): GraphResource {
  const { urn, type, name, opts, parent, provider, dependencies, propertyDependencies } = resource;
  if (inputs === undefined && provider !== undefined && !ENGINES_OWN.test(type))
    throw new Error(`the engine has not shown the inputs of ${urn}: the rules need Pulumi 3.248 or newer`);
  const known = (sources: readonly PolicyResource[]) =>
    new Map(sources.flatMap((one) => [...(symbols.get(one) ?? [])]));
  const entries = Object.entries(inputs ?? {}).map(
    ([key, value]) => [key, withSymbols(value, known(propertyDependencies[key] ?? []))] as const,
  );
  const timeouts = opts.customTimeouts;
  return {
    urn,
    type,
    name,
    // Components are made by no provider, and providers by none but themselves.
    custom: provider !== undefined || type.startsWith(PROVIDER),
    parent: parent?.urn ?? null,
    provider: provider?.urn ?? null,
    inputs: Object.fromEntries(entries),
    dependencies: dependencies.map((one) => one.urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([key, sources]) => [key, sources.map((one) => one.urn)]),
    ),
    protect: opts.protect,
    ignoreChanges: opts.ignoreChanges,
    aliases: opts.aliases,
    customTimeouts: {
      create: `${timeouts.createSeconds}s`,
      update: `${timeouts.updateSeconds}s`,
      delete: `${timeouts.deleteSeconds}s`,
    },
    // The engine tells policies nothing of these, and no rule asks for them.
    retainOnDelete: false,
    deletedWith: null,
    replaceOnChanges: [],
  };
}

/** The engine lists resources in no order, and readers of the graph expect a parent before its children. */
function parentsFirst(resources: readonly PolicyResource[]): readonly PolicyResource[] {
  const depths = new Map(resources.map((resource) => [resource, depthOf(resource)]));
  return [...resources].sort((one, other) => (depths.get(one) ?? 0) - (depths.get(other) ?? 0));
}

const depthOf = ({ parent }: PolicyResource): number => (parent === undefined ? 0 : 1 + depthOf(parent));

/** Providers that the engine does not list, such as those that it made by itself: somebody works with them. */
function strayProviders(
  resources: readonly PolicyResource[],
  inputsOf: (urn: string) => Inputs | undefined,
): readonly GraphResource[] {
  const listed = new Set(resources.map(({ urn }) => urn));
  const used = new Map(resources.flatMap(({ provider }) => (provider === undefined ? [] : [[provider.urn, provider]])));
  const stray = [...used.values()].filter(({ urn }) => !listed.has(urn));
  return stray.map(({ urn, type, name }) => bareResource({ urn, type, name, inputs: inputsOf(urn) ?? {} }));
}

/** `urn:pulumi:prod::sequelstring-crm::...`. */
function placeIn([first]: readonly PolicyResource[]): Pick<Graph, "project" | "stack"> | undefined {
  const [, stack, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(first?.urn ?? "") ?? [];
  return stack === undefined || project === undefined ? undefined : { project, stack };
}
