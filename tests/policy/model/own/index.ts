import { type Draft, resource, TAGS } from "../../builder";
import { KUBERNETES_MODEL } from "../kubernetes";

/** What our own rules look at beside the cluster: an index behind a private door, and what pods are told. */
const common = (protect: boolean): readonly Draft[] => [
  resource("pulumi:providers:cloudflare", "cloudflare", { apiToken: "[secret]" }),
  resource("crm:elastic:Search", "search-component"),
  resource(
    "ec:index/deploymentTrafficFilter:DeploymentTrafficFilter",
    "search-filter",
    { type: "gcp_private" },
    {
      parent: "search-component",
    },
  ),
  resource("ec:index/deployment:Deployment", "search-index", { tags: TAGS }, { parent: "search-component", protect }),
  resource("kubernetes:core/v1:ConfigMap", "settings", {
    data: { api: "https://api.example.com", tracing: "http://agent.tracing.svc:8126", search: "<search-index.host>" },
  }),
  resource("kubernetes:helm.sh/v3:Release", "chart", { values: { existingSecret: "key" } }),
];

/** For stacks in which other vendors' rules are asked, too. */
export const OWN_PART: readonly Draft[] = common(true);
/** A small stack that protects its data, in which all of our own rules hold. */
export const OWN_MODEL: readonly Draft[] = [...KUBERNETES_MODEL, ...OWN_PART];
/** The same of one that comes and goes. */
export const FLEETING_MODEL: readonly Draft[] = [...KUBERNETES_MODEL, ...common(false)];
