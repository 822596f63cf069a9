import type { Graph, GraphResource } from "../graph/graph";
import type { Backup } from "../parity/coverage";
import { ParityGraph } from "../parity/graph";
import { Copies, type Copy } from "./copies";
import { dataIn, type Datum } from "./data";
import { RegionMap } from "./places";

/** A copy that outlived the region, and the way back that made it. */
export interface Survivor {
  readonly backup: Backup;
  readonly copy: Copy;
}

/** What one resource's data is after the region is gone. */
export interface Remains {
  readonly datum: Datum;
  /** The resource itself is still there. */
  readonly stands: boolean;
  readonly readable: readonly Survivor[];
  /** Still there, but under a key that is not. */
  readonly sealed: readonly Survivor[];
}

export interface RegionLoss {
  /** As the cloud writes it, in lower case. */
  readonly region: string;
  /** What stood in the region and nowhere else. */
  readonly gone: readonly GraphResource[];
  /** The graph without it; components stay, for the parents' sake. */
  readonly remaining: Graph;
  /** Per stateful resource. */
  readonly data: readonly Remains[];
}

/**
 * Takes a whole region out of a recorded graph and looks at what is left: a copy counts where what holds it remains, and every key
 * that opens it.
 * @param region the stack's own where nothing is said
 * @throws RangeError where no provider says a region
 */
export function afterRegionLoss(graph: Graph, region?: string): RegionLoss {
  const indexed = new ParityGraph(graph);
  return lossIn(indexed, graph, dataIn(indexed), region);
}

/** The same, for whoever has indexed the graph already. */
export function lossIn(
  indexed: ParityGraph,
  graph: Graph,
  data: readonly Datum[],
  lostRegion: string | undefined,
): RegionLoss {
  const regions = new RegionMap(graph);
  const region = lostRegion?.toLowerCase() ?? regions.home;
  const gone = graph.resources.filter((resource) => regions.isLostWith(region, resource));
  const without = new Set(gone);
  const resources = graph.resources.filter((resource) => !without.has(resource));
  const left = new Set(resources);
  const copies = new Copies(indexed);
  const remains = data.map((datum): Remains => {
    const { resource, backups } = datum;
    const survivors = backups
      .filter((backup) => backup.region === "other")
      .flatMap((backup) => copies.of(resource, backup).map((copy) => ({ backup, copy })))
      .filter(({ copy }) => (copy.place === null || left.has(copy.place)) && copy.region !== region);
    const opens = ({ copy }: Survivor) => copy.keys.every(({ anyOf }) => anyOf.some((key) => left.has(key)));
    return {
      datum,
      stands: left.has(resource),
      readable: survivors.filter(opens),
      sealed: survivors.filter((survivor) => !opens(survivor)),
    };
  });
  return { region, gone, remaining: { ...graph, resources }, data: remains };
}
