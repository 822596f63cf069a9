import { beforeAll, describe, expect, it } from "vitest";
import { CLOUDS } from "../../src/conventions/clouds";
import type { GraphResource } from "../../src/graph/graph";
import { settingsOf } from "../../src/plan/settings";
import { type RecordedStack, recordStack } from "../../src/plan/stack";
import { readStackFile } from "../../src/plan/stack-file";
import { warningsOf } from "../../src/plan/warnings";
import { CLOUDS_BUILT } from "../clouds";
import { configOf, graphOf } from "../graphs";
import { named, objectsOf, templateOf } from "../kubernetes";

const DIGEST = `sha256:${"a".repeat(64)}`;

/** What an operator may set beside the tier, each visible in a place of its own. */
const OPTIONS = [
  "crm:secrets.openaiApiKey=sk-canary",
  "crm:images.repository=registry.example.com/crm",
  "crm:images.tag=1.0.1",
  `crm:images.digests={"api":"${DIGEST}"}`,
  "crm:pods.api.max=22",
  "crm:pods.api.rules.cpu=60",
  "crm:pods.worker.memory=2048",
  "crm:economy.spotWorkers=true",
];

describe.each(CLOUDS)("on %s", (cloud) => {
  const whole = graphOf({ cloud, tier: "production" });

  describe("crm:workloads: false", () => {
    const isCrm = ({ urn }: { readonly urn: string }) => urn.includes("crm-workloads");

    it("leaves out the CRM and nothing else, and needs no image", async () => {
      const { config, secretKeys, problems } = configOf({ cloud, tier: "production" });
      const without = { ...config, "crm:workloads": "false", "crm:images": "{}" };
      const { graph } = await recordStack("prod", { config: without, secretKeys, problems }, "resolved");
      expect(whole.resources.filter(isCrm).length).toBeGreaterThan(30);
      const rest = whole.resources.filter((one) => !isCrm(one) && !one.urn.includes("crm-registry"));
      const others = graph.resources.filter((one) => !one.urn.includes("crm-registry"));
      expect(JSON.stringify(others)).toBe(JSON.stringify(rest));
      expect(graph.outputs).toEqual(whole.outputs);
    });
  });

  describe("a stack with settings of its own", () => {
    let own: RecordedStack;
    beforeAll(async () => {
      const settings = settingsOf(readStackFile("prod"), [`crm:cloud=${cloud}`, ...OPTIONS]);
      own = await recordStack("prod", settings, "resolved");
    });
    const deployment = (service: string) => {
      const found = named(objectsOf(own.graph, "Deployment"), service);
      if (found === undefined) throw new Error(`there is no deployment of ${service}`);
      return templateOf(found).spec.containers[0];
    };

    it("lists a third party's key that is not set as missing", () => {
      const missing = warningsOf(own.config, "2026-11-25").filter(({ message }) =>
        message.includes("without the feature"),
      );
      expect(missing.map(({ path }) => path)).toContain("crm:secrets.sendgridApiKey");
      expect(missing.map(({ path }) => path)).not.toContain("crm:secrets.openaiApiKey");
    });

    it("turns that feature off, and never has an empty secret", () => {
      const env = deployment("worker").env.map(({ name }) => name);
      expect(env).toContain("OPENAI_API_KEY");
      expect(env).not.toContain("SENDGRID_API_KEY");
      const fetched = JSON.stringify(objectsOf(own.graph, "ExternalSecret"));
      expect(fetched).toContain(`${CLOUDS_BUILT[cloud].secrets.prefix("prod")}openaiApiKey`);
      expect(fetched).not.toMatch(/sendgrid|twilio|newsApi|datadog/i);
      expect(JSON.stringify(own.graph)).not.toContain("sk-canary");
    });

    it("takes its images from a registry that exists already, by tag or digest", () => {
      expect(["frontend", "api", "worker", "scheduler"].map((service) => deployment(service).image)).toEqual([
        "registry.example.com/crm/frontend:1.0.1",
        `registry.example.com/crm/api@${DIGEST}`,
        "registry.example.com/crm/worker:1.0.1",
        "registry.example.com/crm/scheduler:1.0.1",
      ]);
    });

    it("runs the migration of another version again, and once", () => {
      const [before] = objectsOf(whole, "Job");
      const [after, ...more] = objectsOf(own.graph, "Job");
      expect([after?.urn, more]).toEqual([before?.urn, []]);
      expect(after?.metadata.name).not.toBe(before?.metadata.name);
    });

    it("runs the workers, and nobody else, on machines that may be taken back", () => {
      const isSpot = ({ inputs }: GraphResource) => /"(SPOT|Spot)"|"spot":true/.test(JSON.stringify(inputs));
      const pools = own.graph.resources.filter(({ name }) => /^crm-cluster-(general|workers)/.test(name));
      const spot = pools.filter(isSpot).map(({ name }) => /general|workers/.exec(name)?.[0]);
      expect(new Set(spot)).toEqual(new Set(["workers"]));
      // What AKS taints them with, tolerated by the workers alone.
      const tolerates = (service: string) => {
        const found = named(objectsOf(own.graph, "Deployment"), service);
        return JSON.stringify(found && templateOf(found).spec).includes("scalesetpriority");
      };
      expect(["api", "worker"].map(tolerates)).toEqual([false, true]);
    });

    it("brings sizes of pods to autoscaler, quota and pods", () => {
      expect(named(objectsOf(own.graph, "ScaledObject"), "api")?.spec).toMatchObject({
        maxReplicaCount: 22,
        triggers: [{ metadata: { value: "60" } }, {}],
      });
      expect(deployment("worker").resources.requests["memory"]).toBe("2048Mi");
      expect(objectsOf(own.graph, "ResourceQuota")[0]?.spec["hard"]).toMatchObject({ pods: "91" });
    });
  });
});
