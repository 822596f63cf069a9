import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/plan/plan";
import { colorsFor, treeOf, warningLines } from "../../src/plan/tree";

const PLAIN = colorsFor(null, true);
const resource = (urn: string, custom: boolean) => ({ urn, custom }) as Plan["resources"][number];

const PLAN: Plan = {
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
};

describe("the tree", () => {
  it("has a line for every capability, which add up, and every output by its path", () => {
    expect(treeOf(PLAN, PLAIN)).toBe(`crm / dev  aws us-east-1  production (mvp)  3 resources

  network  10.0.0.0/16                                   1
  cluster  EKS 1.35                                      1
  others   providers, and what the whole account shares  1

For 1,000 users, 20,000 phone calls, 30,000,000 API calls and 500 GB of recordings a month; at the peak 120 a second.
Promised: no availability, no copies in another region; budget $1,980 a month for everything.

Stack outputs
  cluster    eks
  hosts.app  app.example.com
  ids.0      a
  ids.1      b
`);
  });

  it("is coloured on a terminal only, and not where that is unwanted", () => {
    const terminal = { isTTY: true };
    const { NO_COLOR, TERM } = process.env;
    process.env["TERM"] = "xterm";
    expect(treeOf(PLAN, colorsFor(terminal, true))).toContain("\u001b[");
    expect(treeOf(PLAN, colorsFor({ isTTY: false }, true))).not.toContain("\u001b");
    expect(treeOf(PLAN, colorsFor(terminal, false))).not.toContain("\u001b");
    process.env["NO_COLOR"] = "1";
    expect(treeOf(PLAN, colorsFor(terminal, true))).not.toContain("\u001b");
    Object.assign(process.env, { TERM: TERM ?? "", NO_COLOR: NO_COLOR ?? "" });
  });
});

it("warnings that say the same share a line", () => {
  const warnings = [
    { path: "crm:a", message: "is not set" },
    { path: "crm:b", message: "is old" },
    { path: "crm:c", message: "is not set" },
  ];
  expect(warningLines(warnings, PLAIN)).toBe("warning: crm:a, crm:c: is not set\nwarning: crm:b: is old\n");
});
