import { expect, it } from "vitest";
import { refusalOf } from "./api";
import { nameOf } from "./objects";
import { until } from "./until";
import type { KubernetesObject } from "./types";
import { ALL, type World } from "./world";

/** The API server takes the objects as they are. */
export function acceptance(world: () => World): void {
  it("are accepted, every field of them and without a warning", () => {
    const { answers } = world();
    expect(answers.size).toBeGreaterThan(30);
    const refused = [...answers].filter(([, { status }]) => status !== 201);
    expect(refused.map(([object, answer]) => `${nameOf(object)}: ${refusalOf(answer)}`)).toEqual([]);
    const warned = [...answers].filter(([, { warnings }]) => warnings.length > 0);
    expect(warned.map(([object, { warnings }]) => `${nameOf(object)}: ${warnings.join("; ")}`)).toEqual([]);
  });

  it("are left as they are when they are applied again, even to what an autoscaler changed", async () => {
    const { api, objects } = world();
    await world().scale(({ min }) => min);
    await world().settle(ALL);
    const before = await settledContents(world());
    const changed: string[] = [];
    for (const object of objects) {
      const answer = await api.apply(object);
      expect(answer.status, `${nameOf(object)}: ${refusalOf(answer)}`).toBe(200);
      if (contentOf(answer.body) !== before.get(object)) changed.push(nameOf(object));
    }
    expect(changed).toEqual([]);
  });
}

/** Controllers annotate what they own a little late. */
async function settledContents(world: World): Promise<ReadonlyMap<KubernetesObject, string>> {
  let last = await contents(world);
  return until("the objects to stay as they are", async () => {
    const now = await contents(world);
    const isSame = [...now].every(([object, content]) => last.get(object) === content);
    last = now;
    return isSame ? now : undefined;
  });
}

async function contents({ api, objects }: World): Promise<ReadonlyMap<KubernetesObject, string>> {
  const read = async (object: KubernetesObject) => contentOf(await api.call("GET", await api.pathOf(object)));
  return new Map(await Promise.all(objects.map(async (object) => [object, await read(object)] as const)));
}

/** What the program declares: controllers write statuses, and with them versions and owners of fields, when they like. */
function contentOf(object: unknown): string {
  const { metadata, ...rest } = object as KubernetesObject;
  const declared = { ...metadata, resourceVersion: undefined, managedFields: undefined };
  return JSON.stringify({ ...rest, metadata: declared, status: undefined });
}
