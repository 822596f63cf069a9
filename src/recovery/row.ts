import type { DataClass, Tier } from "../../stacks";

/** `deletion`: data is deleted or overwritten by mistake; the resources themselves are protected from it. */
export const FAILURES = ["zone", "region", "deletion"] as const;
export type Failure = (typeof FAILURES)[number];

/** From the most to the least urgent. */
export const CLASSES = ["critical", "high", "medium", "low"] as const satisfies readonly DataClass[];

/** How one kind of data, or one service of pods, comes back after one failure; read from the recorded resources. */
export interface RecoveryRow {
  /** `database`, `objects: recordings`, `pods: api`. */
  readonly data: string;
  /** Of the resource that keeps it. */
  readonly urn: string;
  readonly class: DataClass;
  readonly failure: Failure;
  /** Until it can be used again; null: not recovered. */
  readonly rtoMinutes: number | null;
  /** What is lost, counted back from the failure; null: everything. */
  readonly rpoMinutes: number | null;
  /** Null where nothing is promised. */
  readonly targetRtoMinutes: number | null;
  readonly targetRpoMinutes: number | null;
  /** True where nothing is promised, too. */
  readonly meets: boolean;
  /** URNs of what achieves it; none where it comes from outside the stack. */
  readonly by: readonly string[];
  readonly why: string;
  /** Whose numbers they are. */
  readonly sources: readonly string[];
}

/** Everything that targets are taken from: what is achieved never looks at it. */
export type Promised = Pick<Tier, "recovery" | "dr" | "availability">;

/** Whether a row has a target at all: without one it is met whatever happens. */
export const isPromised = ({
  targetRtoMinutes,
  targetRpoMinutes,
}: Pick<RecoveryRow, "targetRtoMinutes" | "targetRpoMinutes">): boolean =>
  targetRtoMinutes !== null || targetRpoMinutes !== null;
