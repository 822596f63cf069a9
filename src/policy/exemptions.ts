import { contractOf, type PhaseName, type Tier, type TierName } from "../../stacks";
import type { StackKind } from "./applicability";
import type { Check, Predicate } from "./rule";

/** A rule that a tier waives for good, to save money that the tier does not have. */
export interface Exemption {
  readonly rule: string;
  readonly reason: string;
  readonly tiers: readonly TierName[];
  /** Only in this phase; left out, in every phase. */
  readonly phase?: PhaseName;
  /** Only resources of which this is true; left out, all. */
  readonly match?: Predicate;
  /** What must hold all the same; left out, nothing. */
  readonly instead?: (contract: Tier) => Check;
}

/** The exemptions of a rule in a stack, each with what must hold instead. */
export function exemptionsOf(list: readonly Exemption[], rule: string, { tier, phase }: StackKind) {
  const found = list.filter(
    (exemption) =>
      exemption.rule === rule &&
      exemption.tiers.includes(tier) &&
      (exemption.phase === undefined || exemption.phase === phase),
  );
  return found.map((exemption) => ({ ...exemption, instead: exemption.instead?.(contractOf(tier, phase)) }));
}
