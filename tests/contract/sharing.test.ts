import { describe, expect, it } from "vitest";
import type { Graph, GraphResource } from "../../src/graph/graph";
import { graphOf } from "../graphs";

/** Types of which an account (or a region of it, or a zone) has exactly one, whoever makes it. */
const SINGLETONS = [
  "aws:iam/serviceLinkedRole:ServiceLinkedRole",
  "aws:ebs/encryptionByDefault:EncryptionByDefault",
  "cloudflare:index/zoneSetting:ZoneSetting",
  "cloudflare:index/ruleset:Ruleset",
  "cloudflare:index/argoTieredCaching:ArgoTieredCaching",
  "cloudflare:index/tieredCache:TieredCache",
];

/** Inputs by which a service tells resources of one account apart. */
const NAMES = ["name", "bucket", "replicationGroupId", "domainName", "policyName", "dashboardName", "nodeGroupName"];

/** Unique inside something that belongs to one stack: its cluster, its bucket, its project, its zone. */
const SCOPED =
  /^(aws:eks\/|aws:s3\/bucket[A-Z]|aws:route53\/record|mongodbatlas:(?!index\/project:)|cloudflare:|kubernetes:)/;

const singletonsOf = ({ resources }: Graph) => resources.filter(({ type }) => SINGLETONS.includes(type));

function namesOf({ resources }: Graph): readonly string[] {
  return resources.flatMap(({ type, inputs }: GraphResource) =>
    SCOPED.test(type)
      ? []
      : NAMES.flatMap((key) =>
          typeof inputs[key] === "string" ? [`${type} ${inputs[key]} ${String(inputs["region"] ?? "")}`] : [],
        ),
  );
}

describe("two stacks of one account and zone", () => {
  const [dev, staging, prod] = [
    graphOf({ tier: "dev" }),
    graphOf({ tier: "staging" }),
    graphOf({ tier: "production" }),
  ];

  it("leave what exists once to the stack that owns it", () => {
    expect(singletonsOf(dev)).toEqual([]);
    expect(singletonsOf(staging)).toEqual([]);
    expect(singletonsOf(prod).length).toBeGreaterThan(0);
  });

  it.each([
    ["dev", "prod", dev, prod],
    ["dev", "staging", dev, staging],
    ["staging", "prod", staging, prod],
  ])("%s and %s share no name", (_a, _b, one, other) => {
    const taken = new Set(namesOf(one));
    expect(taken.size).toBeGreaterThan(20);
    expect(namesOf(other).filter((name) => taken.has(name))).toEqual([]);
  });

  it("use hosts of their own, one label below the zone", () => {
    const hosts = [dev, staging, prod].flatMap(({ outputs }) =>
      Object.values(outputs["hosts"] as Record<string, string>),
    );
    expect(new Set(hosts).size).toBe(hosts.length);
    for (const host of hosts) expect(host.split(".")).toHaveLength(3);
  });
});
