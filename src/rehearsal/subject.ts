import { bareResource, type GraphResource } from "../graph/graph";
import type { WireProperties } from "../graph/wire";
import { plainProperties } from "./values";

/** Whom a request is about, as its URN says. */
export interface Subject {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

/** `urn:pulumi:<stack>::<project>::<types of the parents, its own last>::<name>` */
export function subjectOf(urn: string): Subject {
  const [, , types = "", ...name] = urn.split("::");
  return { urn, type: types.split("$").at(-1) ?? "", name: name.join("::") };
}

/** The vendor that a type belongs to: the package of its token. */
export const vendorOf = (type: string): string => type.split(":")[0] ?? "";

/** The same in the form that readers of the graph take: they know how long it takes, and what a change of it does. */
export const asResource = (subject: Subject, inputs: WireProperties): GraphResource =>
  bareResource({ ...subject, inputs: plainProperties(inputs) });
