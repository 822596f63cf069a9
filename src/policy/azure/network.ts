import type { GraphResource, Value } from "../../graph/graph";
import { isEverybody, liesWithin } from "../addresses";
import { atLeast, is, isSet, where } from "../conditions";
import type { PolicyGraph } from "../query";
import { each, perResource, type Rule } from "../rule";
import { itemsOf, listOf, plain, plainOf, readIn } from "../values";
import { AZURE } from "./types";

/** HTTP and HTTPS: what the load balancer answers to. */
const WEB_PORTS = ["80", "443"];
const LOAD_BALANCER = "Microsoft.ServiceNetworking/trafficControllers";
/** CIS Azure Foundations 6.0, 7.8. */
const FLOW_DAYS = 90;

export const NETWORK_RULES: readonly Rule[] = [
  {
    id: "Z41",
    title: "every subnet has a security group, and no way out but the stack's own",
    why: "without a group everything may reach everything; Azure's default way out has an address that is not the stack's",
    reference: "Azure Policy e71308d3, 7bca8353, CIS 7.11",
    severity: "high",
    check: each(
      perResource(AZURE.subnet, where({ defaultOutboundAccess: is(false) })),
      perResource(AZURE.subnet, where({ "networkSecurityGroup.id": isSet }), holdsMachines),
    ),
  },
  {
    id: "Z42",
    title: "the internet gets in through the load balancer's web ports alone",
    why: "everything else is for administrators and services, who are inside the network",
    reference: "CIS 7.1-7.4",
    severity: "high",
    check: each(
      perResource(AZURE.securityGroup, (group, graph) => judgeAll(listOf(group, "securityRules"), graph)),
      perResource(AZURE.securityRule, (rule, graph) => judgeAll([rule.inputs], graph)),
    ),
  },
  {
    id: "Z43",
    title: "flow logs record the traffic of every network, for 90 days",
    why: "without them an incident can't be traced",
    reference: "Azure Policy 4c3c6c5f, 27960feb, 2f080164, CIS 6.1.1.6, 7.8",
    severity: "medium",
    check: each(
      perResource(
        AZURE.flowLog,
        where({
          enabled: is(true),
          "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.enabled": is(true),
          "retentionPolicy.enabled": is(true),
          "retentionPolicy.days": atLeast(FLOW_DAYS),
        }),
      ),
      perResource(AZURE.network, isRecorded),
      perResource(AZURE.flowLog, keepsItsRules),
    ),
  },
  {
    id: "Z46",
    title: "public addresses are closed until a rule opens them, and in named zones",
    why: "Basic ones are open at first, and leave Azure",
    reference: "Azure Policy 682e4ab9",
    severity: "medium",
    check: perResource(AZURE.address, where({ "sku.name": is("Standard"), zones: isSet })),
  },
];

/** A service that has a subnet for itself guards it by itself, and some refuse a group. */
function holdsMachines(subnet: GraphResource): boolean {
  return listOf(subnet, "delegations").length === 0;
}

function isRecorded(network: GraphResource, graph: PolicyGraph): boolean | string {
  return graph.referring(AZURE.flowLog, "targetResourceId", network).length > 0 || "nothing records it";
}

/** Azure ends old files by a rule of the account, and each time writes over all others (terraform-provider-azurerm issue 6935). */
function keepsItsRules(log: GraphResource, graph: PolicyGraph): boolean | string {
  const accounts = graph.referred(log, "storageId", AZURE.storageAccount);
  const others = accounts.flatMap((account) => graph.referring(AZURE.lifecycle, "accountName", account));
  return others.length === 0 || "its account has rules of age of somebody else's";
}

function judgeAll(rules: readonly Value[], graph: PolicyGraph): boolean | string {
  const targets = graph.ofType(AZURE.subnet).filter(belongsToLoadBalancer).map(rangeOf);
  const open = rules.filter(letsEverybodyIn).find((rule) => !leadsToWeb(rule, targets));
  return open === undefined || `${String(plain(readIn(open, "name"), "name") ?? "a rule")} is open to all`;
}

const rangeOf = (subnet: GraphResource): string => String(plainOf(subnet, "addressPrefix"));
const belongsToLoadBalancer = (subnet: GraphResource): boolean =>
  listOf(subnet, "delegations").some((one) => plain(readIn(one, "serviceName"), "serviceName") === LOAD_BALANCER);

/** One value or several: Azure has an input for each. */
function textsIn(rule: Value, one: string, several: string): readonly string[] {
  const single = readIn(rule, one);
  const values = [...(single === undefined ? [] : [single]), ...itemsOf(readIn(rule, several), several)];
  return values.map((value) => String(plain(value, one)));
}

function letsEverybodyIn(rule: Value): boolean {
  const allows = plain(readIn(rule, "access"), "access") === "Allow";
  if (!allows || plain(readIn(rule, "direction"), "direction") !== "Inbound") return false;
  const sources = textsIn(rule, "sourceAddressPrefix", "sourceAddressPrefixes");
  const machines = itemsOf(readIn(rule, "sourceApplicationSecurityGroups"), "sourceApplicationSecurityGroups");
  if (sources.length === 0) return machines.length === 0;
  return sources.some((source) => isEverybody(source) || ["Internet", "Any"].includes(source));
}

function leadsToWeb(rule: Value, targets: readonly string[]): boolean {
  const ports = textsIn(rule, "destinationPortRange", "destinationPortRanges");
  const ranges = textsIn(rule, "destinationAddressPrefix", "destinationAddressPrefixes");
  const inside = (range: string) => !isEverybody(range) && targets.some((outer) => liesWithin(range, outer));
  const speaksTcp = plain(readIn(rule, "protocol"), "protocol") === "Tcp";
  return speaksTcp && areAll(ports, (port) => WEB_PORTS.includes(port)) && areAll(ranges, inside);
}

const areAll = (items: readonly string[], holds: (item: string) => boolean) => items.length > 0 && items.every(holds);
