import { contractOf, type PhaseName, type TierName } from "../../stacks";
import type { GraphResource } from "../../src/graph/graph";
import { classLosses } from "../../src/recovery/class-loss";
import type { PageAvailabilityPart, PageFinding, PlanPage } from "../../src/html/page";
import { capabilitiesOf } from "../../src/plan/capabilities";
import { graphOf, type Variant } from "../graphs";
import { lineOf, recoveryOf, THIRD_PARTIES, timelineOf } from "./invented";

/** A name as an attacker would choose it. */
export const MARKUP_NAME = `<img src=x onerror="document.title='hacked'">`;
/** Text that would end a script, a style, a comment or an attribute. */
export const MARKUP_TEXT = `</script></style>--></title>"'><script>document.title='hacked'</script>&amp;`;

/** The same page with markup in every text that comes from outside; one resource is named so everywhere. */
export function hostileOf(variant: Variant): PlanPage {
  const sample = sampleOf(variant);
  const [longest] = [...sample.timeline.criticalPath].sort((a, b) => b.minutes - a.minutes);
  const { urn = "", name = "" } = sample.resources.find((resource) => resource.urn === longest?.urn) ?? {};
  const text = JSON.stringify(sample)
    .replaceAll(JSON.stringify(urn), JSON.stringify(urn.replace(name, MARKUP_NAME)))
    .replaceAll(`"name":${JSON.stringify(name)}`, `"name":${JSON.stringify(MARKUP_NAME)}`);
  const plan = JSON.parse(text) as PlanPage;
  return {
    ...plan,
    stack: MARKUP_TEXT,
    region: MARKUP_TEXT,
    outputs: { ...plan.outputs, hosts: MARKUP_TEXT },
    capabilities: plan.capabilities.map((one) => ({ ...one, service: MARKUP_TEXT, note: MARKUP_TEXT })),
    resources: plan.resources.map((one) => ({ ...one, inputs: { ...one.inputs, note: MARKUP_TEXT } })),
    warnings: [{ path: MARKUP_NAME, message: MARKUP_TEXT }],
    cost: { ...plan.cost, lines: plan.cost.lines.map((line) => ({ ...line, item: MARKUP_TEXT, source: MARKUP_NAME })) },
    policy: { ...plan.policy, findings: plan.policy.findings.map((one) => ({ ...one, message: MARKUP_TEXT })) },
    recovery: plan.recovery.map((row) => ({ ...row, data: MARKUP_TEXT, why: MARKUP_NAME, sources: [MARKUP_TEXT] })),
    regionLoss: {
      ...plan.regionLoss,
      region: MARKUP_TEXT,
      data: plan.regionLoss.data.map((one) => ({ ...one, data: MARKUP_TEXT, todo: MARKUP_NAME })),
    },
    availability: {
      ...plan.availability,
      arithmetic: MARKUP_TEXT,
      parts: plan.availability.parts.map((one) => ({ ...one, service: MARKUP_TEXT, source: MARKUP_NAME })),
    },
    timeline: { ...plan.timeline, forced: { name: MARKUP_TEXT, minutes: 1, links: [] } },
  };
}

