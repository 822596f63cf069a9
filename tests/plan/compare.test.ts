import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config/problem";
import { CLOUDS } from "../../src/conventions/clouds";
import { DEVIATIONS } from "../../src/ledger/deviations";
import { comparedPlans, uniqueWarnings } from "../../src/plan/compare";
import { comparisonTable } from "../../src/plan/compare-table";
import { judgedBy } from "../../src/plan/planned";
import type { Plan } from "../../src/plan/plan";
import { plan } from "./in-process";
import { PLAN } from "./sample";
import { colorsFor } from "../../src/plan/tree";

const PLAIN = colorsFor(null, true);
const AS_OF = "2026-12-01";

async function problemsOf(...args: Parameters<typeof comparedPlans>) {
  const error = await comparedPlans(...args).catch((thrown: unknown) => thrown);
  return error instanceof ConfigError ? error.problems.map(({ path, wrong }) => `${path}: ${wrong}`) : error;
}

describe("plans side by side", () => {
  it("are those of the single stacks, whatever the process has planned before, without their resources", async () => {
    const { status, stdout } = await plan(["--compare", "clouds", "--format", "json"]);
    expect(status).toBe(0);
    const { schemaVersion, compare } = JSON.parse(stdout) as Record<string, unknown> & { compare: Partial<Plan>[] };
    expect([schemaVersion, compare.map(({ cloud }) => cloud)]).toEqual([1, [...CLOUDS]]);
    const last = CLOUDS.at(-1) ?? "";
    const single = JSON.parse((await plan(["--cloud", last, "--format", "json"])).stdout) as Plan;
    const { resources, cost, ...others } = single;
    // What could be had for less is looked for where one stack is planned.
    const { suggestions, ...bill } = cost;
    expect(suggestions?.length).toBeGreaterThan(0);
    expect(resources.length).toBeGreaterThan(100);
    expect(compare.at(-1)).toEqual({ ...others, cost: bill });
  });

  it("are a column for each tier of the cloud that was asked for, in a file without colours", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "compare-")), "tiers.txt");
    const { status, stdout, stderr } = await plan(["--compare", "tiers", "--cloud", "azure", "--out", file]);
    expect([status, stdout]).toEqual([0, ""]);
    const lines = readFileSync(file, "utf8").split("\n");
    expect(lines[0]).toBe("sequelstring-crm / dev  azure eastus2  tiers side by side");
    expect(lines[2]?.trim().split(/ +/)).toEqual(["dev", "staging", "production", "enterprise"]);
    expect(lines[3]).toMatch(/^ {2}resources( +\d{3}){4}$/);
    expect(lines.join(" ")).toContain("The stack is in eastus2");
    expect(lines.find((line) => line.startsWith("  cdn "))).toMatch(/^ {2}cdn +- +- +Front Door .+Front Door /);
    // Nothing that was wrong with several plans is said of each of them.
    const warnings = stderr.trimEnd().split("\n");
    expect(warnings.length).toBeGreaterThan(0);
    expect(new Set(warnings).size).toBe(warnings.length);
    expect(stderr.match(/crm:azure\.subscriptionId/g)).toHaveLength(1);
  });

  it("refuse what can't be compared", async () => {
    expect(await plan(["--compare", "regions"])).toEqual({
      status: 2,
      stdout: "",
      stderr: "error: option '--compare <what>' argument 'regions' is invalid. Allowed choices are clouds, tiers.\n",
    });
    const contradiction = { stack: "dev", assignments: ["crm:owner=me", "crm:cloud=gcp"] };
    expect(await problemsOf("clouds", contradiction, judgedBy(AS_OF))).toEqual([
      "crm:cloud: is what --compare clouds goes through, and was set to one value, too",
    ]);
  });

  it("say what is wrong in any column, each thing once, and in which", async () => {
    const both = { stack: "dev", assignments: ["crm:gcp.region=mars", "crm:alertEmail=nobody"] };
    expect(await problemsOf("clouds", both, judgedBy(AS_OF))).toEqual([
      'crm:alertEmail: "nobody" is not accepted',
      'crm:gcp.region: "mars" is not accepted',
    ]);
    const phased = await problemsOf("tiers", { stack: "prod", assignments: ["crm:phase=mvp"] }, judgedBy(AS_OF));
    const named = (tier: string): unknown =>
      expect.stringMatching(`^crm:phase: mvp .* over ${tier} \\(with crm:tier=${tier}\\)$`);
    expect(phased).toEqual(["dev", "staging", "enterprise"].map(named));
  });
});

