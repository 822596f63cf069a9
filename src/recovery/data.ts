import type { DataClass } from "../../stacks";
import type { GraphResource } from "../graph/graph";
import { type Backup, backupsOf, stateful } from "../parity/coverage";
import type { ParityGraph } from "../parity/graph";
import type { CapabilityId } from "../plan/capabilities";
import { DATA } from "./targets";

/** A stateful resource, as recovery speaks of it. */
export interface Datum {
  readonly resource: GraphResource;
  readonly capability: CapabilityId;
  /** `database`; with a role where a capability keeps several: `objects: recordings`. */
  readonly data: string;
  readonly class: DataClass;
  /** Every way back to it, from any failure. */
  readonly backups: readonly Backup[];
}

/**
 * Everything that keeps data, in the order in which its types are known.
 * @throws RangeError for a resource whose capability keeps no data
 */
export function dataIn(graph: ParityGraph): readonly Datum[] {
  const resources = stateful(graph);
  const counts = new Map<CapabilityId | undefined, number>();
  for (const resource of resources) {
    const capability = graph.capabilityOf(resource);
    counts.set(capability, (counts.get(capability) ?? 0) + 1);
  }
  return resources.map((resource) => {
    const capability = graph.capabilityOf(resource);
    const kind = capability === undefined ? undefined : DATA[capability];
    if (capability === undefined || kind === undefined) throw new RangeError(`${resource.name} belongs to no data`);
    const role = (counts.get(capability) ?? 0) > 1 ? `: ${roleOf(resource)}` : "";
    return {
      resource,
      capability,
      data: `${kind.data}${role}`,
      class: kind.class,
      backups: backupsOf(graph, resource),
    };
  });
}

/** What its name says beyond its component's. */
function roleOf({ name, parent }: GraphResource): string {
  const component = `${parent?.split("::").at(-1) ?? ""}-`;
  return name.startsWith(component) ? name.slice(component.length) : name;
}
