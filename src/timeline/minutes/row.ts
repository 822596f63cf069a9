import type { GraphResource } from "../../graph/graph";
import type { Duration } from "../duration";

/** How long one vendor takes to create what it is asked for, as data: one file per vendor. */
export interface CreationTimes {
  /** How its types begin. */
  readonly prefix: string;
  readonly rows: readonly CreationRow[];
}

export interface CreationRow {
  /** What a first creation usually takes, until the provider returns; some of it depends on what is asked for. */
  readonly takes: Duration | ((resource: GraphResource) => Duration);
  /** Where the time comes from; of a range the middle is taken, unless most of what was seen lies elsewhere. */
  readonly source: string;
  /** Without the vendor's prefix. Each is listed, so that a new one is noticed. */
  readonly types: readonly string[];
}

/** A request that the vendor answers when the thing is there. */
export const AT_ONCE = { takes: "3s", source: "one API call that returns when the thing is there" } as const;
