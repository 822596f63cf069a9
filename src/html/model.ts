import { groupedBy } from "../conventions/groups";
import type { GraphResource } from "../graph/graph";
import type { PageCostLine, PageFinding, PageStep, PlanPage } from "./page";

/** The plan with what several sections look up in it. */
export interface Model {
  readonly plan: PlanPage;
  readonly byUrn: ReadonlyMap<string, GraphResource>;
  /** The id of a resource's row, by URN. */
  readonly rows: ReadonlyMap<string, string>;
  /** The capability that a resource is for, by URN. */
  readonly capabilityOf: ReadonlyMap<string, string>;
  /** Cost lines that name a resource, by URN. */
  readonly lines: ReadonlyMap<string, readonly PageCostLine[]>;
  /** Cost lines by capability, or by the other names of groups. */
  readonly groups: ReadonlyMap<string, readonly PageCostLine[]>;
  /** Open findings by URN. */
  readonly findings: ReadonlyMap<string, readonly PageFinding[]>;
  /** When a resource is created, by URN. */
  readonly steps: ReadonlyMap<string, PageStep>;
}

/** Where what belongs to no capability is listed. */
export const OTHERS = "others";

export function modelOf(plan: PlanPage): Model {
  const open = plan.policy.findings.filter(({ waiver }) => waiver === null);
  return {
    plan,
    byUrn: new Map(plan.resources.map((resource) => [resource.urn, resource])),
    rows: new Map(plan.resources.map(({ urn }, index) => [urn, `resource-${index}`])),
    capabilityOf: new Map(
      plan.capabilities.flatMap(({ capability, resources }) => resources.map((urn) => [urn, capability] as const)),
    ),
    lines: groupedBy(plan.cost.lines, ({ urn }) => urn ?? ""),
    groups: groupedBy(plan.cost.lines, ({ group }) => group),
    findings: groupedBy(open, ({ urn }) => urn ?? ""),
    steps: new Map(plan.timeline.steps.map((step) => [step.urn, step])),
  };
}

/** USD a month. */
export const monthlyOf = (lines: readonly PageCostLine[] = []): number =>
  lines.reduce((sum, { monthly }) => sum + monthly, 0);

/** What these resources cost together, USD a month. */
export const costOf = (urns: readonly string[], { lines }: Model): number =>
  urns.reduce((sum, urn) => sum + monthlyOf(lines.get(urn)), 0);

/** What counts against the budget, USD a month. */
export const budgeted = ({ platform, thirdParty, budgetScope }: PlanPage["cost"]): number =>
  budgetScope === "total" ? platform + thirdParty : platform;

/** `aws:kms/key:Key` is `kms Key`. */
export function kindOf(type: string): string {
  const [, module = "", kind = ""] = type.split(":");
  return `${module.split("/")[0] ?? ""} ${kind}`.trim();
}
