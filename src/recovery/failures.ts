import type { Backup } from "../parity/coverage";
import type { ParityGraph } from "../parity/graph";
import type { Zones } from "../parity/kinds";
import { Member } from "../plan/describe/members";
import type { Datum } from "./data";
import { NEW_STACK, type Rebuilt, type RecoveryKind, type Restores } from "./kinds";
import { after, best, byBackup, lost, type Outcome, madeFrom } from "./outcome";
import type { Remains } from "./region-loss";
import type { Failure } from "./row";
import { kindOf } from "./vendors";
import { spans, zonesOf, zonesOfNodes, zonesText } from "./zones";

/** Answers what a failure leaves of each stack's data; asked about the same data twice, it thinks once. */
export class Failures {
  private readonly firstOf: ReadonlyMap<string, Datum>;
  private readonly known = new Map<string, Outcome>();
  private readonly nodes: Zones;

  /** @param remains what a region's loss leaves, by URN */
  constructor(
    graph: ParityGraph,
    data: readonly Datum[],
    private readonly remains: ReadonlyMap<string, Remains>,
  ) {
    this.nodes = zonesOfNodes(graph);
    this.firstOf = new Map([...data].reverse().map((datum) => [datum.capability, datum]));
  }

  /** @throws RangeError for a type of which nobody knows how its data comes back */
  outcomeOf(datum: Datum, failure: Failure): Outcome {
    const key = `${failure} ${datum.resource.urn}`;
    const outcome = this.known.get(key) ?? this.think(datum, failure);
    this.known.set(key, outcome);
    return outcome;
  }

  private think(datum: Datum, failure: Failure): Outcome {
    const kind = kindOf(datum.resource.type);
    if (failure === "zone") return this.afterZone(datum, kind);
    return failure === "region" ? this.afterRegion(datum, kind) : this.afterDeletion(datum, kind);
  }

  private afterZone(datum: Datum, kind: RecoveryKind): Outcome {
    const { resource } = datum;
    const zones = kind.nodesBeside === true ? this.nodes : zonesOf(datum);
    if (spans(zones, kind.needs)) {
      const loses = kind.failoverLoses(new Member(resource));
      return after([kind.failover], loses, [resource.urn], `stands in ${zonesText(zones)}`);
    }
    return this.restored(datum, kind, kind.afterZone) ?? this.rebuilt(datum, "zone", `stands in ${zonesText(zones)}`);
  }

  private afterDeletion(datum: Datum, kind: RecoveryKind): Outcome {
    return this.restored(datum, kind, kind.afterDeletion) ?? this.rebuilt(datum, "deletion", "no backup");
  }

  /** What keeps only the newest state has a mistake in it, and dies with its zone. */
  private restored({ backups }: Datum, kind: RecoveryKind, restores: Restores): Outcome | undefined {
    const useful = (backup: Backup) => backup.region === "same" && backup.keepDays !== 0;
    return best(backups.filter(useful).flatMap((backup) => byBackup(kind, restores, backup, [])));
  }

  private afterRegion(datum: Datum, kind: RecoveryKind): Outcome {
    const { stands = false, readable = [], sealed = [] } = this.remains.get(datum.resource.urn) ?? {};
    const found = best(
      readable.flatMap(({ backup, copy }) =>
        byBackup(kind, kind.afterRegion, backup, NEW_STACK).map((outcome) => ({
          ...outcome,
          by: [...new Set([...outcome.by, ...(copy.place === null ? [] : [copy.place.urn])])],
        })),
      ),
    );
    if (found !== undefined) return found;
    if (stands && sealed.length === 0) return after([], 0, [datum.resource.urn], "stands in no region");
    const keys = new Set(sealed.flatMap(({ copy }) => copy.keys.map(({ name }) => name)));
    const without = `its copies are there, but nobody can read them without ${[...keys].join(", ")}`;
    return this.rebuilt(datum, "region", keys.size > 0 ? without : "nothing of it is in another region");
  }

  /** From other data, which must have come back itself, or from outside the stack. */
  private rebuilt({ resource }: Datum, failure: Failure, why: string): Outcome {
    const { rebuilt } = kindOf(resource.type);
    if (rebuilt === undefined) return lost(why);
    if (rebuilt.from === null) return againFrom(rebuilt, failure, why);
    const origin = this.firstOf.get(rebuilt.from);
    if (origin === undefined) return lost(`${why}, nor of what it is made from`);
    const intact = after([], 0, [origin.resource.urn], "is there");
    const source = failure === "deletion" ? intact : this.outcomeOf(origin, failure);
    if (source.rtoMinutes === null) return lost(`${why}; it is made from the ${origin.data}: ${source.why}`);
    return madeFrom(source, after(rebuilt.how, 0, [], `${why}; it is made again from the ${origin.data}`));
  }
}

/** From outside the stack. */
function againFrom({ how, empty, inNewStack }: Rebuilt, failure: Failure, why: string): Outcome {
  const before = failure === "region" ? NEW_STACK : [];
  const steps = [...before, ...(failure === "region" && inNewStack === true ? [] : how)];
  return empty === true
    ? { ...after(steps, 0, [], `${why}; it is made again, and what was in it is lost`), rpoMinutes: null }
    : after(steps, 0, [], `${why}; it is made again`);
}
