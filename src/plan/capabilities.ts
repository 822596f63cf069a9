import { recordOf } from "../conventions/records";
import type { Graph, GraphResource } from "../graph/graph";
import { describe } from "./describe";

/** Capabilities in the order in which the architecture is read. */
export const CAPABILITIES = [
  "network",
  "cluster",
  "identity",
  "registry",
  "database",
  "cache",
  "search",
  "objectStore",
  "secrets",
  "edge",
  "cdn",
  "dns",
  "monitoring",
  "backup",
  "budget",
  "workloads",
  "cloudflare",
] as const;
export type CapabilityId = (typeof CAPABILITIES)[number];

export interface Capability {
  readonly capability: CapabilityId;
  /** A service of the cloud or of a vendor, or pods in the stack's own cluster. */
  readonly hosting: "managed" | "in-cluster";
  /** What it is, read from the inputs of its resources. */
  readonly service: string;
  /** URNs of what is created for it, without the components that only group. */
  readonly resources: readonly string[];
}

const IN_CLUSTER: readonly CapabilityId[] = ["workloads"];

/** The capabilities that a graph has, each with everything below its components. */
export function capabilitiesOf(graph: Graph): readonly Capability[] {
  const members = membersOf(graph.resources);
  return CAPABILITIES.filter((id) => members[id].length > 0).map((id) => ({
    capability: id,
    hosting: IN_CLUSTER.includes(id) ? "in-cluster" : "managed",
    service: describe(id, members[id]),
    resources: members[id].filter(({ custom }) => custom).map(({ urn }) => urn),
  }));
}

/** A resource belongs to the nearest component above it that is a capability. */
function membersOf(resources: readonly GraphResource[]): Readonly<Record<CapabilityId, readonly GraphResource[]>> {
  const idByUrn = new Map<string, CapabilityId | undefined>();
  // Parents are registered before their children.
  for (const { urn, type, parent } of resources) {
    idByUrn.set(urn, idOf(type) ?? (parent === null ? undefined : idByUrn.get(parent)));
  }
  return recordOf(CAPABILITIES, (id) => resources.filter(({ urn }) => idByUrn.get(urn) === id));
}

/** `crm:aws:ObjectStore` is `objectStore`; components that are no capability have no id. */
function idOf(type: string): CapabilityId | undefined {
  const name = /^crm:\w+:(\w+)$/.exec(type)?.[1] ?? "";
  // What keeps the cluster running is part of it, whoever made it.
  if (name === "Operators") return "cluster";
  const id = name.charAt(0).toLowerCase() + name.slice(1);
  return CAPABILITIES.find((known) => known === id);
}
