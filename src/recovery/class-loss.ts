import type { DataClass } from "../../stacks";
import { recordOf } from "../conventions/records";
import { CLASSES, type Failure, type RecoveryRow } from "./row";

/** What a failure means for all data of a class. */
export interface ClassLoss {
  /** Most that is lost of what comes back; null where nothing comes back, or the class has nothing. */
  readonly rpoMinutes: number | null;
  /** Until the last of it is back; null as above. */
  readonly rtoMinutes: number | null;
  /** What does not come back, and why. */
  readonly lost: readonly string[];
  /** What must be done for the rest. */
  readonly todo: readonly string[];
}

/** The rows of one failure by class: what each class loses, and what must be done. */
export function classLosses(rows: readonly RecoveryRow[], failure: Failure): Readonly<Record<DataClass, ClassLoss>> {
  const affected = rows.filter((row) => row.failure === failure);
  return recordOf(CLASSES, (dataClass) => lossOf(affected.filter((row) => row.class === dataClass)));
}

function lossOf(rows: readonly RecoveryRow[]): ClassLoss {
  const back = rows.filter(({ rpoMinutes }) => rpoMinutes !== null);
  const gone = rows.filter(({ rpoMinutes }) => rpoMinutes === null);
  const most = (times: readonly (number | null)[]) => (times.length === 0 ? null : Math.max(...times.map(Number)));
  return {
    rpoMinutes: most(back.map(({ rpoMinutes }) => rpoMinutes)),
    rtoMinutes: most(back.map(({ rtoMinutes }) => rtoMinutes)),
    lost: texts(gone),
    todo: texts(back.filter(({ rtoMinutes }) => rtoMinutes !== 0)),
  };
}

const texts = (rows: readonly RecoveryRow[]): readonly string[] => rows.map(({ data, why }) => `${data}: ${why}`);
