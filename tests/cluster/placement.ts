import { expect, it } from "vitest";
import { ofKind } from "./objects";
import { until } from "./until";
import type { Deployment, Job } from "./types";
import type { World } from "./world";

/** Everything finds a place on the nodes that its tier pays for. */
export function placement(world: () => World): void {
  it("have room for the minimum of pods on the minimum of nodes, and for the migration beside them", async () => {
    await world().reset();
    const jobs = ofKind(world().objects, "Job");
    expect(jobs.length).toBeGreaterThan(0);
    for (const job of jobs) await complete(world(), job);
  });

  it("have room for the maximum of pods on the maximum of nodes", async () => {
    await world().nodes.replace(({ max }) => max);
    await world().scale(({ max }) => max);
    await world().removePods(() => true);
    await world().settle();
  });

  it("are all rolled out at once with at most one node more than the minimum", async () => {
    const added = await world().reset({ nodes: 1 });
    for (const { deployment } of world().services) await restart(world(), deployment);
    await world().settle({ nodes: 1 - added });
  });
}

/** As at the next release, when everything else runs already. */
async function complete(world: World, job: Job): Promise<void> {
  const { api } = world;
  const next = { ...job, metadata: { ...job.metadata, name: `${job.metadata.name}-next` } };
  await api.accept(next);
  const path = await api.pathOf(next);
  await until(
    () => `${next.metadata.name} to complete\n${world.explain()}`,
    async () => {
      const { status } = await api.call<Job>("GET", path);
      return status?.conditions?.some(({ type, status }) => type === "Complete" && status === "True") || undefined;
    },
  );
}

/** As `kubectl rollout restart` does it. */
async function restart({ api }: World, deployment: Deployment): Promise<void> {
  const annotations = { "kubectl.kubernetes.io/restartedAt": new Date().toISOString() };
  await api.merge(await api.pathOf(deployment), { spec: { template: { metadata: { annotations } } } });
}
