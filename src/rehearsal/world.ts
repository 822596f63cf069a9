import type { WireProperties } from "../graph/wire";
import type { Departure, Entry, Journal } from "./journal";
import { GENERATED } from "./outputs/generated";
import { sealOf, type Seal } from "./seal";
import type { Existing } from "./simulated";
import { subjectOf } from "./subject";

/** A resource, and what only its cloud knows of it. */
export interface Resident extends Existing {
  /** False: it was made, or changed, and then failed. */
  readonly well: boolean;
  /** How often it was asked to be something else, its making included. */
  readonly generation: number;
  /** Somebody has put something into it. */
  readonly filled: boolean;
}

/** A resource that was, and how it went. */
export interface Departed extends Resident {
  readonly departure: Departure;
}

type Change = Pick<Existing, "urn" | "id" | "inputs" | "state"> & Pick<Resident, "well" | "generation">;

/**
 * Everything that exists, rebuilt from the journal: whatever process reads it sees the same world. Keeps indexes, so that a request does
 * not look at everything.
 */
export class World {
  private readonly residents = new Map<string, Resident>();
  private readonly byType = new Map<string, Map<string, Resident>>();
  private readonly gone = new Map<string, Departed>();
  private readonly made = new Map<string, number>();
  /** Passwords that were made anew before the old one went: all of them have the same id. */
  private readonly older = new Map<string, number>();
  private readonly struck = new Set<string>();
  private readonly seal: Seal;

  constructor(
    private readonly journal: Journal,
    seed: string,
  ) {
    this.seal = sealOf(seed);
    for (const entry of journal.read()) this.apply(this.opened(entry));
  }

  get all(): readonly Resident[] {
    return [...this.residents.values()];
  }

  find(urn: string, id: string): Resident | undefined {
    return this.residents.get(keyOf(urn, id));
  }

  /** Those of a type. A type that ends in `*` stands for all that begin so. */
  ofType(type: string): readonly Resident[] {
    if (!type.endsWith("*")) return [...(this.byType.get(type)?.values() ?? [])];
    return this.all.filter((resident) => resident.type.startsWith(type.slice(0, -1)));
  }

  departed(urn: string, id: string): Departed | undefined {
    return this.gone.get(keyOf(urn, id));
  }

  get allDeparted(): readonly Departed[] {
    return [...this.gone.values()];
  }

  /** How many resources of that URN there ever were: the next one is another one. */
  countOf(urn: string): number {
    return this.made.get(urn) ?? 0;
  }

  get allStruck(): readonly string[] {
    return [...this.struck];
  }

  hasStruck(fault: string): boolean {
    return this.struck.has(fault);
  }

  write(operation: "create" | "update", change: Change): void {
    this.record({ operation, ...change });
  }

  remove({ urn, id }: Pick<Existing, "urn" | "id">, departure: Departure): void {
    this.record({ operation: "delete", urn, id, departure });
  }

  fill({ urn, id }: Pick<Existing, "urn" | "id">): void {
    this.record({ operation: "fill", urn, id });
  }

  strike(fault: string): void {
    this.record({ operation: "fault", fault });
  }

  /** Written down first: what is not in the journal has not happened. */
  private record(entry: Entry): void {
    this.journal.append(withProperties(entry, (properties) => this.seal.close(properties)));
    this.apply(entry);
  }

  private opened = (entry: Entry): Entry => withProperties(entry, (properties) => this.seal.open(properties));

  private apply(entry: Entry): void {
    if (entry.operation === "fault") {
      this.struck.add(entry.fault);
      return;
    }
    const before = this.find(entry.urn, entry.id);
    if (isMade(entry)) this.settle(entry, before);
    else if (before === undefined) return;
    else if (entry.operation === "fill") this.put({ ...before, filled: true });
    else this.bury(before, entry.departure);
  }

  private settle(entry: Made, before: Resident | undefined): void {
    const { urn, id, inputs, state, well, generation } = entry;
    const { type } = subjectOf(urn);
    if (entry.operation === "create") {
      this.made.set(urn, this.countOf(urn) + 1);
      this.gone.delete(keyOf(urn, id));
      if (before !== undefined && type in GENERATED) this.count(keyOf(urn, id), 1);
    }
    this.put({ urn, id, type, inputs, state, well, generation, filled: before?.filled ?? false });
  }

  private put(resident: Resident): void {
    const key = keyOf(resident.urn, resident.id);
    this.residents.set(key, resident);
    this.byType.set(resident.type, (this.byType.get(resident.type) ?? new Map<string, Resident>()).set(key, resident));
  }

  private count(key: string, more: number): void {
    this.older.set(key, (this.older.get(key) ?? 0) + more);
  }

  private bury(before: Resident, departure: Departure): void {
    const key = keyOf(before.urn, before.id);
    if ((this.older.get(key) ?? 0) > 0) return this.count(key, -1);
    this.gone.set(key, { ...before, departure });
    this.residents.delete(key);
    this.byType.get(before.type)?.delete(key);
  }
}

type Made = Extract<Entry, { readonly state: WireProperties }>;

const isMade = (entry: Entry): entry is Made => "state" in entry;

/** Ids are only unique among what is made by one resource of the program: a bucket and its policy have the same. */
const keyOf = (urn: string, id: string): string => `${urn} ${id}`;

function withProperties(entry: Entry, change: (properties: WireProperties) => WireProperties): Entry {
  if (!isMade(entry)) return entry;
  return { ...entry, inputs: change(entry.inputs), state: change(entry.state) };
}
