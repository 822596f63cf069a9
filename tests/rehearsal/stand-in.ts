import { isDeepStrictEqual } from "node:util";
import { runtime } from "@pulumi/pulumi";
import { type Existing, Refused, type SimulatedCloud } from "../../src/rehearsal/simulated";

/** The smallest cloud that a provider can be served from: it grants everything, and every output is the input. */
export function standIn(): SimulatedCloud & { readonly refuse: Set<string> } {
  const world = new Map<string, Existing>();
  const refuse = new Set<string>();
  let made = 0;
  const typeOf = (urn: string) => urn.split("::")[2]?.split("$").at(-1) ?? "";
  const put = (urn: string, id: string, inputs: Existing["inputs"]): Existing => {
    if (refuse.has(urn)) throw new Refused(`${urn} is not granted`);
    const resource = { urn, type: typeOf(urn), id, inputs, state: { ...inputs, arn: `arn:${id}` } };
    world.set(id, resource);
    return resource;
  };
  return {
    refuse,
    check: () => [],
    diff: (_, before, after) => {
      const keys = Object.keys({ ...before, ...after });
      const changed = keys.filter((key) => !isDeepStrictEqual(before[key], after[key]));
      return { changed, replaces: changed.filter((key) => key === "name") };
    },
    create: async (urn, inputs) => put(urn, `id-${(made += 1)}`, inputs),
    read: (_, id) => world.get(id),
    update: async (urn, id, inputs) => put(urn, id, inputs),
    delete: async (urn, id) => {
      if (!world.delete(id)) throw new Refused(`${urn}: there is no ${id}`);
    },
    preview: (_, inputs) => ({ ...inputs, arn: runtime.unknownValue }),
    invoke: (token) => {
      throw new Refused(`${token} may not be called`);
    },
    get existing() {
      return [...world.values()];
    },
  };
}
