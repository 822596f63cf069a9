import { describe, expect, it } from "vitest";
import { colorsFor, treeOf, warningLines } from "../../src/plan/tree";
import { PLAN } from "./sample";

const PLAIN = colorsFor(null, true);
describe("the tree", () => {
  it("begins with the verdict, has a line for every capability, which add up, and every output by its path", () => {
    expect(treeOf(PLAN, PLAIN)).toBe(`crm / dev  aws us-east-1  production (mvp)  3 resources

  Cost          $2,311 a month with third parties, $189 (8 %) left of the budget of $2,500
  Security      no finding of 117 rules
  Recovery      nothing is promised
  Availability  nothing is promised
  First update  about 29 minutes

  network  10.0.0.0/16                                   1
  cluster  EKS 1.35                                      1
  others   providers, and what the whole account shares  1

For 1,000 users, 20,000 phone calls, 30,000,000 API calls and 500 GB of recordings a month; at the peak 120 a second.
Promised: no availability, no copies in another region; budget $1,980 a month for everything.

Cost: $2,191 a month for cloud and database, $120 for third parties. Most of it:
  database  mongodb-atlas/cluster/aws.M30           $394  17 %
  cache     aws/elasticache-valkey/cache.r6g.large  $120   5 %
  List prices of us-east-1.
  not priced: crm-vpc: nobody knows

117 rules: 116 hold, 0 not asked, no findings

Recovery: how long it is away, and how much of the past is lost
      zone lost  region lost  deleted
Availability of a request's path: no SLA, nothing promised
  nothing is on the path

A first update takes about 28.6 minutes.

Stack outputs
  cluster    eks
  hosts.app  app.example.com
  ids.0      a
  ids.1      b
`);
  });

  it("plays the loss of the region through where copies are promised", () => {
    const promised = { ...PLAN, contract: { ...PLAN.contract, drLevel: "copies" as const } };
    expect(treeOf(promised, PLAIN)).toContain(`If us-east-1 is lost: 2 resources are gone, 1 remain
  critical  loses 1 min at most  back after 195 min
  high      loses 24 h at most   back after 2 h      lost for good: cache
  medium
  low                                                lost for good: objects

A first update`);
    expect(treeOf(PLAN, PLAIN)).not.toContain("resources are gone");
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
