import type { Graph, GraphResource, Value } from "../graph/graph";
import { capabilitiesOf, type CapabilityId } from "../plan/capabilities";
import { Member, Members } from "../plan/describe/members";
import { PolicyGraph, textsIn } from "../policy/query";
import type { Holder, StatefulKind } from "./kinds";
import { Mentions, ownNamesOf, symbolOf } from "./mentions";
import { ALARMS, DASHBOARDS } from "./vendors";

/** Something that looks at resources, with all the texts that say at what. */
interface Watcher<T> {
  readonly watcher: T;
  readonly texts: readonly string[];
}

/** A recorded graph, indexed once for questions about who watches, keeps and encrypts what. */
export class ParityGraph extends PolicyGraph {
  readonly all: Members;
  /** Alarms that reach somebody. */
  readonly alarms: readonly Watcher<GraphResource>[];
  /** The charts of all dashboards. */
  readonly charts: readonly Watcher<Value>[];
  private readonly capabilities: ReadonlyMap<string, CapabilityId>;
  private readonly mentions: Mentions;
  private readonly holders = new Map<string, ReadonlyMap<GraphResource, readonly GraphResource[]>>();
  private readonly membersByCapability = new Map<CapabilityId, Members>();

  constructor(graph: Graph) {
    super(graph);
    const capabilities = capabilitiesOf(graph);
    this.all = new Members(this.resources);
    this.mentions = new Mentions(this.resources);
    this.capabilities = new Map(
      capabilities.flatMap(({ capability, resources }) => resources.map((urn) => [urn, capability] as const)),
    );
    for (const { capability, resources } of capabilities) {
      const members = resources.flatMap((urn) => this.byUrn(urn) ?? []);
      this.membersByCapability.set(capability, new Members(members));
    }
    this.alarms = Object.entries(ALARMS).flatMap(([type, { watches, tells }]) =>
      this.ofType(type)
        .filter((alarm) => textsIn(new Member(alarm).at(tells)).length > 0)
        .map((alarm) => ({ watcher: alarm, texts: watches.flatMap((path) => textsIn(new Member(alarm).at(path))) })),
    );
    this.charts = Object.entries(DASHBOARDS).flatMap(([type, chartsOf]) =>
      this.ofType(type)
        .flatMap(chartsOf)
        .map((chart) => ({ watcher: chart, texts: textsIn(chart) })),
    );
  }

  /** Undefined for what belongs to no capability: the account's, providers. */
  capabilityOf({ urn }: GraphResource): CapabilityId | undefined {
    return this.capabilities.get(urn);
  }

  /** What is created for a capability; none where the stack does not have it. */
  membersOf(capability: CapabilityId): Members {
    return this.membersByCapability.get(capability) ?? new Members([]);
  }

  /** The resource itself, or the others that speak of it. */
  holdersOf(resource: GraphResource, { by, naming }: Holder): readonly GraphResource[] {
    if (by === undefined) return [resource];
    return naming === undefined ? this.ofType(by) : (this.holdersBy(by, naming).get(resource) ?? []);
  }

  /** What a value names, at any depth. */
  namedIn(value: Value | undefined): readonly GraphResource[] {
    return this.mentions.in(value);
  }

  /** Asked of all of a type at once: a holder is looked through a single time. */
  private holdersBy(by: string, naming: string): ReadonlyMap<GraphResource, readonly GraphResource[]> {
    const key = `${by} ${naming}`;
    const known = this.holders.get(key);
    if (known !== undefined) return known;
    const found = new Map<GraphResource, GraphResource[]>();
    for (const holder of this.ofType(by)) {
      for (const resource of this.namedIn(new Member(holder).at(naming))) {
        const before = found.get(resource);
        if (before === undefined) found.set(resource, [holder]);
        else before.push(holder);
      }
    }
    this.holders.set(key, found);
    return found;
  }

  /** Whether a watcher measures a metric of the resource's service, and names it or a part of it. */
  watches({ texts }: Watcher<unknown>, resource: GraphResource, kind: StatefulKind): boolean {
    const { metrics, parts = [] } = kind;
    if (metrics === null) return false;
    const measures = metrics.length === 0 || metrics.some((metric) => texts.some((text) => text.includes(metric)));
    const capability = this.capabilityOf(resource);
    const own = parts.flatMap((type) => this.ofType(type)).filter((part) => this.capabilityOf(part) === capability);
    const called = [symbolOf(resource), ...ownNamesOf(resource), ...own.map(symbolOf)];
    return measures && called.some((name) => texts.some((text) => text.includes(name)));
  }
}
