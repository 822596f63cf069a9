import type { GraphResource, Value } from "../graph/graph";
import type { Backup } from "../parity/coverage";
import type { ParityGraph } from "../parity/graph";
import { ENCRYPTION, KEYS } from "../parity/vendors";
import { Member } from "../plan/describe/members";
import { References } from "./references";
import type { CopyKind } from "./vendor";
import { copyKindOf, TWINS } from "./vendors";

/** Data in another region. */
export interface Copy {
  /** What holds it; null where it is inside the data's own service. */
  readonly place: GraphResource | null;
  /** In lower case; null where the place says it, or where it is known only not to be the data's own. */
  readonly region: string | null;
  /** The stack's keys without which nobody can read it. */
  readonly keys: readonly Key[];
}

/** A key, wherever it is: any of its resources opens what it has encrypted. */
export interface Key {
  readonly name: string;
  readonly anyOf: readonly GraphResource[];
}

type Of<K extends CopyKind["in"]> = Extract<CopyKind, { readonly in: K }>;

/** Finds where the ways back that leave a region put the data. */
export class Copies {
  private readonly references: References;
  private readonly twins: ReadonlyMap<GraphResource, readonly GraphResource[]>;

  constructor(private readonly graph: ParityGraph) {
    this.references = new References(graph.resources);
    this.twins = twinsIn(graph, this.references);
  }

  /** None where the resource that makes them names no place. */
  of(resource: GraphResource, { by }: Backup): readonly Copy[] {
    const kind = copyKindOf(by.type);
    const holder = new Member(by);
    switch (kind?.in) {
      case undefined:
        return [];
      case "holder":
        return [{ place: by, region: null, keys: this.keysOf(by) }];
      case "target":
        return this.targetsOf(holder, kind);
      case "pair":
        return this.targetsOf(holder, { ...kind, in: "target" }).map((copy) => ({ ...copy, place: null }));
      case "list":
        return this.itemsOf(holder, kind);
      case "region":
        return this.awayOf(holder, kind, resource);
    }
  }

  /** What the inputs say now: the engine's record of where they came from may be older. */
  private keysOf(resource: GraphResource): readonly Key[] {
    return (ENCRYPTION[resource.type] ?? []).flatMap((place) =>
      this.graph.holdersOf(resource, place).flatMap((holder) => this.keysIn(new Member(holder).at(place.at))),
    );
  }

  private keysIn(value: Value | undefined): readonly Key[] {
    return this.references
      .in(value, ...KEYS)
      .map((key) => ({ name: key.name, anyOf: [key, ...(this.twins.get(key) ?? [])] }));
  }

  private targetsOf(holder: Member, { at, type, key }: Of<"target">): readonly Copy[] {
    const named = key === undefined ? [] : this.keysIn(holder.at(key));
    return this.references.in(holder.at(at), type).map((place) => {
      return { place, region: null, keys: [...this.keysOf(place), ...named] };
    });
  }

  private itemsOf(holder: Member, { at, region, key }: Of<"list">): readonly Copy[] {
    return holder.list(at).map((_, index) => ({
      place: null,
      region: holder.text(`${at}.${index}.${region}`).toLowerCase(),
      keys: this.keysIn(holder.at(`${at}.${index}.${key}`)),
    }));
  }

  private awayOf(holder: Member, { at, home }: Of<"region">, resource: GraphResource): readonly Copy[] {
    const away = holder.text(at);
    const leaves = away !== "" && away !== new Member(resource).text(home);
    return leaves ? [{ place: null, region: null, keys: this.keysOf(resource) }] : [];
  }
}

/** The same keys in other regions, by the key. */
function twinsIn(graph: ParityGraph, references: References): ReadonlyMap<GraphResource, readonly GraphResource[]> {
  const pairs = Object.entries(TWINS).flatMap(([type, at]) =>
    graph
      .ofType(type)
      .flatMap((twin) => references.in(new Member(twin).at(at), ...KEYS).map((key) => [key, twin] as const)),
  );
  return new Map(pairs.map(([key]) => [key, pairs.flatMap(([one, twin]) => (one === key ? [twin] : []))]));
}
