import type { Graph, GraphResource } from "../graph/graph";
import { stateful } from "../parity/coverage";
import { ParityGraph } from "../parity/graph";
import type { Zones } from "../parity/kinds";
import { Member } from "../plan/describe/members";
import type { Promised } from "./row";
import { CLOUDFLARE, SLAS } from "./sla";
import { outliveZone, podsIn } from "./workloads";
import { zonesOf, zonesOfNodes } from "./zones";

/** What a request passes. */
export interface AvailabilityPart {
  readonly part: "edge" | "pods" | "database" | "cache" | "cloudflare";
  readonly service: string;
  /** URNs of what decides which promise holds. */
  readonly by: readonly string[];
  /** Of a month, as its vendor promises; null: nothing is promised. */
  readonly percent: number | null;
  /** Whether it is one of the factors. */
  readonly counts: boolean;
  readonly why: string;
  readonly source: string;
  /** Date of the vendor's text; null where only a summary could be read. */
  readonly dated: string | null;
}

export interface Availability {
  /** Percent of a month; null where nothing is promised. */
  readonly target: number | null;
  /** The product of all parts that count; null where one of them is promised by nobody. */
  readonly achieved: number | null;
  /** True where nothing is promised. */
  readonly meets: boolean;
  readonly parts: readonly AvailabilityPart[];
  readonly arithmetic: string;
}

/** Decimals of a percentage: the product of a few promises is not more exact. */
const DECIMALS = 4;
const MINUTES_OF_MONTH = 30 * 24 * 60;

/**
 * What the vendors' promises make together over the path of a request: edge, pods over the zones, database and cache, one behind
 * the other. Read from the recorded resources; the contract has the target only.
 */
export function availabilityOf(graph: Graph, { availability: target }: Pick<Promised, "availability">): Availability {
  const indexed = new ParityGraph(graph);
  const keepers = new Set(stateful(indexed));
  const parts = [
    ...partsOf(indexed, "edge", keepers),
    ...podsPart(indexed),
    ...partsOf(indexed, "database", keepers),
    ...partsOf(indexed, "cache", keepers),
    ...cloudflarePart(indexed),
  ];
  const factors = parts.filter(({ counts }) => counts);
  const product = factors.reduce((soFar, { percent }) => soFar * ((percent ?? NaN) / 100), 1) * 100;
  const achieved = factors.length === 0 || Number.isNaN(product) ? null : Number(product.toFixed(DECIMALS));
  return {
    target,
    achieved,
    meets: target === null || (achieved !== null && achieved >= target),
    parts,
    arithmetic: arithmeticOf(factors, achieved, target),
  };
}

/** One part for each resource that a promise is known for; copies of data are on nobody's path. */
function partsOf(
  graph: ParityGraph,
  part: "edge" | "database" | "cache",
  keepers: ReadonlySet<GraphResource>,
): readonly AvailabilityPart[] {
  const { resources } = graph.membersOf(part);
  const known = resources.filter(({ type }) => SLAS[type]?.capability === part);
  const onPath = part === "edge" ? known : known.filter((resource) => keepers.has(resource));
  const parts = onPath.flatMap((resource) => partOf(part, resource, zonesOf({ resource, capability: part })) ?? []);
  return parts.length === 0 && resources.length > 0 ? [unknownPart(part, resources)] : parts;
}

function partOf(part: AvailabilityPart["part"], resource: GraphResource, zones: Zones) {
  const rule = SLAS[resource.type];
  if (rule === undefined) return undefined;
  const sla = rule.of(new Member(resource), zones);
  if (sla === undefined) return undefined;
  const { percent, because } = sla;
  const { service, source, dated } = rule;
  return { part, service, by: [resource.urn], percent, counts: true, why: because, source, dated };
}

const unknownPart = (part: AvailabilityPart["part"], resources: readonly GraphResource[]): AvailabilityPart => ({
  part,
  service: part,
  by: resources.map(({ urn }) => urn),
  percent: null,
  counts: true,
  why: "no promise of its vendor is known here",
  source: "",
  dated: null,
});

/** Nodes are promised by their cloud, and pods are where the nodes are: each service that takes requests needs some in every case. */
function podsPart(graph: ParityGraph): readonly AvailabilityPart[] {
  const [cluster] = graph.membersOf("cluster").resources.filter(({ type }) => SLAS[type]?.capability === "cluster");
  const taking = podsIn(graph).filter(({ service }) => service === "frontend" || service === "api");
  if (cluster === undefined || taking.length === 0) return [];
  const nodes = zonesOfNodes(graph);
  const part = partOf("pods", cluster, nodes);
  const frail = taking.filter((pods) => !outliveZone(pods, nodes)).map(({ service, least }) => `${service} (${least})`);
  const by = [cluster.urn, ...taking.map(({ deployment }) => deployment.urn)];
  if (part === undefined) return [];
  if (frail.length === 0) return [{ ...part, by, why: `${part.why}, and pods of every service in several` }];
  return [{ ...part, by, percent: null, why: `pods that need not be in several zones: ${frail.join(", ")}` }];
}

function cloudflarePart(graph: ParityGraph): readonly AvailabilityPart[] {
  const proxied = graph
    .ofType("cloudflare:index/dnsRecord:DnsRecord")
    .filter(({ inputs }) => inputs["proxied"] === true);
  if (proxied.length === 0) return [];
  const { service, because, source } = CLOUDFLARE;
  const by = proxied.map(({ urn }) => urn);
  return [{ part: "cloudflare", service, by, percent: null, counts: false, why: because, source, dated: null }];
}

function arithmeticOf(factors: readonly AvailabilityPart[], achieved: number | null, target: number | null): string {
  const said = factors
    .map(({ service, percent }) => `${service} ${percent === null ? "-" : `${percent} %`}`)
    .join(" x ");
  if (factors.length === 0) return "nothing stands on the path of a request";
  if (achieved === null) {
    const open = factors.filter(({ percent }) => percent === null).map(({ service, why }) => `${service} (${why})`);
    const promised = target === null ? "" : `; ${target} % are promised`;
    return `${said}: no product, nobody promises anything of ${open.join(", ")}${promised}`;
  }
  const product = `${said} = ${achieved} %`;
  if (target === null) return product;
  const minutes = Math.abs(((target - achieved) / 100) * MINUTES_OF_MONTH).toFixed(1);
  return achieved >= target
    ? `${product}, at least the ${target} % that are promised`
    : `${product}, ${minutes} minutes a month short of the ${target} % that are promised`;
}
