import type { GraphResource, Value } from "../../graph/graph";

/** Part of what a capability is, read from its resources; undefined where they have no such part. */
export type Phrase = (members: Members) => string | undefined;

/** The resources of one capability, asked by type: the end of the type's token is enough, as in `eks/cluster:Cluster`. */
export class Members {
  private readonly known = new Map<string, readonly Member[]>();
  private readonly saying = new Map<string, ReadonlyMap<string, Member>>();

  constructor(readonly resources: readonly GraphResource[]) {}

  all(type: string): readonly Member[] {
    const before = this.known.get(type);
    if (before !== undefined) return before;
    const found = this.resources.filter((resource) => resource.type.endsWith(type)).map((one) => new Member(one));
    this.known.set(type, found);
    return found;
  }

  /** One of a type whose input reads like that. */
  that(type: string, path: string, text: string): Member | undefined {
    const key = `${type} ${path}`;
    const before = this.saying.get(key);
    const found = before ?? new Map(this.all(type).map((member) => [member.text(path), member]));
    if (before === undefined) this.saying.set(key, found);
    return found.get(text);
  }

  first(type: string): Member | undefined {
    return this.all(type)[0];
  }

  /** `3 NAT gateways`; undefined where there is none. */
  count(type: string, noun: string): string | undefined {
    return counted(this.all(type).length, noun);
  }
}

/** One resource, with its inputs by path: `scalingConfig.minSize`, `rules.0.schedule`. */
export class Member {
  constructor(private readonly resource: GraphResource) {}

  get name(): string {
    return this.resource.name;
  }

  at(path: string): Value | undefined {
    const inside = (value: Value | undefined, step: string) =>
      (value as Readonly<Record<string, Value>> | undefined)?.[step];
    return path.split(".").reduce<Value | undefined>(inside, this.resource.inputs);
  }

  text(path: string): string {
    return textOf(this.at(path));
  }

  /** The single values of a list. */
  texts(path: string): readonly string[] {
    return this.list(path).map(textOf);
  }

  number(path: string): number {
    return Number(this.at(path) ?? 0);
  }

  list(path: string): readonly Value[] {
    const value = this.at(path);
    return Array.isArray(value) ? (value as readonly Value[]) : [];
  }
}

function textOf(value: Value | undefined): string {
  return typeof value === "object" || value === undefined ? "" : String(value);
}

export function counted(count: number, noun: string): string | undefined {
  if (count === 0) return undefined;
  const plural = /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count} ${count === 1 ? noun : plural}`;
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
