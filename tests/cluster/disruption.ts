import { expect, it } from "vitest";
import { chosenBy, nameOf } from "./objects";
import { ZONES } from "./nodes";
import type { DisruptionBudget, Pod } from "./types";
import { ALL, type World } from "./world";

/** A node that is replaced, as at each upgrade, never waits for a pod. */
export function draining(world: () => World): void {
  it("let every node be drained", async () => {
    await world().reset(ALL);
    for (const node of world().nodes.all) {
      await world().nodes.cordon(node);
      const pods = (await podsOf(world())).filter(({ spec }) => spec.nodeName === node.name);
      for (const pod of pods.filter((candidate) => !isDaemon(candidate))) await evict(world(), pod);
      await world().settle(ALL);
      await world().nodes.remove(node);
      await world().removePods(({ spec }) => spec.nodeName === node.name);
      await world().nodes.add(node.pool, [node.zone]);
      await world().settle(ALL);
    }
  });
}

/** A stack that promises to survive the loss of a zone. */
export function zoneLoss(world: () => World): void {
  it.each(ZONES)("keep what each service needs without %s, and come back on the others", async (zone) => {
    await world().reset(ALL);
    const budgets = await world().api.list<DisruptionBudget>("/apis/policy/v1/poddisruptionbudgets");
    const lost = world().nodes.all.filter((node) => node.zone === zone);
    expect(lost.length).toBeGreaterThan(0);
    const isLost = ({ spec }: Pod) => lost.some(({ name }) => name === spec.nodeName);
    const left = (await podsOf(world())).filter((pod) => !isLost(pod));
    expect(budgets.length).toBe(world().services.length);
    for (const budget of budgets) {
      const needed = budget.status?.desiredHealthy ?? Number.NaN;
      expect(chosenBy(budget, left).length, nameOf(budget)).toBeGreaterThanOrEqual(needed);
    }
    for (const node of lost) await world().nodes.remove(node);
    await world().removePods(isLost);
    await world().settle({ ...ALL, zones: ZONES.filter((other) => other !== zone) });
  });
}

/** Attempts to evict one pod, with all that it waits for done in between. */
const ATTEMPTS = 3;

async function evict(world: World, { metadata }: Pod): Promise<void> {
  const { namespace, name } = metadata;
  const body = { apiVersion: "policy/v1", kind: "Eviction", metadata: { namespace, name } };
  for (let attempt = 1; ; attempt += 1) {
    const { status } = await world.api.send("POST", `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, body);
    if (status === 201) return;
    expect(status, `${name} can't be evicted`).toBe(429);
    expect(attempt, `${name} is refused again and again`).toBeLessThan(ATTEMPTS);
    await world.settle(ALL);
  }
}

const podsOf = async ({ api }: World): Promise<readonly Pod[]> => {
  const pods = await api.list<Pod>("/api/v1/pods");
  return pods.filter(({ status }) => status.phase === "Running");
};

const isDaemon = ({ metadata }: Pod) => metadata.ownerReferences?.some(({ kind }) => kind === "DaemonSet") ?? false;
