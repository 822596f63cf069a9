import type { PhaseName, TierName } from "./tier";

type Stage = TierName | `production-${PhaseName}`;

/**
 * Percent of a contract's budget that its own cloud bills, as the plan prices it; the rest is Atlas' and Elastic's, and in a phase third
 * parties'. The cloud's budget warns about this part. `tests/cost/cloud-share.test.ts` keeps it equal to the recorded stacks' prices.
 */
const CLOUD_SHARE: Readonly<Record<string, Readonly<Record<Stage, number>>>> = {
  aws: {
    dev: 81,
    staging: 74,
    production: 78,
    "production-mvp": 51,
    "production-growth": 38,
    "production-scale": 21,
    enterprise: 66,
  },
  gcp: {
    dev: 70,
    staging: 53,
    production: 59,
    "production-mvp": 61,
    "production-growth": 31,
    "production-scale": 20,
    enterprise: 50,
  },
  azure: {
    dev: 100,
    staging: 100,
    production: 100,
    "production-mvp": 94,
    "production-growth": 69,
    "production-scale": 65,
    enterprise: 100,
  },
};

/** USD a month of a contract's budget that is the cloud's own. */
export function cloudBudget(usd: number, cloud: string, tier: TierName, phase: PhaseName | null): number {
  const stage: Stage = phase === null ? tier : `production-${phase}`;
  const share = CLOUD_SHARE[cloud]?.[stage];
  if (share === undefined) throw new RangeError(`nobody has said which part of a budget ${cloud} bills`);
  return Math.round((usd * share) / 100);
}