/** A page of the real graph, with an invented bill, invented findings and times, all of them plausible. */
export function sampleOf(variant: Variant): PlanPage {
  const graph = graphOf(variant);
  const { tier, phase = null, cloud = "aws" } = variant;
  const capabilities = capabilitiesOf(graph);
  const groups = new Map(
    capabilities.flatMap(({ capability, resources }) => resources.map((urn) => [urn, capability] as const)),
  );
  const created = graph.resources.filter(({ custom }) => custom);
  const lines = [...created.flatMap((resource) => lineOf(resource, groups)), ...THIRD_PARTIES];
  const sum = (wanted: boolean) =>
    lines.reduce((total, { group, monthly }) => total + ((group === "thirdParty") === wanted ? monthly : 0), 0);
  const contract = promiseOf(tier, phase);
  return {
    project: graph.project,
    stack: graph.stack,
    cloud,
    tier,
    phase,
    region: "us-east-1",
    drRegion: "us-west-2",
    resources: graph.resources,
    outputs: graph.outputs,
    contract,
    capabilities: capabilities.map((one) => ({ ...one, note: null, deviations: [] })),
    warnings: [
      { path: "crm:alertEmail", message: "is a placeholder; wanted: an e-mail address" },
      { path: "crm:aws.accountId", message: "is a placeholder; wanted: 12 digits" },
      { path: "crm:cloudflare.zone", message: "is a placeholder; wanted: 12 digits" },
      { path: "versions.kubernetes", message: "the support of 1.35 ends on 2027-03-27" },
    ],
    cost: {
      currency: "USD",
      platform: sum(false),
      thirdParty: sum(true),
      budget: contract.budget,
      budgetScope: contract.budgetScope,
      compared: sum(false),
      drivers: [],
      billable: lines.length,
      lines,
      unpriced: created.slice(-2).map(({ urn, type }) => ({ urn, type, reason: "the price depends on a contract" })),
      notes: ["List prices of us-east-1, put together on 2026-11-22."],
      suggestions: [
        {
          assignment: "crm:economy.spotWorkers=true",
          what: "workers on machines that the cloud may take back",
          but: "a job that is cut off begins again",
          saving: 142.94,
        },
      ],
    },
    policy: {
      rules: 96,
      passed: 90,
      findings: findingsOf(created),
      exempted: [
        {
          rule: "O06",
          severity: "medium",
          urn: created.at(-1)?.urn ?? null,
          message: "there are no dedicated masters",
          reason: "they cost as much as the nodes that hold the data",
        },
      ],
      notApplicable: [{ rule: "F54", reason: "a zone is signed at its registrar, where the program reaches nothing" }],
    },
    recovery: recoveryOf(created),
    regionLoss: {
      region: "us-east-1",
      gone: created.length,
      remaining: 12,
      classes: classLosses([], "region"),
      data: created.slice(0, 2).map(({ urn }, index) => ({
        data: `data ${index}`,
        urn,
        class: "critical",
        left: index === 0 ? "sealed" : "copies",
        from: [],
        lostMinutes: index === 0 ? null : 60,
        backMinutes: index === 0 ? null : 195,
        todo: index === 0 ? "nobody can read it without its key" : "a stack in the DR region",
      })),
    },
    availability: {
      arithmetic: "the load balancer 99.99 % x the cluster 99.95 % = 99.87 %",
      target: contract.availability,
      achieved: 99.87,
      meets: false,
      parts: [
        part("edge", "the load balancer", 99.99),
        part("pods", "the cluster in three zones", 99.95),
        part("database", "a replica set in three zones", 99.995),
        part("cache", "replicas in two zones", 99.9),
        { ...part("cloudflare", "the plan pro", null), counts: false },
      ],
    },
    timeline: timelineOf(graph),
  };
}

const part = (name: PageAvailabilityPart["part"], service: string, percent: number | null): PageAvailabilityPart => ({
  part: name,
  service,
  percent,
  counts: true,
  why: percent === null ? "this plan promises nothing" : "as its vendor promises",
  source: "https://example.com/sla",
  by: [],
  dated: null,
});

function promiseOf(tier: TierName, phase: PhaseName | null): PlanPage["contract"] {
  const { load, availability, budget, dr, recovery, pods, thirdParties } = contractOf(tier, phase);
  return {
    ...load,
    availability,
    budget: budget.usd,
    budgetScope: budget.scope,
    drLevel: dr,
    recoveryTargets: recovery,
    pods,
    thirdParties,
  };
}

function findingsOf(resources: readonly GraphResource[]): readonly PageFinding[] {
  const urnAt = (share: number) => resources[Math.floor(share * resources.length)]?.urn ?? null;
  return [
    {
      rule: "K07",
      severity: "medium",
      urn: urnAt(0.9),
      message: "runs as a user that the image chooses",
      waiver: null,
    },
    { rule: "S03", severity: "low", urn: urnAt(0.5), message: "is rotated by nobody", waiver: null },
    { rule: "N11", severity: "low", urn: null, message: "there is no flow log of rejected packets", waiver: null },
    {
      rule: "I04",
      severity: "high",
      urn: urnAt(0.1),
      message: "may act on every resource of the account",
      waiver: "the cluster's autoscaler needs it, and only a condition on tags narrows it",
    },
  ];
}
