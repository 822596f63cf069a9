import { contractOf, type PhaseName, type Tier, type TierName } from "../../stacks";
import type { StackConfig } from "../config/config";
import type { CloudName } from "../conventions/clouds";

/** What the rules have to know of a stack beside its graph. */
export interface StackKind {
  readonly cloud: CloudName;
  readonly tier: TierName;
  readonly phase: PhaseName | null;
  /** Whether the stack protects its data: a tier that does gives it up before it is taken down. */
  readonly protect: boolean;
  /** What exists once and is this stack's to look after. */
  readonly owns: { readonly account: boolean; readonly zone: boolean };
}

/** A set of rules that a stack is not asked, and why. */
export interface Inapplicable {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly holds: (contract: Tier, stack: StackKind) => boolean;
}

/** What the rules have to know of a configured stack. */
export function kindOf({ cloud, tier, phase, protect, owns }: StackConfig): StackKind {
  return { cloud, tier, phase, protect, owns };
}

/** Why a list leaves a rule out in a stack; undefined where it does not. */
export function reasonFor(list: readonly Inapplicable[], rule: string, stack: StackKind): string | undefined {
  const contract = promisedBy(stack);
  return list.find(({ rules, holds }) => rules.includes(rule) && holds(contract, stack))?.reason;
}

/** The contract of a stack as it is kept: protection ends before the stack does. */
export function promisedBy({ tier, phase, protect }: StackKind): Tier {
  return { ...contractOf(tier, phase), protect };
}
