import type { GraphResource, Value } from "../graph/graph";
import { Member } from "../plan/describe/members";
import { textsIn } from "../policy/query";
import { STATEFUL } from "./vendors";

const SYMBOL = /<([^<>.\s]+)\./g;
const WORD = /[\w-]+/g;

/** Finds the resources that a value names without asking each of them. */
export class Mentions {
  /** By their symbol, and by the first word of a physical name. */
  private readonly candidates = new Map<string, GraphResource[]>();

  constructor(resources: readonly GraphResource[]) {
    for (const resource of resources) {
      this.add(symbolOf(resource), resource);
      for (const name of ownNamesOf(resource)) this.add(name.match(WORD)?.[0] ?? name, resource);
    }
  }

  /** At any depth, and each once. */
  in(value: Value | undefined): readonly GraphResource[] {
    const texts = textsIn(value);
    const words = texts.flatMap((text) => text.match(WORD) ?? []);
    const symbols = texts.flatMap((text) => [...text.matchAll(SYMBOL)].map(([, name = ""]) => `<${name}.`));
    const found = [...new Set([...words, ...symbols])].flatMap((key) => this.candidates.get(key) ?? []);
    return [...new Set(found)].filter((resource) => names(texts, resource));
  }

  private add(key: string, resource: GraphResource): void {
    const before = this.candidates.get(key);
    if (before === undefined) this.candidates.set(key, [resource]);
    else before.push(resource);
  }
}

/** How an input reads that comes from a resource, up to the property: `<crm-cache-group.` */
export const symbolOf = ({ name }: GraphResource): string => `<${name}.`;

/** What its own inputs call it. */
export function ownNamesOf(resource: GraphResource): readonly string[] {
  const inputs = STATEFUL[resource.type]?.names ?? [];
  return inputs
    .map((path) => new Member(resource).at(path))
    .filter((name) => typeof name === "string" && name !== "") as string[];
}

/** A physical name must stand by itself: one bucket's name may begin like another's. */
function names(texts: readonly string[], resource: GraphResource): boolean {
  const alone = ownNamesOf(resource).map((name) => new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`));
  const symbol = symbolOf(resource);
  return texts.some((text) => text.includes(symbol) || alone.some((name) => name.test(text)));
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
