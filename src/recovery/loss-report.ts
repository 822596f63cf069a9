import type { DataClass } from "../../stacks";
import type { GraphResource } from "../graph/graph";
import { type ClassLoss, classLosses } from "./class-loss";
import type { RegionLoss, Remains } from "./region-loss";
import type { RecoveryRow } from "./row";

/**
 * What a lost region leaves of some data: the resource `itself`, which stands elsewhere too; `copies` that can be read; copies that
 * are `sealed`, because their key is lost; or `nothing`.
 */
export type Left = "itself" | "copies" | "sealed" | "nothing";

/** What becomes of one stateful resource's data when the stack's region is lost. */
export interface DataLoss extends Pick<RecoveryRow, "data" | "urn" | "class"> {
  readonly left: Left;
  /** URNs of what the data comes back from; none where that is outside the stack. */
  readonly from: readonly string[];
  /** Minutes of writes that are lost; null: everything. */
  readonly lostMinutes: number | null;
  /** Minutes until it can be used again; null: never. */
  readonly backMinutes: number | null;
  /** How it comes back, or why it does not. */
  readonly todo: string;
}

/** The loss of the stack's own region, played through on the recorded graph: a part of the plan's public format. */
export interface RegionLossReport {
  /** As the cloud writes it, in lower case. */
  readonly region: string;
  /** How many resources stood there and nowhere else; components and providers are none. */
  readonly gone: number;
  readonly remaining: number;
  readonly data: readonly DataLoss[];
  /** The same by class of data, pods with it. */
  readonly classes: Readonly<Record<DataClass, ClassLoss>>;
}

/** @param rows those of the same graph */
export function reportOf(
  { region, gone, remaining, data }: RegionLoss,
  rows: readonly RecoveryRow[],
): RegionLossReport {
  const remains = new Map(data.map((one) => [one.datum.resource.urn, one]));
  return {
    region,
    gone: gone.length,
    remaining: remaining.resources.filter(isMade).length,
    data: rows.flatMap((row) => {
      const left = row.failure === "region" ? remains.get(row.urn) : undefined;
      return left === undefined ? [] : [dataLoss(row, left)];
    }),
    classes: classLosses(rows, "region"),
  };
}

const isMade = ({ custom, type }: GraphResource): boolean => custom && !type.startsWith("pulumi:");

function dataLoss({ data, urn, class: dataClass, by, rpoMinutes, rtoMinutes, why }: RecoveryRow, of: Remains) {
  const rest = { from: by, lostMinutes: rpoMinutes, backMinutes: rtoMinutes, todo: why };
  return { data, urn, class: dataClass, left: leftOf(of), ...rest };
}

function leftOf({ stands, readable, sealed }: Remains): Left {
  if (readable.length > 0) return "copies";
  if (sealed.length > 0) return "sealed";
  return stands ? "itself" : "nothing";
}
