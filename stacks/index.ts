import { dev } from "./dev";
import { enterprise } from "./enterprise";
import { phases } from "./phases";
import { production } from "./production";
import { staging } from "./staging";
import type { PhaseName, Tier, TierName } from "./tier";

export { cloudBudget } from "./cloud-share";
export * from "./tier";

const tiers: Readonly<Record<TierName, Tier>> = { dev, staging, production, enterprise };

/** The contract of a stack: its tier, or production with a phase laid over it. */
export function contractOf(tier: TierName, phase: PhaseName | null): Tier {
  return phase === null ? tiers[tier] : { ...tiers[tier], ...phases[phase] };
}

/** How far along the roadmap a contract stands: going down loses capacity or data. Plain production sits between mvp and growth. */
export function rankOf(tier: TierName, phase: PhaseName | null): number {
  const order = [
    "dev/",
    "staging/",
    "production/mvp",
    "production/",
    "production/growth",
    "production/scale",
    "enterprise/",
  ];
  return order.indexOf(`${tier}/${phase ?? ""}`);
}

/** Whether the loss of one zone must interrupt nobody: without a copy of the cache it does anyway, as in the first phase. */
export const survivesZoneLoss = ({ recovery, cache }: Pick<Tier, "recovery" | "cache">): boolean =>
  recovery !== null && cache.replicasPerShard > 0;
