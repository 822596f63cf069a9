import type { Graph } from "../graph/graph";
import { reasonFor, type StackKind } from "./applicability";
import type { Baseline } from "./baseline";
import { BASELINES } from "./baselines";
import { type Exemption, exemptionsOf } from "./exemptions";
import { PolicyGraph } from "./query";
import type { Problem, Rule, Severity } from "./rule";

/** Something that does not hold, or of which nobody can say that it holds. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Null where the stack as a whole is at fault. */
  readonly urn: string | null;
  readonly message: string;
}

export interface Evaluation {
  readonly findings: readonly Finding[];
  readonly notApplicable: readonly { readonly rule: string; readonly reason: string }[];
  /** What a rule found, and why it is accepted. */
  readonly exempted: readonly (Finding & { readonly reason: string })[];
  /** Ids of the rules that looked at something and found it well. */
  readonly passed: readonly string[];
}

/** Holds every rule of the stack's cloud against a recorded graph; each rule ends as passed, not applicable, or with findings. */
export function evaluate(graph: Graph, stack: StackKind): Evaluation {
  const indexed = new PolicyGraph(graph);
  const baseline = BASELINES[stack.cloud];
  const parts = baseline.rules.map((rule) => judge(rule, baseline, indexed, stack));
  return {
    findings: parts.flatMap(({ findings }) => findings ?? []),
    notApplicable: parts.flatMap(({ notApplicable }) => notApplicable ?? []),
    exempted: parts.flatMap(({ exempted }) => exempted ?? []),
    passed: parts.flatMap(({ passed }) => passed ?? []),
  };
}

function judge(rule: Rule, baseline: Baseline, graph: PolicyGraph, stack: StackKind): Partial<Evaluation> {
  const unasked = reasonFor(baseline.notAsked, rule.id, stack);
  if (unasked !== undefined) return { notApplicable: [{ rule: rule.id, reason: unasked }] };

  const { looked, problems } = rule.check(graph);
  if (looked === 0) return withoutTarget(rule, baseline, stack);

  const exemptions = exemptionsOf(baseline.exemptions, rule.id, stack);
  const { findings, exempted } = exempt(rule, problems, exemptions, graph);
  return findings.length > 0 ? { findings, exempted } : { exempted, passed: [rule.id] };
}

function withoutTarget(rule: Rule, { mayBeAbsent }: Baseline, stack: StackKind): Partial<Evaluation> {
  const absent = reasonFor(mayBeAbsent, rule.id, stack);
  return absent === undefined
    ? { findings: [toFinding(rule, { urn: null, detail: "there is nothing to look at" })] }
    : { notApplicable: [{ rule: rule.id, reason: absent }] };
}

/** An exemption only lowers the bar: what meets neither the rule nor what must hold instead stays a finding. */
function exempt(
  rule: Rule,
  problems: readonly Problem[],
  exemptions: ReturnType<typeof exemptionsOf>,
  graph: PolicyGraph,
) {
  const findings: Finding[] = [];
  const exempted: (Finding & { reason: string })[] = [];
  for (const problem of problems) {
    const exemption = exemptions.find((one) => covers(one, problem, graph));
    const stillWrong = exemption?.instead?.(graph).problems.find(({ urn }) => urn === problem.urn);
    if (exemption === undefined || stillWrong !== undefined) findings.push(toFinding(rule, stillWrong ?? problem));
    else exempted.push({ ...toFinding(rule, problem), reason: exemption.reason });
  }
  return { findings, exempted };
}

function covers({ match }: Pick<Exemption, "match">, { urn }: Problem, graph: PolicyGraph): boolean {
  const resource = urn === null ? undefined : graph.byUrn(urn);
  return resource !== undefined && (match === undefined || match(resource, graph) === true);
}

function toFinding({ id, title, severity }: Rule, { urn, detail }: Problem): Finding {
  return { rule: id, severity, urn, message: `${title}: ${detail}` };
}
