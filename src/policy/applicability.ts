import { contractOf, type PhaseName, type Tier, type TierName } from "../../stacks";
import type { CloudName } from "../conventions/clouds";

/** Which contract a graph was built from, and where. */
export interface StackKind {
  readonly cloud: CloudName;
  readonly tier: TierName;
  readonly phase: PhaseName | null;
}

/** A set of rules that a contract does not ask for, and why. */
export interface Inapplicable {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly holds: (contract: Tier) => boolean;
}

/** Why a list leaves a rule out in a stack; undefined where it does not. */
export function reasonFor(
  list: readonly Inapplicable[],
  rule: string,
  { tier, phase }: Pick<StackKind, "tier" | "phase">,
): string | undefined {
  const contract = contractOf(tier, phase);
  return list.find(({ rules, holds }) => rules.includes(rule) && holds(contract))?.reason;
}
