import type { Plan } from "../plan/plan";

/** Everything that the page shows: a plan with all its parts. A richer plan fits as well. */
export interface PlanPage extends Pick<
  Plan,
  | "project"
  | "stack"
  | "cloud"
  | "tier"
  | "phase"
  | "region"
  | "drRegion"
  | "resources"
  | "outputs"
  | "contract"
  | "capabilities"
  | "warnings"
> {
  readonly cost: PageCost;
  readonly policy: PagePolicy;
  readonly recovery: readonly PageRecovery[];
  readonly regionLoss: PageRegionLoss;
  readonly availability: PageAvailability;
  readonly timeline: PageTimeline;
}

/** USD a month at list price. */
export interface PageCost {
  readonly currency: "USD";
  readonly platform: number;
  readonly thirdParty: number;
  readonly budget: number;
  /** Whether the budget is for the platform only or for third parties too. */
  readonly budgetScope: "platform" | "total";
  readonly lines: readonly PageCostLine[];
  readonly unpriced: readonly { readonly urn: string; readonly type: string; readonly reason: string }[];
  /** How far the prices are to be trusted. */
  readonly notes: readonly string[];
  readonly suggestions?: readonly PageSuggestion[];
}

/** A cheaper way to build the same. */
export interface PageSuggestion {
  /** `path=value`, for `--set`. */
  readonly assignment: string;
  readonly what: string;
  /** What is given up for it. */
  readonly but: string;
  readonly saving: number;
}

export interface PageCostLine {
  /** Null for what no resource stands for. */
  readonly urn: string | null;
  /** A capability, or another name where it is for none. */
  readonly group: string;
  readonly item: string;
  readonly quantity: number;
  readonly unit: string;
  readonly unitPrice: number;
  readonly monthly: number;
  readonly source: string;
  /** When the source saw the price; null where nobody wrote it down. */
  readonly asOf: string | null;
}

export interface PagePolicy {
  /** How many rules looked at the stack. */
  readonly rules: number;
  readonly findings: readonly PageFinding[];
  /** What is accepted for good, and why. */
  readonly exempted: readonly (Omit<PageFinding, "waiver"> & { readonly reason: string })[];
  readonly notApplicable: readonly { readonly rule: string; readonly reason: string }[];
}

export interface PageFinding {
  readonly rule: string;
  readonly severity: "high" | "medium" | "low";
  /** Null where the stack as a whole is at fault. */
  readonly urn: string | null;
  readonly message: string;
  /** Why it is accepted for now; null for one that is open. */
  readonly waiver: string | null;
}

/** What becomes of one kind of data after one kind of failure. */
export interface PageRecovery {
  readonly data: string;
  readonly urn: string;
  readonly class: string;
  readonly failure: string;
  /** Null where nothing brings it back. */
  readonly rtoMinutes: number | null;
  readonly rpoMinutes: number | null;
  /** Null where nothing is promised. */
  readonly targetRtoMinutes: number | null;
  readonly targetRpoMinutes: number | null;
  /** True where nothing is promised, too. */
  readonly meets: boolean;
  /** URNs of what brings it back. */
  readonly by: readonly string[];
  readonly why: string;
  /** Whose times they are. */
  readonly sources: readonly string[];
}

/** The loss of the stack's own region. */
export interface PageRegionLoss {
  readonly region: string;
  /** Resources. */
  readonly gone: number;
  readonly remaining: number;
  readonly data: readonly PageDataLoss[];
}

export interface PageDataLoss {
  readonly data: string;
  readonly urn: string;
  readonly class: string;
  readonly left: "itself" | "copies" | "sealed" | "nothing";
  /** Null where all of it is lost. */
  readonly lostMinutes: number | null;
  /** Null where it never comes back. */
  readonly backMinutes: number | null;
  readonly todo: string;
}

/** Percent of a month; null where nothing is promised. */
export interface PageAvailability {
  readonly target: number | null;
  readonly achieved: number | null;
  readonly parts: readonly PageAvailabilityPart[];
  /** The product, in words. */
  readonly arithmetic: string;
}

/** What a request passes, as its vendor promises it. */
export interface PageAvailabilityPart {
  readonly part: string;
  readonly service: string;
  readonly percent: number | null;
  /** Whether it is one of the factors of what is achieved. */
  readonly counts: boolean;
  readonly why: string;
  readonly source: string;
}

/** Minutes after a first `pulumi up` begins. */
export interface PageTimeline {
  readonly minutes: number;
  readonly criticalPath: readonly PageStep[];
  /** Everything that is created. */
  readonly steps: readonly PageStep[];
  /** The slowest chain that the clouds themselves force; null where nothing is known of it. */
  readonly forced: PageForced | null;
  readonly advice: readonly PageAdvice[];
}

export interface PageForced {
  readonly name: string;
  readonly minutes: number;
  readonly links: readonly { readonly urn: string; readonly minutes: number; readonly why: string }[];
}

/** A wait on the critical path that only the program asks for. */
export interface PageAdvice {
  readonly urn: string;
  readonly waitsFor: readonly string[];
  /** Minutes that could be saved. */
  readonly minutesEverywhere: number;
  /** Why it is right all the same; null for what only costs time. */
  readonly reason: string | null;
}

export interface PageStep {
  readonly urn: string;
  readonly start: number;
  readonly minutes: number;
}
