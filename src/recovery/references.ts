import type { GraphResource, Value } from "../graph/graph";
import { STATEFUL } from "../parity/vendors";
import { Member } from "../plan/describe/members";
import { textsIn } from "../policy/query";

const SYMBOL = /<([^<>.\s]+)\./g;

/** Which resources a value speaks of, at any depth: by symbols of what is known later, or by a stateful one's own name. */
export class References {
  private readonly named = new Map<string, GraphResource[]>();

  constructor(resources: readonly GraphResource[]) {
    for (const resource of resources) {
      const own = (STATEFUL[resource.type]?.names ?? []).map((path) => new Member(resource).text(path));
      for (const name of new Set([symbolOf(resource.name), ...own])) {
        const before = this.named.get(name);
        if (before === undefined) this.named.set(name, [resource]);
        else before.push(resource);
      }
    }
  }

  in(value: Value | undefined, ...types: readonly string[]): readonly GraphResource[] {
    const texts = textsIn(value);
    const symbols = texts.flatMap((text) => [...text.matchAll(SYMBOL)].map(([, name = ""]) => symbolOf(name)));
    const found = [...texts, ...symbols].flatMap((name) => this.named.get(name) ?? []);
    return [...new Set(found)].filter(({ type }) => types.includes(type));
  }
}

const symbolOf = (name: string): string => `<${name}.`;
