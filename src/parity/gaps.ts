import type { CloudName } from "../conventions/clouds";
import { ASPECTS, type Aspect, type Deviation } from "../ledger/deviation";
import type { PhaseName, TierName } from "../../stacks";
import { CAPABILITIES, type CapabilityId } from "../plan/capabilities";
import type { CapabilityPromise, Kept } from "./promise";

/** What every cloud promises of a capability in the same tier or phase; null where it does not have it. */
export type Promises = Readonly<Partial<Record<CloudName, CapabilityPromise | null>>>;
export type Place = TierName | PhaseName;

/** An aspect of a promise that the clouds keep differently, or not at all. */
export interface Gap {
  readonly place: Place;
  readonly capability: CapabilityId;
  readonly aspect: Aspect;
  readonly clouds: readonly CloudName[];
  /** What each of them has. */
  readonly kept: readonly string[];
}

export interface Question {
  readonly place: Place;
  readonly capability: CapabilityId;
  readonly promises: Promises;
}

type Had = readonly [CloudName, Kept | null];

/** Where clouds differ and the ledger gives no reason. A cloud with a reason is not compared with the others. */
export function gapsOf(question: Question, ledger: readonly Deviation[]): readonly Gap[] {
  return ASPECTS.flatMap((aspect) => {
    const counting = hadOf(question, aspect).filter(
      ([cloud]) => excusesOf(question, aspect, cloud, ledger).length === 0,
    );
    return differ(counting) ? [gap(question, aspect, counting)] : [];
  });
}

/** Entries of the ledger that stand for an aspect of a capability on a cloud. */
export function excusesOf(
  { place, capability }: Pick<Question, "place" | "capability">,
  aspect: Aspect,
  cloud: CloudName,
  ledger: readonly Deviation[],
): readonly Deviation[] {
  return ledger.filter(
    ({ clouds, excuses = [] }) =>
      clouds.includes(cloud) &&
      excuses.some(
        (excuse) =>
          excuse.capability === capability &&
          excuse.aspects.includes(aspect) &&
          (excuse.in === undefined || excuse.in.includes(place)),
      ),
  );
}

/** Whether a cloud needs a reason: it differs from one that has none, or has less than each owes. */
export function needsExcuse(
  question: Question,
  aspect: Aspect,
  cloud: CloudName,
  ledger: readonly Deviation[],
): boolean {
  const had = hadOf(question, aspect);
  const own = had.find(([name]) => name === cloud);
  if (own === undefined) return false;
  const counting = had.filter(([name]) => excusesOf(question, aspect, name, ledger).length === 0);
  return differ([own]) || counting.some((other) => differ([own, other]));
}

/** Ids of what the ledger says about a capability's promises, in its order. */
export const reasonsFor = (capability: CapabilityId, ledger: readonly Deviation[]): readonly string[] =>
  ledger.filter(({ excuses = [] }) => excuses.some((excuse) => excuse.capability === capability)).map(({ id }) => id);

export const isCapability = (name: string): name is CapabilityId => CAPABILITIES.some((known) => known === name);

function hadOf({ promises }: Question, aspect: Aspect): readonly Had[] {
  return Object.entries(promises).map(([cloud, promise]) => [cloud as CloudName, promise && promise.kept[aspect]]);
}

function differ(had: readonly Had[]): boolean {
  const promised = new Set(had.map(([, kept]) => kept?.promise ?? null));
  return promised.size > 1 || had.some(([, kept]) => kept?.short);
}

function gap({ place, capability }: Question, aspect: Aspect, had: readonly Had[]): Gap {
  const clouds = had.map(([cloud]) => cloud);
  return { place, capability, aspect, clouds, kept: had.map(([, kept]) => kept?.text ?? "nothing") };
}
