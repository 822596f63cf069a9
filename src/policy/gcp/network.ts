import type { GraphResource, Value } from "../../graph/graph";
import { LOAD_BALANCER_RANGES, NETWORK_CIDR } from "../../conventions/cidrs";
import { isEverybody, liesWithin } from "../addresses";
import { is, isSet, where } from "../conditions";
import { perResource, type Rule } from "../rule";
import { itemsOf, listOf, plain, plainOf, read, readIn, textsOf } from "../values";
import { GCP } from "./types";

/** SSH and remote desktop. */
const ADMIN_PORTS = [22, 3389];
/** MongoDB, Redis with and without TLS, Elasticsearch. */
const DATA_PORTS = [27017, 6378, 6379, 9200, 9243];

export const NETWORK_RULES: readonly Rule[] = [
  {
    id: "G01",
    title: "the network has the subnetworks of the plan alone",
    why: "automatic ones span every region, with addresses that nobody planned",
    reference: "CIS 3.1/3.2",
    severity: "medium",
    check: perResource(GCP.network, where({ autoCreateSubnetworks: is(false) })),
  },
  {
    id: "G02",
    title: "flow logs record the traffic of every subnetwork",
    why: "without them an incident can't be traced",
    reference: "CIS 3.8, CKV_GCP_26",
    severity: "medium",
    check: perResource(GCP.subnetwork, where({ logConfig: isSet }), holdsMachines),
  },
  {
    id: "G03",
    title: "machines without an own address reach Google's services inside the network",
    why: "otherwise they depend on NAT, and their traffic leaves the network",
    reference: "CKV_GCP_74",
    severity: "medium",
    check: perResource(GCP.subnetwork, where({ privateIpGoogleAccess: is(true) }), holdsMachines),
  },
  {
    id: "G04",
    title: "no administrator's port is open to everybody",
    why: "machines are administered through the cluster, never through the internet",
    reference: "CIS 3.6/3.7",
    severity: "high",
    check: perResource(GCP.firewall, (rule) => !sourcesOf(rule).some(isEverybody) || !opens(rule, ADMIN_PORTS), admits),
  },
  {
    id: "G05",
    title: "whatever lets traffic in says to whom, and is logged",
    why: "a rule without a target speaks for every machine that will ever be in the network",
    reference: "requirements, security groups",
    severity: "medium",
    check: perResource(GCP.firewall, isTargeted, admits),
  },
  {
    id: "G06",
    title: "data services are reached from the network alone",
    why: "a database that answers to the internet is found within minutes",
    reference: "requirements, DB-SG",
    severity: "high",
    check: perResource(GCP.firewall, keepsDataInside, admits),
  },
  {
    id: "G07",
    title: "address translation is logged",
    why: "who called which third party is told by nothing else",
    reference: "requirements, network logs",
    severity: "low",
    check: perResource(GCP.nat, where({ "logConfig.enable": is(true) })),
  },
];

/** Proxies live in subnetworks of their own, which take neither setting. */
function holdsMachines(subnetwork: GraphResource): boolean {
  return !/PROXY|MANAGED/.test(String(plainOf(subnetwork, "purpose") ?? ""));
}

function admits(rule: GraphResource): boolean {
  return plainOf(rule, "direction") !== "EGRESS" && isSet(read(rule, "allows"), "allows");
}

/** Addresses from which a rule lets in: everybody's where it names neither these nor machines. */
function sourcesOf(rule: GraphResource): readonly string[] {
  const ranges = textsOf(rule, "sourceRanges");
  const machines = [...listOf(rule, "sourceTags"), ...listOf(rule, "sourceServiceAccounts")];
  return ranges.length > 0 || machines.length > 0 ? ranges : ["0.0.0.0/0"];
}

function opens(rule: GraphResource, ports: readonly number[]): boolean {
  return listOf(rule, "allows").some((allow) => {
    const protocol = plain(readIn(allow, "protocol"), "allows.protocol");
    if (!["all", "tcp", "6"].includes(String(protocol))) return false;
    const ranges = itemsOf(readIn(allow, "ports"), "allows.ports");
    return ranges.length === 0 || ranges.some((range) => ports.some((port) => covers(range, port)));
  });
}

function covers(range: Value, port: number): boolean {
  const [first = NaN, last = first] = String(plain(range, "allows.ports")).split("-").map(Number);
  return first <= port && port <= last;
}

function isTargeted(rule: GraphResource): boolean | string {
  const targeted = ["targetTags", "targetServiceAccounts"].some((path) => listOf(rule, path).length > 0);
  if (!targeted) return "it has no target";
  return isSet(read(rule, "logConfig"), "logConfig") || "it is not logged";
}

/** Google's load balancers reach every port of the nodes, which run no data service: that is the requirements' App-SG. */
function keepsDataInside(rule: GraphResource): boolean | string {
  const allowed = [NETWORK_CIDR, ...LOAD_BALANCER_RANGES];
  const outside = sourcesOf(rule).filter((range) => !allowed.some((outer) => liesWithin(range, outer)));
  return outside.length === 0 || !opens(rule, DATA_PORTS) || `open to ${outside.join(", ")}`;
}
