import type { EnforcementLevel, Policies, PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import type { StackKind } from "../src/policy/applicability";
import { BASELINES } from "../src/policy/baselines";
import { evaluate, type Evaluation, type Waiving } from "../src/policy/evaluate";
import type { Severity } from "../src/policy/rule";
import { graphOf } from "./graph";
import { RegisteredInputs } from "./registered";

export interface Run extends Waiving {
  /** In a preview, what only an update can tell is not judged. */
  readonly isPreview: boolean;
}

/** A finding of high severity stops the update; others are told. */
const LEVELS: Readonly<Record<Severity, EnforcementLevel>> = { high: "mandatory", medium: "advisory", low: "advisory" };
const SEVERITIES = Object.keys(LEVELS) as readonly Severity[];

/**
 * The rules that a stack is asked, as one policy for each severity: the engine sends every resource to each policy anew, and with a
 * policy for each rule that takes longer than the preview.
 */
export function policiesOf(stack: StackKind, run: Run): Policies {
  const registered = new RegisteredInputs();
  const judge = judgeOf(stack, run, registered);
  return [registered.listener, ...SEVERITIES.map((severity) => policyOf(severity, stack, judge))];
}

function policyOf(
  severity: Severity,
  { cloud }: StackKind,
  judge: (resources: readonly PolicyResource[]) => Evaluation,
): StackValidationPolicy {
  const rules = BASELINES[cloud].rules.filter((rule) => rule.severity === severity);
  return {
    name: `rules-of-${severity}-severity`,
    description: `${rules.length} rules of docs/CONTROLS.md`,
    enforcementLevel: LEVELS[severity],
    severity,
    validateStack: ({ resources }, report) => {
      const found = judge(resources).findings.filter((finding) => finding.severity === severity);
      for (const { rule, message, urn, waiver } of found)
        if (waiver === null) report(`${rule}: ${message}`, urn ?? undefined);
    },
  };
}

/** The engine asks one policy after the other about the same resources: they are judged once. */
function judgeOf(stack: StackKind, { isPreview, ...waiving }: Run, registered: RegisteredInputs) {
  let last: { readonly version: number; readonly evaluation: Evaluation } | undefined;
  return (resources: readonly PolicyResource[]): Evaluation => {
    if (last?.version !== registered.version) {
      const graph = graphOf(resources, (urn) => registered.of(urn), isPreview ? "firstPreview" : "update");
      last = { version: registered.version, evaluation: evaluate(graph, stack, waiving) };
    }
    return last.evaluation;
  };
}
