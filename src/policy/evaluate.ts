import type { Graph } from "../graph/graph";
import { Acceptance, type Weighed } from "./acceptance";
import { reasonFor, type StackKind } from "./applicability";
import type { Baseline } from "./baseline";
import { BASELINES } from "./baselines";
import { PolicyGraph } from "./query";
import type { Problem, Rule, Severity } from "./rule";
import type { OperatorWaiver } from "./waivers";

/** Something that does not hold, or of which nobody can say that it holds. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Null where the stack as a whole is at fault. */
  readonly urn: string | null;
  readonly message: string;
  /** Why it is accepted for now, and until when; null where it counts. */
  readonly waiver: string | null;
}

export interface Evaluation {
  readonly findings: readonly Finding[];
  readonly notApplicable: readonly { readonly rule: string; readonly reason: string }[];
  /** What a rule found, and why it is accepted for good. */
  readonly exempted: readonly (Omit<Finding, "waiver"> & { readonly reason: string })[];
  /** What only an update can tell: in the preview of something that does not exist yet, values are unknown. */
  readonly notJudged: readonly Omit<Finding, "waiver">[];
  /** Ids of the rules that looked at something and found it well. */
  readonly passed: readonly string[];
  /** The operator's waivers for which nothing was found. */
  readonly unused: readonly OperatorWaiver[];
}

/** What an operator accepts, and the day (`YYYY-MM-DD`) that the ends of waivers are judged by. */
export interface Waiving {
  readonly waivers: readonly OperatorWaiver[];
  readonly asOf: string;
}

/**
 * Holds every rule of the stack's cloud against a recorded graph, in time that grows as the graph does. Each rule ends as passed, not
 * applicable, not judged, or with findings.
 */
export function evaluate(graph: Graph, stack: StackKind, { waivers, asOf }: Waiving): Evaluation {
  const indexed = new PolicyGraph(graph);
  const baseline = BASELINES[stack.cloud];
  const acceptance = new Acceptance(baseline, { ...stack, name: graph.stack }, waivers, indexed);
  const isPreview = graph.mode === "firstPreview";
  const parts = baseline.rules.map((rule) =>
    judge(rule, { graph: indexed, baseline, stack, acceptance, asOf, isPreview }),
  );
  return {
    findings: parts.flatMap(({ findings }) => findings ?? []),
    notApplicable: parts.flatMap(({ notApplicable }) => notApplicable ?? []),
    exempted: parts.flatMap(({ exempted }) => exempted ?? []),
    notJudged: parts.flatMap(({ notJudged }) => notJudged ?? []),
    passed: parts.flatMap(({ passed }) => passed ?? []),
    unused: acceptance.unused(),
  };
}

interface Court {
  readonly graph: PolicyGraph;
  readonly baseline: Baseline;
  readonly stack: StackKind;
  readonly acceptance: Acceptance;
  readonly asOf: string;
  readonly isPreview: boolean;
}

function judge(rule: Rule, { graph, baseline, stack, acceptance, asOf, isPreview }: Court): Partial<Evaluation> {
  const unasked = reasonFor(baseline.notAsked, rule.id, stack);
  if (unasked !== undefined) return { notApplicable: [{ rule: rule.id, reason: unasked }] };

  const { looked, problems } = rule.check(graph);
  const absent = looked === 0 ? reasonFor(baseline.mayBeAbsent, rule.id, stack) : undefined;
  if (absent !== undefined) return { notApplicable: [{ rule: rule.id, reason: absent }] };

  const found = looked === 0 ? [{ urn: null, detail: "there is nothing to look at" }] : problems;
  const weighed = acceptance.weigh(rule.id, found);
  const forGood = weighed.filter(({ by }) => by !== null && by.until === undefined);
  const open = weighed.filter((one) => isPreview && one.problem.unknown === true && !forGood.includes(one));
  const others = weighed.filter((one) => !forGood.includes(one) && !open.includes(one));
  return {
    exempted: forGood.map(({ problem, by }) => ({ ...described(rule, problem), reason: by?.reason ?? "" })),
    findings: others.map((one) => findingOf(rule, one, asOf)),
    notJudged: open.map(({ problem }) => described(rule, problem)),
    passed: others.length + open.length === 0 ? [rule.id] : [],
  };
}

/** A waiver that has ended accepts nothing, but says so. */
function findingOf(rule: Rule, { problem, by }: Weighed, asOf: string): Finding {
  const finding = described(rule, problem);
  if (by?.until === undefined) return { ...finding, waiver: null };
  return asOf <= by.until
    ? { ...finding, waiver: `${by.reason} (until ${by.until})` }
    : { ...finding, message: `${finding.message}; the waiver ended on ${by.until}`, waiver: null };
}

function described({ id, title, severity }: Rule, { urn, detail }: Problem): Omit<Finding, "waiver"> {
  return { rule: id, severity, urn, message: `${title}: ${detail}` };
}
