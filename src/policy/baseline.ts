import type { Inapplicable } from "./applicability";
import type { Exemption, Waiver } from "./exemptions";
import type { Rule } from "./rule";

/** Rules about one vendor's resources, with what a contract does not ask of them. */
export interface Baseline {
  readonly rules: readonly Rule[];
  /** Rules that are not asked of a contract: elsewhere the graph may differ, and nothing is wrong with it. */
  readonly notAsked: readonly Inapplicable[];
  /** Rules that may find nothing to look at; if they do find something, they count. */
  readonly mayBeAbsent: readonly Inapplicable[];
  /** For cost alone, and without end date. */
  readonly exemptions: readonly Exemption[];
  /** What is accepted for any other reason, until its day. */
  readonly waivers: readonly Waiver[];
}

/** Several vendors' rules as one: what is asked of a stack that uses them all. */
export const together = (...baselines: readonly Baseline[]): Baseline => ({
  rules: baselines.flatMap(({ rules }) => rules),
  notAsked: baselines.flatMap(({ notAsked }) => notAsked),
  mayBeAbsent: baselines.flatMap(({ mayBeAbsent }) => mayBeAbsent),
  exemptions: baselines.flatMap(({ exemptions }) => exemptions),
  waivers: baselines.flatMap(({ waivers }) => waivers),
});
