import type { Graph } from "../graph/graph";
import { nameIn } from "../graph/urn";
import type { StackKind } from "./applicability";
import { BASELINES } from "./baselines";
import { evaluate, type Evaluation, type Finding, type Waiving } from "./evaluate";
import type { Severity } from "./rule";
import { WAIVERS_FILE } from "./waivers";

/** What the rules say of a stack: a part of the plan's public format. */
export interface PolicySection extends Pick<Evaluation, "findings" | "notApplicable" | "exempted"> {
  /** How many are asked of a stack on this cloud. */
  readonly rules: number;
  /** How many looked at something and found it well. */
  readonly passed: number;
  /** Waivers that excuse nothing: what they spoke of is gone, or was put right. */
  readonly warnings: readonly { readonly path: string; readonly message: string }[];
}

const SEVERITIES: readonly Severity[] = ["high", "medium", "low"];

/** Holds a stack's graph against its rules. */
export function policyOf(graph: Graph, stack: StackKind, waiving: Waiving): PolicySection {
  const { findings, notApplicable, exempted, passed, unused } = evaluate(graph, stack, waiving);
  return {
    rules: BASELINES[stack.cloud].rules.length,
    passed: passed.length,
    findings: [...findings].sort((one, other) => weightOf(one) - weightOf(other)),
    notApplicable,
    exempted,
    warnings: unused
      .filter((waiver) => waiver.stack === undefined || waiver.stack === graph.stack)
      .map((waiver) => ({
        path: `${WAIVERS_FILE}[${waiving.waivers.indexOf(waiver)}]`,
        message: `nothing is found that ${waiver.rule}'s waiver would excuse; take it out`,
      })),
  };
}

/** Whether something of high severity is found that nobody has waived, or whose waiver has ended. */
export const failsPolicy = ({ findings }: Pick<PolicySection, "findings">): boolean =>
  findings.some(({ severity, waiver }) => severity === "high" && waiver === null);

/** What a terminal shows: how it stands, then every finding that counts, and what is waived until when. */
export function policyLines(section: Omit<PolicySection, "warnings">): readonly string[] {
  const { rules, passed, findings, exempted, notApplicable } = section;
  const counting = findings.filter(({ waiver }) => waiver === null);
  const waived = findings.filter(({ waiver }) => waiver !== null);
  const parts = SEVERITIES.map((severity) => [counting.filter((one) => one.severity === severity).length, severity]);
  const found = parts.filter(([count]) => count !== 0).map((part) => part.join(" "));
  const head = [
    `${rules} rules: ${passed} hold`,
    `${notApplicable.length} not asked`,
    ...(exempted.length > 0 ? [`${new Set(exempted.map(({ rule }) => rule)).size} with exemptions for cost`] : []),
    ...(waived.length > 0 ? [`${new Set(waived.map(({ rule }) => rule)).size} waived`] : []),
    counting.length === 0
      ? "no findings"
      : `${counting.length} finding${counting.length === 1 ? "" : "s"} (${found.join(", ")})`,
  ];
  return [head.join(", "), ...counting.map(findingLine), ...waivedLines(waived)];
}

const findingLine = ({ rule, severity, urn, message }: Finding): string =>
  `  ${severity.padEnd(6)} ${rule}  ${message}${urn === null ? "" : `  ${nameIn(urn)}`}`;

/** One line for each rule and reason, however many resources there are. */
function waivedLines(waived: readonly Finding[]): readonly string[] {
  const lines = waived.map(({ rule, waiver }) => `  waived ${rule}  ${waiver ?? ""}`);
  return [...new Set(lines)].map((line) => {
    const count = lines.filter((other) => other === line).length;
    return count === 1 ? line : `${line}, ${count} times`;
  });
}

const weightOf = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);
