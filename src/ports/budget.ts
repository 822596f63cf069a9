import type { Provisioned } from "./common";

export interface BudgetArgs {
  /** USD a month. */
  readonly usd: number;
  /** First month, `YYYY-MM-01`. */
  readonly start: string;
  /** Percent of the sum at which somebody is told. */
  readonly alertsAt: readonly number[];
  readonly email: string;
}

/** The cloud's own budget: it warns about money already spent, where the plan warns before. */
export type Budget = Provisioned;
