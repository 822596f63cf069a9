import type { StackKind } from "../../src/policy/applicability";
import type { Waiving } from "../../src/policy/evaluate";
import type { Variant } from "../graphs";

/** What a recorded variant is to the rules: in the tests, stacks that protect their data look after account and zone, too. */
export function kindOfVariant({
  cloud = "aws",
  tier,
  phase = null,
}: Omit<Variant, "phase"> & Partial<StackKind>): StackKind {
  const protect = tier === "production" || tier === "enterprise";
  return { cloud, tier, phase, protect, owns: { account: protect, zone: protect } };
}

/** Nothing is waived by an operator, on a day on which every built-in waiver is good. */
export const UNWAIVED: Waiving = { waivers: [], asOf: "2026-11-30" };
