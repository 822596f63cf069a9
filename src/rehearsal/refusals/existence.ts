import { isDeepStrictEqual } from "node:util";
import type { WireProperties } from "../../graph/wire";
import type { Existing } from "../simulated";
import type { Subject } from "../subject";
import { valueAt } from "../values";
import type { World } from "../world";
import { ANYTHING, rulesOf } from "./index";
import { kindOf } from "./rules";

/** Why there can't be another resource of that id: there is one, or there was one whose name is kept. */
export function takenId(world: World, { type, urn }: Subject, id: string, inputs: WireProperties): string | undefined {
  // What no vendor keeps, such as passwords, is only in the state.
  const { idempotent = [] } = rulesOf(type);
  if (rulesOf(type) === ANYTHING || idempotent.includes(type)) return undefined;
  const isSame = (other: Existing) => other.id === id && placeOf(other.inputs) === placeOf(inputs);
  if (world.ofType(type).some((other) => isSame(other) && other.urn !== urn)) return existing(type, id);
  if (world.find(urn, id) !== undefined) return existing(type, id);
  const before = world.allDeparted.find((other) => other.type === type && isSame(other));
  const kept = before === undefined ? undefined : rulesOf(type).keeps.find((rule) => rule.type === type);
  if (before === undefined || kept === undefined) return undefined;
  const isKept = kept.path === undefined || (kept.when?.(valueAt(before.inputs, kept.path)) ?? true);
  return isKept ? `${kept.says}: ${id}` : undefined;
}

/** Why it can't be called that: something else is. */
export function takenName(world: World, { type, urn }: Subject, inputs: WireProperties): string | undefined {
  const rules = rulesOf(type).unique.filter((rule) => rule.type === type);
  for (const { paths, when } of rules) {
    const names = paths.map((path) => valueAt(inputs, path));
    if (when !== undefined && !when.test(String(names[0]))) continue;
    const isSame = (other: Existing) =>
      isDeepStrictEqual(
        paths.map((path) => valueAt(other.inputs, path)),
        names,
      );
    if (world.ofType(type).some((other) => other.urn !== urn && isSame(other))) return existing(type, names.join(" "));
  }
  return undefined;
}

const existing = (type: string, id: string): string => rulesOf(type).texts.exists(kindOf(type), id);

/** Names are unique in a region; where none is said, there is only one. */
const placeOf = (inputs: WireProperties): unknown => valueAt(inputs, "region");
