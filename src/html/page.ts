import type { Plan } from "../plan/plan";

/** Everything that the page shows: a plan, and its parts under the names of the page's sections. */
export type PlanPage = Omit<Plan, "schemaVersion">;

export type PageCostLine = Plan["cost"]["lines"][number];
export type PageSuggestion = NonNullable<Plan["cost"]["suggestions"]>[number];
export type PageFinding = Plan["policy"]["findings"][number];
export type PageRecovery = Plan["recovery"][number];
export type PageDataLoss = Plan["regionLoss"]["data"][number];
export type PageAvailabilityPart = Plan["availability"]["parts"][number];
export type PageStep = Plan["timeline"]["steps"][number];
