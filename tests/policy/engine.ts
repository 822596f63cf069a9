import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import type { Policies } from "@pulumi/policy";
import { runtime } from "@pulumi/pulumi";
import proto from "@pulumi/pulumi/proto/analyzer_pb";
import { type Graph, type GraphResource, type Inputs, SECRET, UNKNOWN, type Value } from "../../src/graph/graph";
import { secretOnWire, structOf } from "../../src/graph/wire";

/** What the SDK of policies does with the engine's requests: it keeps these to itself, so they have no types. */
const { makeAnalyzeStackRpcFun, makeRemediateRpcFun } = createRequire(__filename)("@pulumi/policy/server") as Record<
  "makeAnalyzeStackRpcFun" | "makeRemediateRpcFun",
  (pack: string, version: string, level: string, policies: Policies) => Answer
>;
type Answer = (call: { readonly request: unknown }, reply: (error: Error | null, response: Response) => void) => void;
interface Response {
  getDiagnosticsList(): readonly Diagnostic[];
}
interface Diagnostic {
  getMessage(): string;
  getUrn(): string;
  getEnforcementlevel(): number;
}

export interface Reported {
  readonly rule: string;
  readonly urn: string | null;
  readonly message: string;
  readonly isMandatory: boolean;
}

/** Every secret's value, as a pack is shown it; it must be told to nobody. */
export const SECRET_VALUE = "canary-policy-7f3a";

/** A graph as the engine would show it to a policy pack, and what the pack reports. */
export async function reportedOn(graph: Graph, policies: Policies): Promise<readonly Reported[]> {
  const outputs = computedIn(graph);
  const remediate = makeRemediateRpcFun("pack", "1.0.0", "advisory", policies);
  for (const resource of graph.resources) await ask(remediate, registration(resource));
  const request = new proto.AnalyzeStackRequest();
  // In no order that means anything, as the engine does.
  request.setResourcesList([...graph.resources].reverse().map((resource) => registered(resource, graph, outputs)));
  const response = await ask(makeAnalyzeStackRpcFun("pack", "1.0.0", "advisory", policies), request);
  return response.getDiagnosticsList().map((diagnostic) => ({
    rule: /^(\w+): /m.exec(diagnostic.getMessage())?.[1] ?? "",
    urn: diagnostic.getUrn() === "" ? null : diagnostic.getUrn(),
    message: diagnostic.getMessage(),
    isMandatory: diagnostic.getEnforcementlevel() === MANDATORY,
  }));
}

function ask(answer: Answer, request: unknown): Promise<Response> {
  return new Promise((settle, fail) => {
    answer({ request }, (error, response) => {
      if (error) fail(error);
      else settle(response);
    });
  });
}

function registration(resource: GraphResource) {
  const request = new proto.AnalyzeRequest();
  request.setType(resource.type);
  request.setUrn(resource.urn);
  request.setName(resource.name);
  request.setProperties(structOf(onWire(resource.inputs)));
  request.setOptions(optionsOf(resource));
  return request;
}

function registered(resource: GraphResource, graph: Graph, outputs: Outputs) {
  const message = new proto.AnalyzerResource();
  message.setType(resource.type);
  message.setUrn(resource.urn);
  message.setName(resource.name);
  message.setProperties(structOf(onWire({ ...resource.inputs, ...outputs.get(resource.name) })));
  message.setOptions(optionsOf(resource));
  message.setParent(resource.parent ?? "");
  message.setDependenciesList([...resource.dependencies]);
  for (const [key, urns] of Object.entries(resource.propertyDependencies)) {
    const dependencies = new proto.AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(key, dependencies);
  }
  const provider = graph.resources.find(({ urn }) => urn === resource.provider) ?? strayFor(resource);
  if (provider !== undefined) {
    const made = new proto.AnalyzerProviderResource();
    made.setType(provider.type);
    made.setUrn(provider.urn);
    made.setName(provider.name);
    made.setProperties(structOf(onWire(provider.inputs)));
    message.setProvider(made);
  }
  return message;
}

/** Whatever names no provider gets one that the engine makes by itself. */
function strayFor({ custom, type }: GraphResource) {
  const [vendor = ""] = type.split(":");
  if (!custom || vendor === "pulumi") return undefined;
  const provider = `pulumi:providers:${vendor}`;
  return {
    type: provider,
    urn: `urn:pulumi:test::test::${provider}::default_1_0_0`,
    name: "default_1_0_0",
    inputs: {},
  };
}

function optionsOf({ protect, parent }: GraphResource) {
  const options = new proto.AnalyzerResourceOptions();
  options.setProtect(protect);
  options.setParent(parent ?? "");
  return options;
}

/** What stops an update, as the wire has it. */
const MANDATORY: number = proto.EnforcementLevel.MANDATORY;

const SYMBOL = /<([^<>.]+)\.([^<>]+)>/g;

/** What the cloud would have answered in the place of a symbol: a value that says nothing of where it came from. */
const realValue = (symbol: string): string => `real-${createHash("sha256").update(symbol).digest("hex").slice(0, 17)}`;

/** Inputs as they travel: secrets marked, unknowns as the engine writes them, symbols as what they turned out to be. */
function onWire(inputs: Inputs): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, valueOnWire(value)]));
}

function valueOnWire(value: Value): unknown {
  if (value === SECRET) return secretOnWire(SECRET_VALUE);
  if (value === UNKNOWN) return runtime.unknownValue;
  if (typeof value === "string") return value.replaceAll(SYMBOL, realValue);
  if (Array.isArray(value)) return value.map((item: Value) => valueOnWire(item));
  return typeof value === "object" && value !== null ? onWire(value as Inputs) : value;
}

type Outputs = ReadonlyMap<string, Readonly<Record<string, Value>>>;

/** Every output that somebody asks for, by the name of the resource that has it. */
function computedIn({ resources }: Graph): Outputs {
  const outputs = new Map<string, Record<string, Value>>();
  for (const [symbol, name = "", path = ""] of JSON.stringify(resources.map(({ inputs }) => inputs)).matchAll(SYMBOL)) {
    outputs.set(name, { ...outputs.get(name), [path.replaceAll(".", "_")]: symbol });
  }
  return outputs;
}
