import type { ParityGraph } from "../parity/graph";
import type { Zones } from "../parity/kinds";
import { answersOf } from "../parity/vendors";
import type { CapabilityId } from "../plan/capabilities";
import { Members } from "../plan/describe/members";
import type { Datum } from "./data";

/** In how many zones some data stands, by what its own resource says. */
export const zonesOf = ({ capability, resource }: Pick<Datum, "capability" | "resource">): Zones =>
  zonesIn(new Members([resource]), capability);

/** In how many zones the cluster has nodes; 1 where nobody says more. */
export const zonesOfNodes = (graph: ParityGraph): Zones => zonesIn(graph.membersOf("cluster"), "cluster");

function zonesIn(members: Members, capability: CapabilityId): Zones {
  const answers = answersOf("zones", capability, members).map((answer) => answer(members));
  return answers.find((zones) => zones !== undefined) ?? 1;
}

/** A region and the world outlive any of their zones. */
export const spans = (zones: Zones, needed: number): boolean => typeof zones === "string" || zones >= needed;

export function zonesText(zones: Zones): string {
  if (zones === "region") return "the whole region";
  if (zones === "global") return "no zone of its own";
  return zones === 1 ? "one zone" : `${zones} zones`;
}
