import { describe, expect, it } from "vitest";
import { contractOf } from "../../stacks";
import { AWS_VARIANTS, graphOf, nameOfVariant } from "../graphs";

describe.each(AWS_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = graphOf(variant);

  it("keeps the monitoring agent from putting containers of its own into the CRM's pods", () => {
    const addon = graph.resources.find(({ name }) => name.endsWith("-addon-amazon-cloudwatch-observability"));
    expect(addon === undefined).toBe(!contractOf(variant.tier, variant.phase ?? null).enhancedMonitoring);
    if (addon !== undefined)
      expect(JSON.parse(String(addon.inputs["configurationValues"]))).toEqual({
        manager: { applicationSignals: { autoMonitor: { monitorAllServices: false } } },
      });
  });

  it("lets what binds pods to the load balancer change the stack's own targets, and nothing else", () => {
    const [policy] = graph.resources.filter(({ name, type }) => {
      return name === "crm-edge-controller-role" && type === "aws:iam/rolePolicy:RolePolicy";
    });
    const { Statement } = JSON.parse(String(policy?.inputs["policy"])) as {
      Statement: { Action: string[]; Resource: string }[];
    };
    const changing = Statement.filter(({ Action }) => !Action.every((action) => action.includes(":Describe")));
    expect(changing).toMatchObject([
      {
        Action: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
        Resource: "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/*",
        Condition: { StringEquals: { "aws:ResourceTag/stack": graph.stack } },
      },
    ]);
  });
});
