import type { CloudName } from "../conventions/clouds";

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
}
