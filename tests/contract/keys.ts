import type { Shows } from "../clouds/cloud";

const DIGEST = `sha256:${"a".repeat(64)}`;

/** Keys of the configuration that every cloud has, by path, and where each shows. */
export const KEYS: Readonly<Record<string, Shows>> = {
  owner: { value: "sre-team", in: /./, as: "sre-team" },
  hostSuffix: { value: "-blue", in: /^crm-cloudflare-app$/, as: "app-blue." },
  adminCidrs: { value: '["203.0.113.0/24"]', in: /^crm-cluster-/, as: "203.0.113.0/24" },
  budgetStart: { value: "2027-01-01", in: /^crm-budget-monthly$/, as: "2027-01-01" },
  alertEmail: { value: "someone@sequelstring.com", in: /^crm-monitoring-/, as: "someone@sequelstring.com" },
  "atlas.orgId": { value: "32b6e34b3d91647abb20e7b8", in: /^crm-database-project$/, as: "32b6e34b3d91647abb20e7b8" },
  "cloudflare.zoneId": { value: "2".repeat(32), in: /^crm-cloudflare-app$/, as: "2".repeat(32) },
  "cloudflare.zone": { value: "sequelstring.com", in: /^crm-cloudflare-app$/, as: ".sequelstring.com" },
  "cloudflare.plan": { value: "free", in: /^crm-cloudflare-rules-managed$/, as: null },
  "images.repository": {
    value: "registry.sequelstring.com/crm",
    in: /^crm-workloads-frontend-deployment$/,
    as: "registry.sequelstring.com/crm/frontend",
  },
  "images.tag": { value: "1.0.1", in: /^crm-workloads-frontend-deployment$/, as: "frontend:1.0.1" },
  "images.digests": { value: `{"api":"${DIGEST}"}`, in: /^crm-workloads-api-deployment$/, as: `api@${DIGEST}` },
  "economy.spotWorkers": { value: "true", in: /^crm-cluster-workers/, as: "spot" },
  pods: { value: '{"frontend":{"max":6}}', in: /^crm-workloads-frontend-autoscaler$/, as: '"maxReplicas":6' },
};

/** Keys by which parts of a stack are left out: `knobs.test.ts` says what is gone. */
export const SWITCHES = ["owns", "unprotect", "workloads", "secrets"] as const;

/** Where else it is shown what a key means. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  cloud: "clouds.test.ts",
  tier: "tiers.test.ts",
  phase: "phases are variants of every suite, and the golden inventories tell them apart",
  allowMove: "tests/placement",
  "economy.commitment": "tests/cost/commitment.test.ts: it changes prices only",
  "cloudflare.accountId": "nowhere: no resource of a zone names its account, so it only warns as a placeholder",
};
