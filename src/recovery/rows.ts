import type { DataClass } from "../../stacks";
import type { Graph } from "../graph/graph";
import { ParityGraph } from "../parity/graph";
import type { CapabilityId } from "../plan/capabilities";
import { dataIn, type Datum } from "./data";
import { Failures } from "./failures";
import type { Outcome } from "./outcome";
import { type RegionLossReport, reportOf } from "./loss-report";
import { lossIn, type Remains } from "./region-loss";
import { CLASSES, type Failure, FAILURES, type Promised, type RecoveryRow } from "./row";
import { classOfPods, meetsTarget, targetOf } from "./targets";
import { outcomeOfPods, podsIn } from "./workloads";
import { zonesOfNodes } from "./zones";

export type { Failure, Promised, RecoveryRow } from "./row";

/** What a row is about. */
interface Subject {
  readonly data: string;
  readonly urn: string;
  readonly class: DataClass;
  readonly capability: CapabilityId;
  readonly after: (failure: Failure) => Outcome;
}

/**
 * Every stateful resource and every service of pods, each with every failure: what the recorded resources achieve against what the
 * contract promises. The most urgent class first.
 * @throws RangeError for a stateful type of which nobody knows how its data comes back, or where no provider says a region
 */
export const recoveryOf = (graph: Graph, contract: Promised): readonly RecoveryRow[] =>
  recoveryIn(graph, contract).rows;

/** The same, with the loss of the stack's region that the rows were taken from. */
export function recoveryIn(
  graph: Graph,
  contract: Promised,
): { readonly rows: readonly RecoveryRow[]; readonly regionLoss: RegionLossReport } {
  const indexed = new ParityGraph(graph);
  const data = dataIn(indexed);
  const loss = lossIn(indexed, graph, data, undefined);
  const subjects = subjectsIn(indexed, data, loss.data);
  const sorted = CLASSES.flatMap((dataClass) => subjects.filter((subject) => subject.class === dataClass));
  const rows = sorted.flatMap((subject) => FAILURES.map((failure) => rowOf(subject, failure, contract)));
  return { rows, regionLoss: reportOf(loss, rows) };
}

function subjectsIn(indexed: ParityGraph, data: readonly Datum[], remains: readonly Remains[]): readonly Subject[] {
  const failures = new Failures(indexed, data, new Map(remains.map((one) => [one.datum.resource.urn, one])));
  const stateful = data.map((datum): Subject => ({
    ...datum,
    urn: datum.resource.urn,
    after: (failure) => failures.outcomeOf(datum, failure),
  }));
  const nodes = zonesOfNodes(indexed);
  const services = podsIn(indexed).map((pods): Subject => ({
    data: `pods: ${pods.service}`,
    urn: pods.deployment.urn,
    class: classOfPods(pods.service),
    capability: "workloads",
    after: (failure) => outcomeOfPods(pods, nodes, failure),
  }));
  return [...stateful, ...services];
}

function rowOf(subject: Subject, failure: Failure, contract: Promised): RecoveryRow {
  const outcome = subject.after(failure);
  const target = targetOf(contract, failure, subject);
  return {
    data: subject.data,
    urn: subject.urn,
    class: subject.class,
    failure,
    rtoMinutes: outcome.rtoMinutes,
    rpoMinutes: outcome.rpoMinutes,
    targetRtoMinutes: target.rtoMinutes,
    targetRpoMinutes: target.rpoMinutes,
    meets: meetsTarget(outcome, target),
    by: outcome.by,
    why: outcome.why,
    sources: outcome.sources,
  };
}
