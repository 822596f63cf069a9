import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { keysAt } from "../../src/config/hints";
import { manifestsOf } from "../../src/plan/manifests";
import { graphOf } from "../graphs";
import { isObject } from "../kubernetes";
import { manifests } from "./in-process";

const ROOT = resolve(__dirname, "../..");
const CLI = ["--import", "tsx", "src/plan/manifests-cli.ts"];

describe("the manifests of a stack", () => {
  const directory = join(mkdtempSync(join(tmpdir(), "manifests-")), "prod");
  let result: Awaited<ReturnType<typeof manifests>>;
  beforeAll(async () => {
    // As the shared graphs are recorded: with every third party's key.
    const secrets = keysAt(["secrets"]).flatMap((key) => ["--set", `crm:secrets.${key}=canary`]);
    result = await manifests(["--stack", "prod", "--out", directory, ...secrets]);
  });
  const read = (folder: string) =>
    readdirSync(join(directory, folder))
      .sort()
      .map((file) => [file, readFileSync(join(directory, folder, file), "utf8")] as const);

  it("are written and nothing is said", () => {
    expect(result).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(readdirSync(directory).sort()).toEqual(["charts", "objects"]);
  });

  it("are all objects of the program, in its order, as it registers them", () => {
    const objects = graphOf({ tier: "production" }).resources.filter(
      (resource) => isObject(resource) && !resource.type.endsWith(":Release"),
    );
    const written = read("objects").map(([, text]) => parse(text) as { kind: string; metadata: { name: string } });
    expect(written.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(
      objects.map(({ inputs }) => `${String(inputs["kind"])} ${(inputs["metadata"] as { name: string }).name}`),
    );
    const plain = objects.filter(({ inputs }) => inputs["kind"] === "Deployment").map(({ inputs }) => inputs);
    expect(written.filter(({ kind }) => kind === "Deployment")).toEqual(plain);
  });

  it("read like Kubernetes' own", () => {
    const [name, text = ""] = read("objects").find(([file]) => file.includes("deployment-api")) ?? [];
    expect(name).toMatch(/^\d\d-deployment-api\.yaml$/);
    expect(text).toMatch(
      /^apiVersion: apps\/v1\nkind: Deployment\nmetadata:\n {2}name: api\n {2}namespace: crm\nspec:\n/,
    );
    expect(text).not.toMatch(/[&*]a\d/);
  });

  it("hold no secret", () => {
    expect(read("objects").concat(read("charts")).join()).not.toMatch(/canary|\[secret\]/);
  });

  it("say of each chart what installs the same", () => {
    const charts = Object.fromEntries(read("charts").map(([file, text]) => [file, parse(text) as object]));
    expect(charts["keda.yaml"]).toMatchObject({
      name: "keda",
      namespace: "keda",
      chart: "keda",
      version: "2.20.2",
      repository: "https://kedacore.github.io/charts",
    });
    expect(Object.keys(charts)).toContain("cluster-autoscaler.yaml");
  });

  it("are never mixed with what is there already", () => {
    const args = [...CLI, "--stack", "prod", "--out", directory];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: --out: .* is not empty; allowed: an empty directory, .*; fix: name another one\n$/);
  });
});

describe("manifests without a directory", () => {
  it("are all documents of a stack in one stream", async () => {
    const files = await manifestsOf({ stack: "dev", tier: "staging", set: ["crm:workloads=false"] });
    const kinds = files.map(({ yaml }) => (parse(yaml) as { kind?: string }).kind);
    expect(kinds).toEqual(expect.arrayContaining(["Namespace", "ClusterSecretStore", undefined]));
    // Without the CRM there is none of its objects.
    expect(kinds).not.toContain("Deployment");
  });

  it("tell what is wrong like the plan", async () => {
    const { status, stdout, stderr } = await manifests(["--set", "crm:images={}"]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: crm:images: names neither a tag nor digests/);
  });
});
