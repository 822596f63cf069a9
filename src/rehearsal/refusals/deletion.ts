import type { Existing } from "../simulated";
import { valueAt } from "../values";
import type { Resident, World } from "../world";
import { rulesOf } from "./index";
import { holdersOf } from "./references";
import { kindOf, type Guard } from "./rules";

/** What goes with a resource, and what keeps it. */
export interface Deletion {
  /** All that goes along, and itself last. */
  readonly going: readonly Existing[];
  /** Why nothing goes at all, in the vendor's words. */
  readonly refusal?: string;
}

export function deletionOf(world: World, resident: Resident): Deletion {
  const along = goingAlong(world, resident);
  const going = [...along].reverse();
  const refusal = guardOf(resident) ?? lockOf(world, along) ?? holderOf(world, along);
  return refusal === undefined ? { going } : { going, refusal };
}

/** Itself, what is in it, what is in that. */
function goingAlong(world: World, resident: Existing): readonly Existing[] {
  const along = [resident];
  const urns = new Set([resident.urn]);
  // The list grows while it is read.
  for (const one of along) {
    for (const { by, hold } of holdersOf(world, one)) {
      if (hold !== "goesAlong" || urns.has(by.urn)) continue;
      urns.add(by.urn);
      along.push(by);
    }
  }
  return along;
}

function guardOf(resident: Resident): string | undefined {
  const guard = rulesOf(resident.type).guards.find((one) => one.type === resident.type && isUp(one, resident));
  return guard === undefined ? undefined : `${guard.says}: ${resident.id}`;
}

/** What is only kept when something is in it is kept unless it says otherwise; elsewhere, nothing said means nothing. */
function isUp({ path, is, filled }: Guard, resident: Resident): boolean {
  const value = valueAt(resident.inputs, path) ?? (filled === true ? is : undefined);
  return value === is && (filled !== true || resident.filled);
}

const LOCK = "azure-native:authorization:ManagementLockByScope";

/** Azure: a lock holds everything in its scope, and what that is in (Azure Resource Manager, locks). */
function lockOf(world: World, along: readonly Existing[]): string | undefined {
  const scopes = world.ofType(LOCK).map(({ inputs }) => String(valueAt(inputs, "scope")).toLowerCase());
  const locked = along.find(
    ({ id, type }) => type !== LOCK && scopes.some((scope) => id.toLowerCase().startsWith(scope)),
  );
  return locked === undefined
    ? undefined
    : `ScopeLocked: the scope '${locked.id}' cannot be deleted because it is locked`;
}

function holderOf(world: World, along: readonly Existing[]): string | undefined {
  const going = new Set(along.map(({ urn }) => urn));
  for (const held of along) {
    const holder = holdersOf(world, held).find(({ by, hold }) => hold === "refuses" && !going.has(by.urn));
    if (holder !== undefined) return rulesOf(held.type).texts.inUse(kindOf(held.type), held.id, holder.by.id);
  }
  return undefined;
}
