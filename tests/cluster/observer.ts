import type { Api } from "./api";
import { chosenBy, keyOf, nameOf } from "./objects";
import type { DaemonSet, Deployment, DisruptionBudget, KubernetesObject, Pod } from "./types";
import { pause } from "./until";
import { Watched } from "./watched";

/** What the controllers are to arrive at, beside what the objects themselves say. */
export interface Expected {
  /** Number of pods of each Deployment whose scale was set, by key. */
  readonly replicas: ReadonlyMap<string, number>;
  /** Names of all nodes. */
  readonly nodes: readonly string[];
}

const PATHS = {
  pods: "/api/v1/pods",
  deployments: "/apis/apps/v1/deployments",
  daemonSets: "/apis/apps/v1/daemonsets",
  budgets: "/apis/policy/v1/poddisruptionbudgets",
} as const;

interface State {
  readonly pods: readonly Pod[];
  readonly deployments: readonly Deployment[];
  readonly daemonSets: readonly DaemonSet[];
  readonly budgets: readonly DisruptionBudget[];
}

/** Sees when the controllers and the scheduler are done, and why they are not. */
export class Observer {
  private constructor(
    private readonly api: Api,
    private readonly pods: Watched<Pod>,
    private readonly deployments: Watched<Deployment>,
    private readonly daemonSets: Watched<DaemonSet>,
    private readonly budgets: Watched<DisruptionBudget>,
  ) {}

  static async start(api: Api, onPod: (pod: Pod) => void): Promise<Observer> {
    return new Observer(
      api,
      await Watched.start<Pod>(api, PATHS.pods, onPod),
      await Watched.start<Deployment>(api, PATHS.deployments),
      await Watched.start<DaemonSet>(api, PATHS.daemonSets),
      await Watched.start<DisruptionBudget>(api, PATHS.budgets),
    );
  }

  /** Milliseconds since anything changed. */
  get quietFor(): number {
    const { pods, deployments, daemonSets, budgets } = this;
    return Math.min(...[pods, deployments, daemonSets, budgets].map(({ quietFor }) => quietFor));
  }

  get knownPods(): readonly Pod[] {
    return this.pods.objects;
  }

  /** Pods that the scheduler found no node for. */
  get unschedulable(): readonly Pod[] {
    return this.knownPods.filter((pod) => reasonToWait(pod) !== undefined);
  }

  /** What is not yet as it should be, one line each. */
  complaints(expected: Expected): readonly string[] {
    const { pods, deployments, daemonSets, budgets } = this;
    const seen = {
      pods: pods.objects,
      deployments: deployments.objects,
      daemonSets: daemonSets.objects,
      budgets: budgets.objects,
    };
    return complaintsAbout(seen, expected);
  }

  /** Asks the server only when nothing that was seen speaks against it: what is seen comes a little late. */
  async isSettled(expected: Expected): Promise<boolean> {
    await pause();
    if (this.complaints(expected).length > 0) return false;
    const list = <T extends KubernetesObject>(path: string) => this.api.list<T>(path);
    const state: State = {
      pods: await list(PATHS.pods),
      deployments: await list(PATHS.deployments),
      daemonSets: await list(PATHS.daemonSets),
      budgets: await list(PATHS.budgets),
    };
    return complaintsAbout(state, expected).length === 0;
  }
}

function complaintsAbout(state: State, expected: Expected): readonly string[] {
  const pods = state.pods.filter(({ status }) => status.phase !== "Succeeded");
  const known = new Set(state.deployments.map(keyOf));
  return [
    ...[...expected.replicas.keys()].filter((name) => !known.has(name)).map((name) => `${name} is not there`),
    ...state.deployments.flatMap((deployment) => aboutDeployment(deployment, pods, expected)),
    ...state.daemonSets.flatMap((set) => aboutDaemonSet(set, pods, expected)),
    ...state.budgets.flatMap((budget) => aboutBudget(budget, pods)),
    ...pods.flatMap((pod) => aboutPod(pod, expected)),
  ];
}

function aboutDeployment(deployment: Deployment, pods: readonly Pod[], { replicas }: Expected): readonly string[] {
  const { metadata, spec, status } = deployment;
  const wanted = replicas.get(keyOf(deployment)) ?? spec.replicas;
  const counts = {
    asked: spec.replicas,
    all: status?.replicas,
    updated: status?.updatedReplicas,
    available: status?.availableReplicas,
    pods: chosenBy(deployment, pods).length,
  };
  const isUpToDate = status?.observedGeneration === metadata.generation;
  if (isUpToDate && Object.values(counts).every((count) => count === wanted)) return [];
  const failure = status?.conditions?.find(({ type }) => type === "ReplicaFailure");
  return [`${nameOf(deployment)}: ${wanted} pods wanted, ${JSON.stringify(counts)} ${failure?.message ?? ""}`.trim()];
}

function aboutDaemonSet(set: DaemonSet, pods: readonly Pod[], { nodes }: Expected): readonly string[] {
  const count = chosenBy(set, pods).length;
  return count === nodes.length ? [] : [`${nameOf(set)}: ${count} pods on ${nodes.length} nodes`];
}

function aboutBudget(budget: DisruptionBudget, pods: readonly Pod[]): readonly string[] {
  const { observedGeneration, expectedPods, currentHealthy } = budget.status ?? {};
  const count = chosenBy(budget, pods).length;
  const isUpToDate = observedGeneration === budget.metadata.generation && expectedPods === count;
  return isUpToDate && currentHealthy === count
    ? []
    : [`${nameOf(budget)}: ${currentHealthy} of ${count} pods healthy`];
}

function aboutPod(pod: Pod, { nodes }: Expected): readonly string[] {
  const { metadata, spec, status } = pod;
  if (metadata.deletionTimestamp !== undefined) return [`${nameOf(pod)} is on its way out`];
  if (spec.nodeName === undefined) return [`${nameOf(pod)}: ${reasonToWait(pod) ?? "not yet scheduled"}`];
  if (!nodes.includes(spec.nodeName)) return [`${nameOf(pod)} is on ${spec.nodeName}, which is gone`];
  return status.phase === "Running" ? [] : [`${nameOf(pod)}: ${status.phase}`];
}

const reasonToWait = ({ status }: Pod): string | undefined =>
  status.conditions?.find(({ type, status }) => type === "PodScheduled" && status === "False")?.message;
