import type { DataClass, PhaseName, PodRange, RecoveryTarget, ServiceName, ThirdParty, TierName } from "../../stacks";
import type { StackConfig } from "../config/config";
import type { CloudName } from "../conventions/clouds";
import type { Graph, GraphResource, Inputs } from "../graph/graph";
import { capabilitiesOf, type Capability } from "./capabilities";
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
  readonly capabilities: readonly Capability[];
  readonly warnings: readonly Warning[];
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

/** @param asOf `YYYY-MM-DD`, the day against which everything that ages is judged */
export function planOf(config: StackConfig, graph: Graph, asOf: string): Plan {
  const { cloud, region, drRegion, tier, phase } = config.placement;
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
    contract: contractOf(config),
    capabilities: capabilitiesOf(graph),
    warnings: warningsOf(config, asOf),
  };
}

function contractOf({ contract }: StackConfig): PlanContract {
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
