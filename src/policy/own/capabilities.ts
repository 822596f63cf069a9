import type { GraphResource } from "../../graph/graph";
import { ParityGraph } from "../../parity/graph";
import { DASHBOARDS, STATEFUL } from "../../parity/vendors";
import type { PolicyGraph } from "../query";

/** The graph as it is asked about capabilities. */
export const byCapability = (graph: PolicyGraph): ParityGraph => graph.derived(withoutDashboards);

/** Everything that keeps data of the CRM, or what opens and runs it; copies of it, too. */
export const dataIn = (graph: PolicyGraph): readonly GraphResource[] => graph.derived(keepers);

function keepers(graph: PolicyGraph): readonly GraphResource[] {
  return Object.entries(STATEFUL).flatMap(([type, { capability, exceptions = [] }]) =>
    graph.ofType(type).filter((resource) => {
      const excepted = exceptions.some((role) => resource.name.endsWith(`-${role}`));
      return !excepted && byCapability(graph).capabilityOf(resource) === capability;
    }),
  );
}

/** Dashboards tell nothing of data, and in a preview nobody can look into them. */
function withoutDashboards(graph: PolicyGraph): ParityGraph {
  return new ParityGraph({ ...graph.source, resources: graph.resources.filter(({ type }) => !(type in DASHBOARDS)) });
}
