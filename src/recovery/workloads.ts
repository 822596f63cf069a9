import type { GraphResource } from "../graph/graph";
import type { ParityGraph } from "../parity/graph";
import type { Zones } from "../parity/kinds";
import { Member } from "../plan/describe/members";
import { NEW_STACK, NOTICED, planned, type Step, type Steps } from "./kinds";
import { after, type Outcome } from "./outcome";
import type { Failure } from "./row";
import { spans, zonesText } from "./zones";

/** One service's pods, as they were recorded. */
export interface Pods {
  readonly deployment: GraphResource;
  readonly service: string;
  /** As few as there ever are. */
  readonly least: number;
  /** Who sees to that number; null where it is fixed. */
  readonly scaler: GraphResource | null;
  /** No zone may have all of them. */
  readonly spread: boolean;
}

const SCALERS = {
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": { least: "spec.minReplicas", unless: 1 },
  "kubernetes:keda.sh/v1alpha1:ScaledObject": { least: "spec.minReplicaCount", unless: 0 },
} as const;

const SPREAD = "spec.template.spec.topologySpreadConstraints";

/** Other pods of the service answer: no longer than until the failed ones are taken out (Kubernetes, readiness probes). */
const OTHERS: Step = { does: "the pods in the other zones go on", minutes: 1, source: "Kubernetes, readiness probes" };
/** Pods leave a node that is silent after 300 seconds (Kubernetes, taint-based evictions). */
const MOVED: Steps = [
  { does: "pods leave the lost nodes", minutes: 5, source: "Kubernetes, taint-based evictions: 300 seconds" },
  { does: "new nodes join", minutes: 3, source: "docs/runbooks/failed-update.md, what is normal" },
  planned("the pods start", 2),
];

/** The CRM's services, each with the pods that it always has. */
export function podsIn(graph: ParityGraph): readonly Pods[] {
  const scalers = new Map<string, readonly [GraphResource, number]>();
  for (const [type, { least, unless }] of Object.entries(SCALERS)) {
    for (const scaler of graph.ofType(type)) {
      const at = new Member(scaler);
      const target = keyOf(at.text("metadata.namespace"), at.text("spec.scaleTargetRef.name"));
      scalers.set(target, [scaler, at.at(least) === undefined ? unless : at.number(least)]);
    }
  }
  const deployments = graph.membersOf("workloads").resources.filter(({ type }) => type.endsWith("apps/v1:Deployment"));
  return deployments.map((deployment) => {
    const at = new Member(deployment);
    const service = at.text("metadata.name");
    const [scaler, scaled] = scalers.get(keyOf(at.text("metadata.namespace"), service)) ?? [];
    const fixed = at.at("spec.replicas") === undefined ? 1 : at.number("spec.replicas");
    return { deployment, service, least: scaled ?? fixed, scaler: scaler ?? null, spread: isSpread(at) };
  });
}

const keyOf = (namespace: string, name: string): string => `${namespace}/${name}`;

function isSpread(deployment: Member): boolean {
  return deployment.list(SPREAD).some((_, index) => {
    const constraint = `${SPREAD}.${index}`;
    return (
      deployment.text(`${constraint}.topologyKey`) === "topology.kubernetes.io/zone" &&
      deployment.text(`${constraint}.whenUnsatisfiable`) === "DoNotSchedule"
    );
  });
}

/** Whether the service answers without a pause when any zone is lost. */
export const outliveZone = ({ least, spread }: Pods, nodes: Zones): boolean => least > 1 && spread && spans(nodes, 2);

/**
 * Pods keep no data: what they work on is in the rows of database and cache.
 * @param zones those of the cluster's nodes
 */
export function outcomeOfPods(pods: Pods, zones: Zones, failure: Failure): Outcome {
  const { deployment, scaler, least, spread } = pods;
  const by = [deployment.urn, ...(scaler === null ? [] : [scaler.urn])];
  if (failure === "region") return after(NEW_STACK, 0, [], "nothing of it is in another region; it is made again");
  if (failure === "deletion") return after([NOTICED, planned("`pulumi up` makes them again", 15)], 0, [], "no data");
  const stands = `${least === 1 ? "one pod" : `${least} pods`}${spread && least > 1 ? ", spread over" : " in"} ${zonesText(zones)}`;
  if (outliveZone(pods, zones)) return after([OTHERS], 0, by, stands);
  if (spans(zones, 2)) return after(MOVED, 0, by, stands);
  return after([NOTICED, planned("`pulumi up` makes nodes in another zone", 30), ...MOVED.slice(-1)], 0, [], stands);
}
