import type { Graph } from "../../src/graph/graph";
import type { Answer } from "./api";
import { controlPlaneFolder } from "./binaries";
import { type ControlPlane, startControlPlane } from "./control-plane";
import { define, openFor, publishedFor } from "./crds";
import { Kubelet } from "./kubelet";
import { Nodes, poolsIn, ZONES } from "./nodes";
import { keyOf, objectsIn } from "./objects";
import { Observer } from "./observer";
import { type Service, servicesIn } from "./services";
import { zonesOpenTo } from "./spread";
import { systemObjects } from "./system";
import type { KubernetesObject, Pod } from "./types";

/** How far the node autoscaler may go. */
export interface Growth {
  readonly nodes: number;
  readonly zones?: readonly string[];
}

const NONE: Growth = { nodes: 0 };
/** Up to the maximum of each pool. */
export const ALL: Growth = { nodes: Number.POSITIVE_INFINITY };

/**
 * Milliseconds without any change after which the suite steps in for what is not simulated: a little more than the
 * scheduler waits before it tries a pod again.
 */
const REACTION_MS = 1_200;
/** Milliseconds without any change after which nothing more is expected to happen. */
const PATIENCE_MS = 8_000;

/** One stack of the program, running in a cluster of its own: the real control plane with simulated nodes. */
export class World {
  readonly objects: readonly KubernetesObject[];
  readonly services: readonly Service[];
  /** What the API server said to each object, in order. */
  readonly answers = new Map<KubernetesObject, Answer>();
  readonly #replicas = new Map<string, number>();

  private constructor(
    graph: Graph,
    private readonly plane: ControlPlane,
    readonly nodes: Nodes,
    readonly observer: Observer,
  ) {
    this.objects = objectsIn(graph);
    this.services = servicesIn(this.objects);
  }

  get api() {
    return this.plane.api;
  }

  /** On the minimum of nodes, with everything applied that the server accepts. */
  static async start(graph: Graph): Promise<World> {
    const plane = await startControlPlane(controlPlaneFolder());
    try {
      const observer = await Observer.start(plane.api, new Kubelet(plane.api).onPod);
      const world = new World(graph, plane, new Nodes(plane.api, poolsIn(graph)), observer);
      await world.nodes.replace(({ min }) => min);
      await define(plane.api, [...publishedFor(world.objects), ...openFor(world.objects)]);
      for (const object of world.objects) world.answers.set(object, await plane.api.apply(object));
      for (const object of systemObjects(graph)) await plane.api.accept(object);
      return world;
    } catch (error) {
      await plane.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.plane.stop();
  }

  /** As an autoscaler does it. */
  async scale(count: (service: Service) => number): Promise<void> {
    for (const service of this.services) {
      const replicas = count(service);
      this.#replicas.set(keyOf(service.deployment), replicas);
      const path = await this.api.pathOf(service.deployment);
      await this.api.merge(`${path}/scale`, { spec: { replicas } });
    }
  }

  /**
   * Back to the minimum of pods, all of them new, on the minimum of nodes.
   * @returns the number of nodes that had to be added
   */
  async reset(growth?: Growth): Promise<number> {
    await this.scale(({ min }) => min);
    await this.nodes.replace(({ min }) => min);
    await this.removePods(() => true);
    return this.settle(growth);
  }

  /** Without waiting for anyone, as when their node is gone. */
  async removePods(which: (pod: Pod) => boolean): Promise<void> {
    const pods = (await this.api.list<Pod>("/api/v1/pods")).filter(which);
    const remove = ({ metadata: { namespace, name } }: Pod) =>
      this.api.send("DELETE", `/api/v1/namespaces/${namespace}/pods/${name}`, { gracePeriodSeconds: 0 });
    await Promise.all(pods.map(remove));
  }

  /**
   * Waits until every pod runs, and adds nodes for those without a place as far as growth allows it.
   * @returns the number of nodes that were added
   * @throws Error with everything that is not as it should be once nothing moves any more
   */
  async settle(growth = NONE): Promise<number> {
    let added = 0;
    while (!(await this.observer.isSettled(this.expected))) {
      const { quietFor } = this.observer;
      if (quietFor < REACTION_MS) continue;
      const next = added < growth.nodes ? this.nextNode(growth.zones) : undefined;
      if (next !== undefined) {
        await this.nodes.add(next.pool, next.zones);
        added += 1;
      } else if (quietFor < PATIENCE_MS) {
        await this.collectOrphans();
      } else {
        throw new Error(`the cluster does not settle:\n${this.explain()}`);
      }
    }
    return added;
  }

  /** What is not yet as it should be, one line each. */
  explain(): string {
    return this.observer.complaints(this.expected).join("\n");
  }

  /** Pods that came to a node just when it went; the controller that collects them takes minutes. */
  private async collectOrphans(): Promise<void> {
    const names = new Set(this.expected.nodes);
    const isOrphan = ({ spec }: Pod) => spec.nodeName !== undefined && !names.has(spec.nodeName);
    if (this.observer.knownPods.some(isOrphan)) await this.removePods(isOrphan);
  }

  /** The pool, and the zones of it, where one node more helps a pod that waits. */
  private nextNode(zones: readonly string[] = ZONES) {
    const state = { pods: this.observer.knownPods, nodes: this.nodes.all };
    const places = this.observer.unschedulable.flatMap((pod) => {
      const pool = this.nodes.poolFor(pod);
      return pool === undefined ? [] : [{ pool, zones: zonesOpenTo(pod, zones, state) }];
    });
    return places.find((place) => place.zones.length > 0);
  }

  private get expected() {
    return { replicas: this.#replicas, nodes: this.nodes.all.map(({ name }) => name) };
  }
}