/** The parts of a plan that the table reads. */
const column = (cloud: Plan["cloud"], tier: Plan["tier"], services: Readonly<Record<string, string>>) =>
  ({
    ...PLAN,
    ...{ project: "crm", stack: "x", region: `${cloud}-1`, cloud, tier, phase: null },
    resources: [{ custom: true }, { custom: false }, { custom: true }],
    capabilities: Object.entries(services).map(([capability, service]) => ({ capability, service })),
    warnings: [
      { path: "crm:all", message: "is old" },
      { path: `crm:${cloud}`, message: "is old" },
    ],
  }) as unknown as Plan;

const idsOf = (capability: string, cloud: Plan["cloud"]) =>
  DEVIATIONS.filter((entry) => entry.capability === capability && entry.clouds.includes(cloud)).map(({ id }) => id);

describe("the table", () => {
  const aws = column("aws", "dev", { registry: "ECR", identity: "Pod Identity" });
  const gcp = column("gcp", "dev", { registry: "Artifact Registry", identity: "Workload Identity", dns: "Cloud DNS" });

  it("has a capability in a row, what the ledger says of it on each cloud below, and no row of what nobody has", () => {
    const lines = comparisonTable("clouds", [aws, gcp], PLAIN, 90).split("\n");
    const at = (start: string) => lines.findIndex((line) => line.startsWith(start));
    const row = (start: string) => lines[at(start)]?.trim().split(/ {2,}/);
    expect(lines[0]).toBe("crm / x  dev  clouds side by side");
    expect(lines[2]?.trim().split(/ {2,}/)).toEqual(["aws aws-1", "gcp gcp-1"]);
    expect(row("  resources")).toEqual(["resources", "2", "2"]);
    expect(row("  cost a month")).toEqual(["cost a month", "$2,311", "$2,311"]);
    expect(row("  budget")).toEqual(["budget", "$2,500 with others", "$2,500 with others"]);
    expect(row("  findings")).toEqual(["findings", "none", "none"]);
    expect(row("  region lost")).toEqual(["region lost", "database lost", "database lost"]);
    expect(row("  first update")).toEqual(["first update", "29 min", "29 min"]);
    expect(row("  registry")).toEqual(["registry", "ECR", "Artifact Registry"]);
    expect(lines[at("  registry") + 1]?.trim().split(/ {2,}/)).toEqual(["deviations", "-", "gcp-registry-one"]);
    // The ledger has no entry for identities on either cloud.
    expect(lines[at("  identity") + 1]).toBe("");
    expect(row("  dns")).toEqual(["dns", "-", "Cloud DNS"]);
    expect(lines[at("  dns") + 1]).toMatch(/deviations +- {2,}two-dns, /);
    expect(row("  account")).toEqual(["account", "-", ...idsOf("account", "gcp")]);
    expect(at("  network")).toBe(-1);
  });

  it("says once what the ledger says of all columns", () => {
    const tiers = [aws, column("aws", "staging", { registry: "ECR", cdn: "CloudFront" })];
    const text = comparisonTable("tiers", [...tiers, column("aws", "production", { cdn: "CloudFront" })], PLAIN, 120);
    expect(text).toMatch(/^crm \/ x {2}aws aws-1 {2}tiers side by side\n\n +dev +staging +production\n/);
    expect(text).toMatch(/\n {2}cdn +- +CloudFront +CloudFront\n +deviations +- +two-cdns +two-cdns\n/);
    expect(text.trimEnd()).toMatch(/\n {2}account +all: -$/);
  });

  it("is as wide as the terminal, and cuts no word and no entry where that is too narrow", () => {
    const words = "one two three four five six seven eight nine ten eleven twelve thirteen";
    const long = `${"x".repeat(50)}.example.com`;
    const edges = CLOUDS.map((cloud) => column(cloud, "dev", { edge: words, secrets: words }));
    const widest = (width: number, plans: readonly Plan[]) => {
      const lines = comparisonTable("clouds", plans, PLAIN, width).split("\n");
      return Math.max(...lines.map((line) => line.length));
    };
    for (const width of [120, 160]) {
      expect(widest(width, edges)).toBeLessThanOrEqual(width);
      expect(widest(width, edges)).toBeGreaterThan(width * 0.85);
    }
    const narrow = comparisonTable("clouds", [...edges, column("aws", "dev", { dns: long })], PLAIN, 40);
    expect(narrow).toContain(long);
    expect(narrow).not.toContain("…");
    for (const cloud of CLOUDS) for (const id of idsOf("edge", cloud)) expect(narrow).toContain(id);
  });
});

it("warnings of several plans are said once", () => {
  const plans = [column("aws", "dev", {}), column("gcp", "dev", {})];
  expect(uniqueWarnings(plans).map(({ path }) => path)).toEqual(["crm:all", "crm:aws", "crm:gcp"]);
});
