import { type Graph, type GraphResource, type Inputs, UNKNOWN, type Value } from "../graph/graph";
import { read, textsIn, Unreadable } from "./values";

export { textsIn };

/** The recorded graph, indexed for questions about how resources refer to each other: each is answered in constant time. */
export class PolicyGraph {
  readonly resources: readonly GraphResource[];
  /** Of the stack. */
  readonly outputs: Inputs;
  private readonly types: Index;
  private readonly names: Index;
  /** By what a resource calls itself in the cloud. */
  private readonly physical: Index;
  /** With their places in the order of registration. */
  private readonly places: ReadonlyMap<string, number>;
  private readonly referrers = new Map<string, Index>();
  private readonly answers = new Map<unknown, unknown>();

  constructor(readonly source: Graph) {
    const { resources, outputs } = source;
    this.resources = resources;
    this.outputs = outputs;
    this.types = indexed(resources, ({ type }) => type);
    this.names = indexed(resources, ({ name }) => name);
    this.physical = indexed(resources, physicalName);
    this.places = new Map(resources.map(({ urn }, place) => [urn, place]));
  }

  ofType(type: string): readonly GraphResource[] {
    return this.types.get(type) ?? [];
  }

  byUrn(urn: string): GraphResource | undefined {
    return this.resources[this.places.get(urn) ?? -1];
  }

  /**
   * The resources of a type that an input refers to: by the symbol of something known later, or by their own name.
   * @throws Unreadable where the input is unknown
   */
  referred(from: GraphResource, path: string, type: string): readonly GraphResource[] {
    const value = read(from, path);
    const texts = textsIn(value);
    if (texts.includes(UNKNOWN)) throw new Unreadable(path, value);
    const mentioned = [...new Set(texts.flatMap((text) => this.mentionedIn(text)))].filter((one) => one.type === type);
    const sources = this.sourcesOf(from, path, type);
    const meant = sources.size > 0 ? mentioned.filter((one) => sources.has(one)) : mentioned;
    return meant.sort((one, other) => this.placeOf(one) - this.placeOf(other));
  }

  /**
   * Those of a type whose input refers to a resource.
   * @throws Unreadable where such an input is unknown, whoever is asked about
   */
  referring(type: string, path: string, target: GraphResource): readonly GraphResource[] {
    const question = `${type} ${path} ${target.type}`;
    const known = this.referrers.get(question) ?? this.referrersOf(type, path, target.type);
    this.referrers.set(question, known);
    return known.get(target.urn) ?? [];
  }

  /** Where a resource lives: its own region, else its provider's; undefined where neither says. */
  regionOf(resource: GraphResource): Value | undefined {
    const provider = resource.provider === null ? undefined : this.byUrn(resource.provider);
    return read(resource, "region") ?? (provider === undefined ? undefined : read(provider, "region"));
  }

  /** What a question about the whole graph finds out, asked once however many resources want to know. */
  derived<T>(question: (graph: PolicyGraph) => T): T {
    if (!this.answers.has(question)) this.answers.set(question, question(this));
    return this.answers.get(question) as T;
  }

  private referrersOf(type: string, path: string, targetType: string): Index {
    const index = new Map<string, GraphResource[]>();
    for (const resource of this.ofType(type))
      for (const { urn } of this.referred(resource, path, targetType)) append(index, urn, resource);
    return index;
  }

  /** The engine's own record of what an input came from, where there is one; it tells namesakes apart. */
  private sourcesOf(from: GraphResource, path: string, type: string): ReadonlySet<GraphResource> {
    const [input = path] = path.split(".");
    const sources = (from.propertyDependencies[input] ?? []).flatMap((urn) => this.byUrn(urn) ?? []);
    return new Set(sources.filter((source) => source.type === type));
  }

  private mentionedIn(text: string): readonly GraphResource[] {
    const symbolic = [...text.matchAll(/<([^<>]+)/g)].flatMap(([, symbol = ""]) => cutAt(symbol, ".", "before"));
    const called = [text, ...cutAt(text, ":", "after")];
    return [
      ...symbolic.flatMap((name) => this.names.get(name) ?? []),
      ...called.flatMap((name) => this.physical.get(name) ?? []),
    ];
  }

  private placeOf({ urn }: GraphResource): number {
    return this.places.get(urn) ?? -1;
  }
}

type Index = ReadonlyMap<string, readonly GraphResource[]>;

function indexed(resources: readonly GraphResource[], keyOf: (resource: GraphResource) => string | undefined): Index {
  const index = new Map<string, GraphResource[]>();
  for (const resource of resources) {
    const key = keyOf(resource);
    if (key !== undefined) append(index, key, resource);
  }
  return index;
}

function append(index: Map<string, GraphResource[]>, key: string, resource: GraphResource): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [resource]);
  else known.push(resource);
}

function physicalName({ inputs }: GraphResource): string | undefined {
  const name = inputs["bucket"] ?? inputs["name"];
  return typeof name === "string" ? name : undefined;
}

/** What stands before or after each separator of a text: a name may have dots of its own, an ARN has many colons. */
function cutAt(text: string, separator: string, side: "before" | "after"): readonly string[] {
  const parts = text.split(separator);
  return parts.slice(1).map((_, place) => {
    const cut = place + 1;
    return (side === "before" ? parts.slice(0, cut) : parts.slice(cut)).join(separator);
  });
}
