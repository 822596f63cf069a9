import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph";
import { settingsOf } from "../../src/plan/settings";
import { type RecordedStack, recordStack } from "../../src/plan/stack";
import { readStackFile } from "../../src/plan/stack-file";
import { warningsOf } from "../../src/plan/warnings";
import { graphOf } from "../graphs";
import { named, objectsOf, templateOf } from "../kubernetes";

const record = (...assignments: readonly string[]) =>
  recordStack("prod", settingsOf(readStackFile("prod"), assignments), "resolved");

describe("crm:workloads: false", () => {
  let whole: Graph;
  let without: Graph;
  beforeAll(async () => {
    whole = (await record()).graph;
    without = (await record("crm:workloads=false")).graph;
  });

  it("leaves out the CRM and nothing else", () => {
    const isCrm = ({ urn }: { readonly urn: string }) => urn.includes("crm-workloads");
    expect(whole.resources.filter(isCrm).length).toBeGreaterThan(30);
    expect(JSON.stringify(without.resources)).toBe(JSON.stringify(whole.resources.filter((one) => !isCrm(one))));
    expect(without.outputs).toEqual(whole.outputs);
  });

  it("needs no image", async () => {
    const { graph } = await record("crm:workloads=false", "crm:images={}");
    expect(graph.resources).toEqual(without.resources);
  });
});

describe("a third party's key that is not set", () => {
  let bare: RecordedStack;
  beforeAll(async () => {
    bare = await record("crm:secrets.openaiApiKey=sk-canary");
  });

  it("is listed in the plan as missing", () => {
    const missing = warningsOf(bare.config, "2026-11-25").filter(({ message }) =>
      message.includes("without the feature"),
    );
    expect(missing.map(({ path }) => path)).toContain("crm:secrets.sendgridApiKey");
    expect(missing.map(({ path }) => path)).not.toContain("crm:secrets.openaiApiKey");
  });

  it("turns its feature off, and never becomes an empty secret", () => {
    const worker = named(objectsOf(bare.graph, "Deployment"), "worker");
    const env = worker ? templateOf(worker).spec.containers[0].env.map(({ name }) => name) : [];
    expect(env).toContain("OPENAI_API_KEY");
    expect(env).not.toContain("SENDGRID_API_KEY");
    const fetched = JSON.stringify(objectsOf(bare.graph, "ExternalSecret"));
    expect(fetched).toContain("/openaiApiKey");
    expect(fetched).not.toMatch(/sendgrid|twilio|newsApi|datadog/i);
    expect(JSON.stringify(bare.graph)).not.toContain("sk-canary");
  });
});

describe("images from a registry that exists already", () => {
  it("are taken from there by tag or digest", async () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const { graph } = await record(
      "crm:images.repository=registry.example.com/crm",
      `crm:images.digests={"api":"${digest}"}`,
    );
    const images = objectsOf(graph, "Deployment").map((deployment) => templateOf(deployment).spec.containers[0].image);
    expect(images).toEqual([
      "registry.example.com/crm/frontend:1.0.0",
      `registry.example.com/crm/api@${digest}`,
      "registry.example.com/crm/worker:1.0.0",
      "registry.example.com/crm/scheduler:1.0.0",
    ]);
  });
});

describe("another version of the images", () => {
  it("runs the migration again, and once", async () => {
    const [before] = objectsOf(graphOf({ tier: "production" }), "Job");
    const [after] = objectsOf((await record("crm:images.tag=1.0.1")).graph, "Job");
    expect(after?.urn).toBe(before?.urn);
    expect(after?.metadata.name).not.toBe(before?.metadata.name);
  });
});

describe("an operator's own sizes of pods", () => {
  it("reach autoscaler, quota and pods", async () => {
    const { graph } = await record("crm:pods.api.max=22", "crm:pods.api.rules.cpu=60", "crm:pods.worker.memory=2048");
    expect(named(objectsOf(graph, "ScaledObject"), "api")?.spec).toMatchObject({
      maxReplicaCount: 22,
      triggers: [{ metadata: { value: "60" } }, {}],
    });
    const worker = named(objectsOf(graph, "Deployment"), "worker");
    expect(worker && templateOf(worker).spec.containers[0].resources.requests["memory"]).toBe("2048Mi");
    expect(objectsOf(graph, "ResourceQuota")[0]?.spec["hard"]).toMatchObject({ pods: "91" });
  });
});
