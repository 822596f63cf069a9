import type { GraphResource } from "../../graph/graph";
import { counted, titleOf } from "../format";
import { costOf, type Model } from "../model";
import { laneIndex, type LaneId, laneOf } from "./lanes";

/** A capability, or one service of those in the cluster. */
export interface Box {
  readonly id: string;
  readonly title: string;
  /** What it is, in one line. */
  readonly detail: string;
  readonly capability: string;
  readonly lane: LaneId;
  readonly urns: readonly string[];
  /** USD; services run on machines that the cluster pays for. */
  readonly monthly: number;
}

/** Resources of one box depend on resources of the other; `from` stands further out, or comes first in its lane. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

type Draft = Omit<Box, "id" | "monthly">;

/** A box for each capability, and for each service in place of the capability that groups them. */
export function boxesOf(model: Model): readonly Box[] {
  const drafts = model.plan.capabilities.flatMap(({ capability, service, resources }): readonly Draft[] => {
    const services = servicesOf(resources, model);
    if (services.length > 0) return services.map((one) => ({ ...one, capability, lane: laneOf(capability) }));
    return [{ title: titleOf(capability), detail: service, capability, lane: laneOf(capability), urns: resources }];
  });
  return [...drafts]
    .sort((a, b) => laneIndex(a.lane) - laneIndex(b.lane))
    .map((draft, index) => ({ ...draft, id: `box-${index}`, monthly: costOf(draft.urns, model) }));
}

/** Workloads among a capability's components, each with what is created in it and in the components named after it. */
function servicesOf(urns: readonly string[], { plan, byUrn }: Model) {
  const parents = new Set(urns.flatMap((urn) => byUrn.get(urn)?.parent ?? []));
  const workloads = plan.resources.filter(({ urn, type }) => parents.has(urn) && type.endsWith(":Workload"));
  return workloads.map(({ name, parent }) => {
    const title = name.replace(`${byUrn.get(parent ?? "")?.name ?? ""}-`, "");
    const mine = urns.filter((urn) => isNamedAfter(name, byUrn.get(byUrn.get(urn)?.parent ?? "")));
    return { title, detail: podsOf(title, plan.contract), urns: mine };
  });
}

const isNamedAfter = (name: string, component: GraphResource | undefined): boolean =>
  component !== undefined && (component.name === name || component.name.startsWith(`${name}-`));

function podsOf(service: string, { pods }: Model["plan"]["contract"]): string {
  const range = Object.entries(pods).find(([name]) => name === service)?.[1];
  if (range === undefined) return "pods";
  return range.min === range.max ? counted(range.min, "pod") : `${range.min} to ${range.max} pods`;
}

/** The recorded dependencies between the resources of different boxes, each pair once. */
export function linksOf(boxes: readonly Box[], { plan }: Model): readonly Link[] {
  const boxOf = new Map(boxes.flatMap((box, index) => box.urns.map((urn) => [urn, index] as const)));
  const pairs = plan.resources.flatMap(({ urn, dependencies }) =>
    dependencies.flatMap((dependency) => {
      const ends = [boxOf.get(urn), boxOf.get(dependency)].filter((end) => end !== undefined);
      const [from = 0, to = 0] = [...ends].sort((a, b) => a - b);
      return ends.length < 2 || from === to ? [] : [from * boxes.length + to];
    }),
  );
  return [...new Set(pairs)]
    .sort((a, b) => a - b)
    .map((pair) => ({ from: `box-${Math.floor(pair / boxes.length)}`, to: `box-${pair % boxes.length}` }));
}
