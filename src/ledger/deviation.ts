import type { PhaseName, TierName } from "../../stacks";
import type { CloudName } from "../conventions/clouds";

/** What a tier promises of a capability on every cloud; a test compares them. */
export const ASPECTS = ["availability", "encryption", "access", "backup", "alarms", "widgets"] as const;
export type Aspect = (typeof ASPECTS)[number];

/** A promise that a cloud keeps in another way than the others. */
export interface Excuse {
  readonly capability: string;
  readonly aspects: readonly Aspect[];
  /** Where it does; everywhere if nothing is said. A phase is told apart from the tier that it is laid over. */
  readonly in?: readonly (TierName | PhaseName)[];
}

/** A statement of the requirements that is built differently: said once here, and shown in `docs/DEVIATIONS.md`. */
export interface Deviation {
  /** Stable: plans and reviews refer to it. */
  readonly id: string;
  /** The capability of the architecture it belongs to. */
  readonly capability: string;
  readonly clouds: readonly CloudName[];
  /** What the requirements say. */
  readonly stated: string;
  readonly built: string;
  readonly why: string;
  /** Promises that are unequal because of it. */
  readonly excuses?: readonly Excuse[];
}
