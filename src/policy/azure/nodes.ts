import type { GraphResource, Value } from "../../graph/graph";
import { type Condition, is, isNot, isSet } from "../conditions";
import type { PolicyGraph } from "../query";
import { type Check, each, perResource, type Rule } from "../rule";
import { itemsOf, listOf, plain, readIn, show } from "../values";
import { AZURE } from "./types";

const ZONES = 3;

export const NODE_RULES: readonly Rule[] = [
  {
    id: "Z16",
    title: "nodes have no address of their own",
    why: "a node with a way in from the internet is attacked directly",
    reference: "CKV_AZURE_143",
    severity: "high",
    check: perPool({ enableNodePublicIP: isNot(true) }),
  },
  {
    id: "Z17",
    title: "nodes of a kind are three at least, in three zones",
    why: "what is lost with a zone must run on in the others at once",
    reference: "Azure Policy 2dec5f47",
    severity: "medium",
    check: spreadsOverZones(3),
  },
  {
    id: "Z18",
    title: "what nodes keep for a while is encrypted, too",
    why: "temporary disks and caches hold what pods work with",
    reference: "Azure Policy 41425d9f",
    severity: "high",
    check: perPool({ enableEncryptionAtHost: is(true) }),
  },
  {
    id: "Z19",
    title: "nodes are in the stack's own network",
    why: "in a network that AKS makes no security group of the stack counts",
    reference: "MCSB NS-1",
    severity: "high",
    check: perPool({ vnetSubnetID: isSet }),
  },
];

/** The pools that a cluster is born with, or the one that a resource is. */
const poolsOf = (resource: GraphResource): readonly Value[] =>
  resource.type === AZURE.cluster ? listOf(resource, "agentPoolProfiles") : [resource.inputs];

type PoolPredicate = (pool: Value, graph: PolicyGraph) => boolean | string;

function eachPool(predicate: PoolPredicate): Check {
  const judge = (resource: GraphResource, graph: PolicyGraph) =>
    poolsOf(resource)
      .map((pool) => predicate(pool, graph))
      .find((verdict) => verdict !== true) ?? true;
  return each(perResource(AZURE.cluster, judge), perResource(AZURE.nodePool, judge));
}

function perPool(conditions: Readonly<Record<string, Condition>>): Check {
  return eachPool((pool) => {
    const failing = Object.entries(conditions).find(([path, holds]) => !holds(readIn(pool, path), path));
    return failing === undefined || `${failing[0]} is ${show(readIn(pool, failing[0]))}`;
  });
}

/** A pool may be one of several of a kind, each in a zone of its own: together they are in three. */
export function spreadsOverZones(leastNodes: number): Check {
  return eachPool((pool, graph) => {
    const kin = graph.derived(poolsByKind).get(kindOf(pool)) ?? [];
    const zones = new Set(kin.flatMap(zonesOf));
    const nodes = kin.map(nodesOf).reduce((sum, number) => sum + number, 0);
    return (zones.size >= ZONES && nodes >= leastNodes) || `${nodes} in ${zones.size} zones`;
  });
}

function poolsByKind(graph: PolicyGraph): ReadonlyMap<string, readonly Value[]> {
  const pools = [...graph.ofType(AZURE.cluster), ...graph.ofType(AZURE.nodePool)].flatMap(poolsOf);
  const kinds = new Map<string, Value[]>();
  for (const pool of pools) {
    const kind = kindOf(pool);
    kinds.set(kind, [...(kinds.get(kind) ?? []), pool]);
  }
  return kinds;
}

/** Pods can't tell pools apart that have the same labels. */
const kindOf = (pool: Value): string =>
  JSON.stringify(["mode", "nodeLabels", "nodeTaints"].map((path) => readIn(pool, path) ?? null));

const zonesOf = (pool: Value): readonly string[] =>
  itemsOf(readIn(pool, "availabilityZones"), "availabilityZones").map((zone) => String(plain(zone, "zone")));

/** At all times: the autoscaler goes down to its least. */
function nodesOf(pool: Value): number {
  const scales = plain(readIn(pool, "enableAutoScaling"), "enableAutoScaling") === true;
  return Number(plain(readIn(pool, scales ? "minCount" : "count"), "count") ?? 0);
}
