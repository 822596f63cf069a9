import { listOf, plainOf } from "../../policy/values";
import { billed, type Costs, type Estimator, free, monthly, stepped } from "../estimator";

/** One answer in twenty is not in the cache: assets carry their content's hash in their name. */
const MISSES = 0.05;

const firewall: Estimator = (resource, { usage }) => {
  const requests = plainOf(resource, "type") === "CLOUD_ARMOR_EDGE" ? usage.cdnRequests : usage.apiCalls;
  const rules = listOf(resource, "rules").length;
  return [
    monthly("policy", "gcp/cloud-armor/policy"),
    monthly(`${rules} rules`, "gcp/cloud-armor/rule", rules),
    monthly("requests", "gcp/cloud-armor/requests", requests / 1e6),
  ];
};

const cdn: Estimator = (resource, { usage }) => {
  if (plainOf(resource, "enableCdn") !== true) return [];
  return [
    ...stepped("assets to visitors", usage.cdnGb, [
      [10_240, "gcp/cloud-cdn/cache-egress.na-first-10tb"],
      [Infinity, "gcp/cloud-cdn/cache-egress.na-10-150tb"],
    ]),
    monthly("requests", "gcp/cloud-cdn/lookups", usage.cdnRequests / 1e4),
    monthly("assets into the cache", "gcp/cloud-cdn/cache-fill.na", usage.cdnGb * MISSES),
  ];
};

export const EDGE: Costs = {
  "gcp:compute/securityPolicy:SecurityPolicy": billed(firewall),
  "gcp:compute/backendBucket:BackendBucket": billed(cdn),
  ...free(
    "part of a load balancer, which is paid by its forwarding rules",
    "gcp:compute/sSLPolicy:SSLPolicy",
    "gcp:compute/targetHttpProxy:TargetHttpProxy",
    "gcp:compute/targetHttpsProxy:TargetHttpsProxy",
    "gcp:compute/uRLMap:URLMap",
  ),
  ...free(
    "the first hundred certificates of a project are free",
    "gcp:certificatemanager/certificate:Certificate",
    "gcp:certificatemanager/certificateMap:CertificateMap",
    "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry",
    "gcp:certificatemanager/dnsAuthorization:DnsAuthorization",
  ),
};
