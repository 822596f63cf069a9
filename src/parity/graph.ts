import type { Graph, GraphResource, Value } from "../graph/graph";
import { capabilitiesOf, type CapabilityId } from "../plan/capabilities";
import { Member, Members } from "../plan/describe/members";
import { PolicyGraph, textsIn } from "../policy/query";
import type { Holder, StatefulKind } from "./kinds";
import { ALARMS, DASHBOARDS, STATEFUL } from "./vendors";

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
  private readonly membersByCapability = new Map<CapabilityId, Members>();

  constructor(graph: Graph) {
    super(graph);
    const capabilities = capabilitiesOf(graph);
    this.all = new Members(this.resources);
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
    const all = this.ofType(by);
    return naming === undefined ? all : all.filter((holder) => names(new Member(holder).at(naming), resource));
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

/** How an input reads that comes from a resource, up to the property: `<crm-cache-group.` */
const symbolOf = ({ name }: GraphResource): string => `<${name}.`;

/** What its own inputs call it. */
function ownNamesOf(resource: GraphResource): readonly string[] {
  const inputs = STATEFUL[resource.type]?.names ?? [];
  return inputs
    .map((path) => new Member(resource).at(path))
    .filter((name) => typeof name === "string" && name !== "") as string[];
}

/** Whether a value names a resource. A physical name must stand by itself: one bucket's name may begin like another's. */
export function names(value: Value | undefined, resource: GraphResource): boolean {
  const alone = ownNamesOf(resource).map((name) => new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`));
  const symbol = symbolOf(resource);
  return textsIn(value).some((text) => text.includes(symbol) || alone.some((name) => name.test(text)));
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
