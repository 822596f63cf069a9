import type { StackKind } from "./applicability";
import type { Baseline } from "./baseline";
import { type Excuse, excuseOf, type Exemption, exemptionsOf } from "./exemptions";
import type { PolicyGraph } from "./query";
import type { Problem } from "./rule";
import { type OperatorWaiver, speaksOf } from "./waivers";

/** What a rule found, and what accepts it: for good where that has no end, until a day where it has one. */
export interface Weighed {
  readonly problem: Problem;
  readonly by: { readonly reason: string; readonly until?: string } | null;
}

/** What a stack may do without, because its baseline or its operator says so. */
export class Acceptance {
  private readonly used = new Set<OperatorWaiver>();

  constructor(
    private readonly baseline: Baseline,
    private readonly stack: StackKind & { readonly name: string },
    private readonly operator: readonly OperatorWaiver[],
    private readonly graph: PolicyGraph,
  ) {}

  /** What a rule found, each with what accepts it. */
  weigh(rule: string, problems: readonly Problem[]): readonly Weighed[] {
    const exemptions: readonly Exemption[] = [...this.baseline.exemptions, ...this.baseline.waivers];
    const excuses = exemptionsOf(exemptions, rule, this.stack).map((by) => ({
      by,
      excuse: excuseOf(by, this.stack, this.graph),
    }));
    return problems.map((problem) => {
      const { problem: left, by } = excused(problem, excuses);
      return by === null ? this.waived(rule, left) : { problem: left, by };
    });
  }

  /** The operator's waivers for which nothing was found. */
  unused(): readonly OperatorWaiver[] {
    return this.operator.filter((waiver) => !this.used.has(waiver));
  }

  /** Of several waivers, the one that lasts longest. */
  private waived(rule: string, problem: Problem): Weighed {
    const found = { rule, stack: this.stack.name, urn: problem.urn };
    const all = this.operator.filter((waiver) => speaksOf(waiver, found));
    all.forEach((waiver) => this.used.add(waiver));
    const [first, ...others] = all;
    if (first === undefined) return { problem, by: null };
    return { problem, by: others.reduce((one, other) => (other.until > one.until ? other : one), first) };
  }
}

/** The first that speaks about a problem decides: it accepts it, or says what is wrong all the same. */
function excused(
  problem: Problem,
  excuses: readonly { readonly by: NonNullable<Weighed["by"]>; readonly excuse: Excuse }[],
): Weighed {
  for (const { by, excuse } of excuses) {
    const verdict = excuse(problem);
    if (verdict !== null) return verdict === "excused" ? { problem, by } : { problem: verdict, by: null };
  }
  return { problem, by: null };
}
