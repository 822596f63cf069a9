import { isPromised } from "../recovery/row";
import { amount, counted, duration, usd } from "./format";
import { budgeted } from "./model";
import type { Level } from "./parts";
import type { PlanPage } from "./page";

/** One question that decides whether a stack is built, with its answer. */
export interface Verdict {
  readonly section: string;
  readonly title: string;
  readonly level: Level;
  readonly figure: string;
  readonly text: string;
  /** What is used, and what is allowed; absent where nothing is measured. */
  readonly bar?: { readonly part: number; readonly limit: number };
}

/** From this share of the budget on, growth soon breaks it. */
const CLOSE = 0.9;

export function verdictsOf(plan: PlanPage): readonly Verdict[] {
  return [costVerdict(plan), policyVerdict(plan), recoveryVerdict(plan), availabilityVerdict(plan), timeVerdict(plan)];
}

function costVerdict({ cost }: PlanPage): Verdict {
  const total = budgeted(cost);
  const over = total - cost.budget;
  const scope = cost.budgetScope === "total" ? "with third parties" : "without third parties";
  const share = `${amount((100 * Math.abs(over)) / cost.budget, 0)} %`;
  return {
    section: "cost",
    title: "Cost a month",
    level: over > 0 ? "bad" : total > CLOSE * cost.budget ? "warn" : "good",
    figure: usd(total),
    text: `${share} ${over > 0 ? "over" : "below"} the budget of ${usd(cost.budget)}, ${scope}`,
    bar: { part: total, limit: cost.budget },
  };
}

function policyVerdict({ policy }: PlanPage): Verdict {
  const open = policy.findings.filter(({ waiver }) => waiver === null);
  const bySeverity = (["high", "medium", "low"] as const).map((severity) => ({
    severity,
    count: open.filter((finding) => finding.severity === severity).length,
  }));
  const parts = bySeverity.filter(({ count }) => count > 0).map(({ severity, count }) => `${count} ${severity}`);
  const waived = policy.findings.length - open.length + policy.exempted.length;
  const accepted = waived === 0 ? [] : [`${waived} accepted`];
  return {
    section: "policy",
    title: "Policy findings",
    level: open.length === 0 ? "good" : parts[0]?.endsWith("high") === true ? "bad" : "warn",
    figure: open.length === 0 ? "All met" : `${open.length} open`,
    text: [...parts, ...accepted, counted(policy.rules, "rule")].join(", "),
  };
}

function recoveryVerdict({ recovery }: PlanPage): Verdict {
  const promised = recovery.filter(isPromised);
  const met = promised.filter(({ meets }) => meets).length;
  const nothing = promised.length === 0;
  return {
    section: "recovery",
    title: "Recovery",
    level: nothing ? "none" : met === promised.length ? "good" : "bad",
    figure: nothing ? "No target" : `${met} of ${promised.length}`,
    text: nothing ? "this tier promises no recovery" : "losses of data recovered in the promised time",
  };
}

function availabilityVerdict({ availability: { target, achieved } }: PlanPage): Verdict {
  return {
    section: "recovery",
    title: "Availability",
    level: target === null ? "none" : achieved !== null && achieved >= target ? "good" : "bad",
    figure: achieved === null ? "Not promised" : `${amount(achieved, 3)} %`,
    text: target === null ? "this tier promises none" : `the tier promises ${amount(target, 3)} %`,
  };
}

function timeVerdict({ timeline: { minutes, criticalPath } }: PlanPage): Verdict {
  return {
    section: "timeline",
    title: "Time to build",
    level: "none",
    figure: duration(minutes),
    text: `the longest chain has ${counted(criticalPath.length, "step")}`,
  };
}

/** The answer to all of them in one sentence. */
export function summaryOf(verdicts: readonly Verdict[]): { readonly level: Level; readonly text: string } {
  const named = (level: Level) =>
    verdicts.filter((verdict) => verdict.level === level).map(({ title }) => title.toLowerCase());
  const [bad, warn] = [named("bad"), named("warn")];
  if (bad.length > 0) return { level: "bad", text: `Needs a decision: ${[...bad, ...warn].join(", ")}` };
  if (warn.length > 0) return { level: "warn", text: `Look before building: ${warn.join(", ")}` };
  return { level: "good", text: "Meets its budget, rules and promises" };
}
