import { CLOUDFLARE } from "../../../src/policy/cloudflare/types";
import { KUBERNETES } from "../../../src/policy/kubernetes/types";
import { STATEFUL } from "../../../src/parity/vendors";
import { on, retyped, type Slips } from "./slip";

/** Those that can be made on every cloud. */
export const SLIPS_EVERYWHERE: Slips = {
  F51: on(CLOUDFLARE.setting, "crm-cloudflare-setting-ssl", (inputs) => ({ ...inputs, value: "full" })),
  F52: on(CLOUDFLARE.ruleset, "crm-cloudflare-rules-rate", () => null),
  F53: on(CLOUDFLARE.record, "crm-cloudflare-api", (inputs) => ({ ...inputs, proxied: false })),
  P56: on(KUBERNETES.deployment, "crm-workloads-api-deployment", retyped('"drop":["ALL"]', '"drop":[]')),
  P59: on(KUBERNETES.roleBinding, "crm-workloads-scheduler-access-role-binding", () => null),
  P60: on(KUBERNETES.networkPolicy, "crm-workloads-default-deny", () => null),
  P61: on(KUBERNETES.disruptionBudget, "crm-workloads-worker-budget", () => null),
  X01: (resource) => (resource.name === "crm-workloads-quota" ? { ...resource, provider: null } : resource),
  X03: on(KUBERNETES.deployment, "crm-workloads-api-deployment", retyped('"https://app.example.com"', '"[secret]"')),
  X04: (resource) =>
    resource.name.startsWith("crm-cache-") && resource.type in STATEFUL ? { ...resource, protect: false } : resource,
  X06: on(KUBERNETES.job, "crm-workloads-migration", retyped('"https://app.', '"http://app.')),
};
