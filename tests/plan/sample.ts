import type { Plan } from "../../src/plan/plan";

const resource = (urn: string, custom: boolean) => ({ urn, custom }) as Plan["resources"][number];

/** A small plan, in which each part says something. */
export const PLAN: Plan = {
  schemaVersion: 1,
  project: "crm",
  stack: "dev",
  cloud: "aws",
  tier: "production",
  phase: "mvp",
  region: "us-east-1",
  drRegion: "us-west-2",
  resources: [resource("stack", false), resource("provider", true), resource("vpc", true), resource("cluster", true)],
  outputs: { cluster: "eks", hosts: { app: "app.example.com" }, ids: ["a", "b"] },
  contract: {
    users: 1_000,
    phoneCalls: 20_000,
    apiCalls: 30_000_000,
    peakRps: 120,
    recordingsGb: 500,
    availability: null,
    budget: 1_980,
    budgetScope: "total",
    drLevel: "none",
    recoveryTargets: null,
    pods: {
      frontend: { min: 1, max: 2 },
      api: { min: 1, max: 2 },
      worker: { min: 1, max: 2 },
      scheduler: { min: 1, max: 1 },
    },
    thirdParties: [],
  },
  capabilities: [
    { capability: "network", hosting: "managed", service: "10.0.0.0/16", resources: ["vpc"], note: null },
    { capability: "cluster", hosting: "managed", service: "EKS 1.35", resources: ["cluster"], note: null },
  ],
  warnings: [],
  cost: {
    currency: "USD",
    platform: 2_191.4,
    thirdParty: 120,
    budget: 2_500,
    budgetScope: "total",
    compared: 2_311.4,
    drivers: [
      { group: "database", what: "mongodb-atlas/cluster/aws.M30", monthly: 394.2, share: 17 },
      { group: "cache", what: "aws/elasticache-valkey/cache.r6g.large", monthly: 120.3, share: 5 },
    ],
    notes: ["List prices of us-east-1."],
    lines: [],
    unpriced: [{ urn: "urn::crm-vpc", type: "aws:ec2/vpc:Vpc", reason: "nobody knows" }],
    billable: 2,
  },
  policy: { rules: 117, passed: 116, notApplicable: [], exempted: [], findings: [] },
  recovery: [],
  availability: { target: null, achieved: null, meets: true, parts: [], arithmetic: "nothing is on the path" },
  timeline: { minutes: 28.6, criticalPath: [], steps: [], forced: null, advice: [], unknownTypes: [] },
};
