import { type Graph, type GraphResource, type Inputs, UNKNOWN, type Value } from "../graph/graph";
import { read, Unreadable } from "./values";

/** The recorded graph, indexed for questions about how resources refer to each other. */
export class PolicyGraph {
  readonly resources: readonly GraphResource[];
  /** Of the stack. */
  readonly outputs: Inputs;
  private readonly types: ReadonlyMap<string, readonly GraphResource[]>;
  private readonly urns: ReadonlyMap<string, GraphResource>;

  constructor(graph: Graph) {
    this.resources = graph.resources;
    this.outputs = graph.outputs;
    this.types = byType(graph.resources);
    this.urns = new Map(graph.resources.map((resource) => [resource.urn, resource]));
  }

  ofType(type: string): readonly GraphResource[] {
    return this.types.get(type) ?? [];
  }

  byUrn(urn: string): GraphResource | undefined {
    return this.urns.get(urn);
  }

  /**
   * The resources of a type that an input refers to: by the symbol of something known later, or by their own name.
   * @throws Unreadable where the input is unknown
   */
  referred(from: GraphResource, path: string, type: string): readonly GraphResource[] {
    const value = read(from, path);
    const texts = textsIn(value);
    if (texts.includes(UNKNOWN)) throw new Unreadable(path, value);
    return this.candidates(from, path, type).filter((resource) => texts.some((text) => mentions(text, resource)));
  }

  /** Those of a type whose input refers to a resource. */
  referring(type: string, path: string, target: GraphResource): readonly GraphResource[] {
    return this.ofType(type).filter((resource) => this.referred(resource, path, target.type).includes(target));
  }

  /** Where a resource lives: its own region, else its provider's; undefined where neither says. */
  regionOf(resource: GraphResource): Value | undefined {
    const provider = resource.provider === null ? undefined : this.byUrn(resource.provider);
    return read(resource, "region") ?? (provider === undefined ? undefined : read(provider, "region"));
  }

  /** The engine's own record of what an input came from, where there is one; it tells namesakes apart. */
  private candidates(from: GraphResource, path: string, type: string): readonly GraphResource[] {
    const [input = path] = path.split(".");
    const sources = (from.propertyDependencies[input] ?? []).flatMap((urn) => this.byUrn(urn) ?? []);
    const typed = sources.filter((source) => source.type === type);
    return typed.length > 0 ? typed : this.ofType(type);
  }
}

function byType(resources: readonly GraphResource[]): ReadonlyMap<string, readonly GraphResource[]> {
  const types = new Map<string, GraphResource[]>();
  for (const resource of resources) types.set(resource.type, [...(types.get(resource.type) ?? []), resource]);
  return types;
}

/** Every text inside a value, at any depth. */
export function textsIn(value: Value | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function mentions(text: string, { name, inputs }: GraphResource): boolean {
  const physical = inputs["bucket"] ?? inputs["name"];
  return (
    text.includes(`<${name}.`) || (typeof physical === "string" && (text === physical || text.endsWith(`:${physical}`)))
  );
}
