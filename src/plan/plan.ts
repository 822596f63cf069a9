import type {
  DataClass,
  PhaseName,
  PodRange,
  RecoveryTarget,
  ServiceName,
  ThirdParty,
  Tier,
  TierName,
} from "../../stacks";
import type { StackConfig } from "../config/config";
import type { CloudName } from "../conventions/clouds";
import type { Graph, GraphResource, Inputs } from "../graph/graph";
import { DEVIATIONS } from "../ledger/deviations";
import { ageWarning, type Cost, costOf } from "../cost/section";
import type { PriceBook } from "../cost/price-book";
import { kindOf } from "../policy/applicability";
import { policyOf, type PolicySection } from "../policy/section";
import type { OperatorWaiver } from "../policy/waivers";
import { type Availability, availabilityOf } from "../recovery/availability";
import type { RegionLossReport } from "../recovery/loss-report";
import { recoveryIn, type RecoveryRow } from "../recovery/rows";
import { type Timeline, timelineOf } from "../timeline/schedule";
import { capabilitiesOf, type Capability } from "./capabilities";
import type { Suggestion } from "./suggestions";
import { type Warning, warningsOf } from "./warnings";

/** What a stack would be: the public format of `--format json`. Fields may be added, never renamed or removed. */
export interface Plan {
  readonly schemaVersion: 1;
  readonly project: string;
  readonly stack: string;
  readonly cloud: CloudName;
  readonly tier: TierName;
  readonly phase: PhaseName | null;
  readonly region: string;
  readonly drRegion: string;
  /** In registration order, the stack itself first. */
  readonly resources: readonly GraphResource[];
  readonly outputs: Inputs;
  readonly contract: PlanContract;
  readonly capabilities: readonly PlannedCapability[];
  readonly warnings: readonly Warning[];
  /** USD a month, against the budget. */
  readonly cost: Cost & { readonly suggestions?: readonly Suggestion[] };
  /** What the security rules find. */
  readonly policy: Omit<PolicySection, "warnings">;
  /** What each kind of data achieves after each failure, against what is promised. */
  readonly recovery: readonly RecoveryRow[];
  /** The loss of the stack's region, played through. */
  readonly regionLoss: RegionLossReport;
  /** Of the path that a request takes. */
  readonly availability: Availability;
  /** Minutes of a first update. */
  readonly timeline: Timeline;
}

/** A capability, and where it is built differently from what was asked. */
export interface PlannedCapability extends Capability {
  /** Id of the first of these; null where there is none. */
  readonly note: string | null;
  /** Ids in the deviation ledger. */
  readonly deviations: readonly string[];
}

/** What a plan is judged by, besides the stack itself. */
export interface Judged {
  /** `YYYY-MM-DD`, the day against which everything that ages is judged. */
  readonly asOf: string;
  readonly book: PriceBook;
  /** The operator's own. */
  readonly waivers: readonly OperatorWaiver[];
}

/** What the tier promises; what is built for it is read from the resources only. */
export interface PlanContract {
  readonly users: number;
  /** A month. */
  readonly phoneCalls: number;
  /** A month. */
  readonly apiCalls: number;
  readonly peakRps: number;
  /** New recordings a month. */
  readonly recordingsGb: number;
  /** Percent of a month; null where nothing is promised. */
  readonly availability: number | null;
  /** USD a month. */
  readonly budget: number;
  readonly budgetScope: "platform" | "total";
  readonly drLevel: "none" | "copies";
  readonly recoveryTargets: Readonly<Record<DataClass, RecoveryTarget>> | null;
  readonly pods: Readonly<Record<ServiceName, PodRange>>;
  /** Keys of `crm:secrets` that this size of the CRM is meant to run with. */
  readonly thirdParties: readonly ThirdParty[];
}

/** Everything that can be said of a stack before it is built, all of it read from what it would register. */
export function planOf(config: StackConfig, graph: Graph, { asOf, book, waivers }: Judged): Plan {
  const { cloud, region, drRegion, tier, phase } = config.placement;
  const capabilities = capabilitiesOf(graph);
  const { rows: recovery, regionLoss } = recoveryIn(graph, config.contract);
  const { warnings: needless, ...policy } = policyOf(graph, kindOf(config), { waivers, asOf });
  return {
    schemaVersion: 1,
    project: graph.project,
    stack: graph.stack,
    cloud,
    tier,
    phase,
    region,
    drRegion,
    resources: graph.resources,
    outputs: graph.outputs,
    contract: planContractOf(config.contract),
    capabilities: capabilities.map((capability) => withDeviations(capability, cloud)),
    warnings: [...warningsOf(config, asOf), ...bookWarnings(book, asOf), ...needless],
    cost: costIn(config, graph, capabilities, book),
    policy,
    recovery,
    regionLoss,
    availability: availabilityOf(graph, config.contract),
    timeline: timelineOf(graph),
  };
}

function withDeviations(capability: Capability, cloud: CloudName): PlannedCapability {
  const deviations = deviationsOf(capability.capability, cloud);
  return { ...capability, note: deviations[0] ?? null, deviations };
}

/** Ids of the ledger's entries for something on a cloud; a tier has no entries of its own. */
export const deviationsOf = (id: string, cloud: CloudName): readonly string[] =>
  DEVIATIONS.filter((entry) => entry.capability === id && entry.clouds.includes(cloud)).map((entry) => entry.id);

/** What a recorded stack costs, and nothing else of its plan. */
export function costIn(
  { contract, owns, economy, placement: { cloud, region, drRegion } }: StackConfig,
  graph: Graph,
  capabilities: readonly Capability[],
  book: PriceBook,
): Cost {
  const { thirdParties, cloudflarePlan } = contract;
  return costOf({
    ...{ graph, cloud, region, copies: contract.dr === "none" ? null : drRegion, book, contract },
    thirdParties: { thirdParties, cloudflarePlan, ownsZone: owns.zone },
    commitment: economy.commitment,
    groups: new Map(capabilities.flatMap(({ capability, resources }) => resources.map((urn) => [urn, capability]))),
  });
}

function bookWarnings(book: PriceBook, asOf: string): readonly Warning[] {
  const message = ageWarning(book, asOf);
  return message === null ? [] : [{ path: "prices", message }];
}

/** What the plan says of a tier: a part of the plan that needs no resource. */
export function planContractOf(contract: Tier): PlanContract {
  const { load, availability, budget, dr, recovery, pods, thirdParties } = contract;
  return {
    ...load,
    availability,
    budget: budget.usd,
    budgetScope: budget.scope,
    drLevel: dr,
    recoveryTargets: recovery,
    pods,
    thirdParties,
  };
}
