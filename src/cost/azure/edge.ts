import type { GraphResource } from "../../graph/graph";
import { AZURE } from "../../policy/azure/types";
import { listOf } from "../../policy/values";
import { billed, type Charge, type CostContext, type Costs, hourly, HOURS, monthly, stepped } from "../estimator";
import type { Usage } from "../usage";
import { meaningOf, nameOf } from "./read";

const MILLION = 1_000_000;

/** Of one capacity unit, in connections and Mbit/s (Application Gateway for Containers, understanding pricing). */
const UNIT = { connections: 2_500, mbps: 2.22 } as const;
const MBIT_PER_GB = 8_000;
const SECONDS_PER_HOUR = 3_600;

/** Of the month's average, and one at least. Connections stay open for a second or so: there is one per request. */
export function capacityUnits({ edgeGb, apiCalls }: Usage): number {
  const seconds = HOURS * SECONDS_PER_HOUR;
  const throughput = (edgeGb * MBIT_PER_GB) / seconds / UNIT.mbps;
  return Math.max(1, Math.ceil(throughput), Math.ceil(apiCalls / seconds / UNIT.connections));
}

const balancerCharges = (_balancer: GraphResource, { usage }: CostContext): readonly Charge[] => {
  const units = capacityUnits(usage);
  return [
    hourly("application gateway", "azure/application-gateway-for-containers/resource"),
    hourly(`${units} capacity units`, "azure/application-gateway-for-containers/capacity-unit", units),
  ];
};

/** The firewall is paid by the hour once, and by request once for each managed set of rules (same source). */
function firewallCharges(link: GraphResource, { graph, usage }: CostContext): readonly Charge[] {
  const policies = graph.referred(link, "wafPolicy.id", AZURE.originFirewall);
  const sets = policies.flatMap((policy) => listOf(policy, "managedRules.managedRuleSets")).length;
  const requests = (usage.apiCalls / MILLION) * sets;
  return [
    hourly("web application firewall", "azure/application-gateway-for-containers/waf"),
    monthly(`requests judged by ${sets} sets`, "azure/application-gateway-for-containers/waf-requests", requests),
  ];
}

const CDN_EDITIONS = { Standard_AzureFrontDoor: "standard", Premium_AzureFrontDoor: "premium" } as const;

/** GB of the first step of Front Door's price, in the zone that North America is in. */
const FIRST_STEP_GB = 10_000;
const REQUESTS = 10_000;

function cdnCharges(profile: GraphResource, { usage }: CostContext): readonly Charge[] {
  const edition = meaningOf<"standard" | "premium">(CDN_EDITIONS, nameOf(profile, "sku.name"), "the edition");
  return [
    monthly(`Front Door, ${edition}`, `azure/front-door/${edition}.base`),
    ...stepped("assets to the internet", usage.cdnGb, [
      [FIRST_STEP_GB, "azure/front-door/standard.egress-first-10tb"],
      [Infinity, "azure/front-door/standard.egress-next-40tb"],
    ]),
    monthly("requests for assets", `azure/front-door/${edition}.requests`, usage.cdnRequests / REQUESTS),
  ];
}

/** Only the classic edition sells its firewall apart: a stack's own rules are part of the others (Front Door, billing). */
function cdnFirewallCharges(policy: GraphResource, { usage }: CostContext): readonly Charge[] {
  if (nameOf(policy, "sku.name") !== "Classic_AzureFrontDoor")
    return [monthly("firewall, part of Front Door", "azure/front-door/waf-policy.standard", 0)];
  const rules = listOf(policy, "customRules.rules").length;
  return [
    monthly("firewall of the CDN", "azure/front-door/waf-policy.standard"),
    monthly(`${rules} rules`, "azure/front-door/waf-custom-rule", rules),
    monthly("requests judged", "azure/front-door/waf-requests", usage.cdnRequests / MILLION),
  ];
}

const frontend = () => [hourly("frontend", "azure/application-gateway-for-containers/frontend")];
const association = () => [
  hourly("association with the network", "azure/application-gateway-for-containers/association"),
];

export const EDGE_COSTS: Costs = {
  [AZURE.balancer]: billed(balancerCharges),
  "azure-native:servicenetworking:FrontendsInterface": billed(frontend),
  "azure-native:servicenetworking:AssociationsInterface": billed(association),
  [AZURE.originFirewallLink]: billed(firewallCharges),
  "azure-native:cdn:Profile": billed(cdnCharges),
  [AZURE.cdnFirewall]: billed(cdnFirewallCharges),
};
