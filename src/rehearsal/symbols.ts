import type { Graph, GraphResource } from "../graph/graph";
import { SECRET } from "../graph/graph";
import { secretOnWire, type WireProperties } from "../graph/wire";
import { holdsSecret } from "./seal";
import type { Existing } from "./simulated";
import { isObject, valueAt } from "./values";

/** `<name.property>`, as a recorded graph writes what only the cloud knows. */
const SYMBOL = /<([^<>.\s]+)\.([^<>\s]+)>/g;

/** What exists of the resources that have a name: two of a different type may have the same one. */
export type Known = (urn: string) => Existing | undefined;

/** Puts what the cloud has answered in the places of symbols, and something secret in the places of secrets. */
export class Symbols {
  private readonly named = new Map<string, GraphResource[]>();

  constructor(
    { resources }: Pick<Graph, "resources">,
    /** What every secret of the graph is. */
    private readonly secret: string,
  ) {
    for (const resource of resources.filter(({ custom }) => custom))
      this.named.set(resource.name, [...(this.named.get(resource.name) ?? []), resource]);
  }

  /** @throws Error for an output that the cloud doesn't tell */
  inputsOf(resource: GraphResource, known: Known): WireProperties {
    return this.resolved(resource.inputs, resource, known) as WireProperties;
  }

  private resolved(value: unknown, of: GraphResource, known: Known): unknown {
    if (typeof value === "string") return this.text(value, of, known);
    if (Array.isArray(value)) return value.map((item) => this.resolved(item, of, known));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, item]) => [
      String(plainOf(this.text(key, of, known))),
      this.resolved(item, of, known),
    ]);
    return Object.fromEntries(entries) as WireProperties;
  }

  private text(text: string, of: GraphResource, known: Known): unknown {
    if (text === SECRET) return secretOnWire(this.secret);
    const [whole, name = "", path = ""] = new RegExp(`^${SYMBOL.source}$`).exec(text) ?? [];
    if (whole !== undefined) return this.value(text, name, path, of, known);
    const values: unknown[] = [];
    const filled = text.replaceAll(SYMBOL, (symbol, named: string, inside: string) => {
      const value = this.value(symbol, named, inside, of, known);
      values.push(value);
      return String(plainOf(value));
    });
    return holdsSecret(values) ? secretOnWire(filled) : filled;
  }

  private value(symbol: string, name: string, path: string, of: GraphResource, known: Known): unknown {
    const own = this.named.get(name);
    // Angle brackets of somebody else: a search expression, a regular expression.
    if (own === undefined) return symbol;
    const waitedFor = own.filter(({ urn }) => dependsOn(of, urn));
    const answers = (waitedFor.length > 0 ? waitedFor : own).map(({ urn }) => outputOf(known(urn), path));
    const answer = answers.find((one) => one !== undefined);
    if (answer === undefined) throw new Error(`${symbol} is read, but the cloud doesn't tell it`);
    return answer;
  }
}

/** Below a secret, everything is secret. */
function outputOf(existing: Existing | undefined, path: string): unknown {
  if (existing === undefined) return undefined;
  if (path === "id") return existing.id;
  const [top = "", ...rest] = path.replaceAll("[", ".").replaceAll("]", "").split(".");
  const property = existing.state[top];
  const value = rest.length === 0 ? property : valueAt(property, rest.join("."));
  return value !== undefined && rest.length > 0 && holdsSecret(property) ? secretOnWire(value) : value;
}

const plainOf = (value: unknown): unknown => (holdsSecret(value) ? valueAt({ value }, "value") : value);

const dependsOn = ({ dependencies, propertyDependencies }: GraphResource, urn: string): boolean =>
  dependencies.includes(urn) || Object.values(propertyDependencies).some((urns) => urns.includes(urn));
