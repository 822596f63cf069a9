import type { GraphResource } from "../graph/graph";
import type { PolicyGraph } from "./query";
import { Unreadable } from "./values";

/** A statement about the graph that must hold, whoever wrote the resources. */
export interface Rule {
  /** A letter for the subject and a number: `N02`. It is what people quote, so it is never reused. */
  readonly id: string;
  /** What must hold, in plain words. */
  readonly title: string;
  readonly why: string;
  /** The controls it stands for: checkov ids, AWS Foundational Security Best Practices, the vendor's guide. */
  readonly reference: string;
  readonly severity: Severity;
  readonly check: Check;
}

export type Severity = "high" | "medium" | "low";
export type Check = (graph: PolicyGraph) => Outcome;

export interface Outcome {
  /** Number of targets. With none, nothing has been proved. */
  readonly looked: number;
  readonly problems: readonly Problem[];
}

export interface Problem {
  /** Null where the stack as a whole is at fault. */
  readonly urn: string | null;
  /** What is so instead of what must hold. */
  readonly detail: string;
  /** It hangs on a value that is only known once the resources exist. */
  readonly unknown?: true;
}

/** True where the resource is as it must be; false, or a text that says what is so instead. */
export type Predicate = (resource: GraphResource, graph: PolicyGraph) => boolean | string;

/**
 * Looks at each resource of a type, or of all types of a form; `when` leaves out those that the rule does not speak about.
 * A value that can't be read is a problem, never a pass.
 */
export function perResource(type: string | RegExp, predicate: Predicate, when: Predicate = () => true): Check {
  return (graph) => {
    const resources =
      typeof type === "string" ? graph.ofType(type) : graph.resources.filter((one) => type.test(one.type));
    const verdicts = resources.map((resource) => judge(resource, graph, predicate, when));
    const targets = verdicts.filter((verdict) => verdict !== "no target");
    return { looked: targets.length, problems: targets.filter((verdict) => verdict !== null) };
  };
}

function judge(resource: GraphResource, graph: PolicyGraph, predicate: Predicate, when: Predicate) {
  return readably(resource.urn, () => {
    if (when(resource, graph) !== true) return "no target";
    const verdict = predicate(resource, graph);
    return verdict === true ? null : { urn: resource.urn, detail: verdict === false ? "it is not so" : verdict };
  });
}

/** Several checks as one: over several types, say. */
export const each =
  (...checks: readonly Check[]): Check =>
  (graph) => {
    const outcomes = checks.map((check) => check(graph));
    return {
      looked: outcomes.reduce((sum, { looked }) => sum + looked, 0),
      problems: outcomes.flatMap(({ problems }) => problems),
    };
  };

/** Among a vendor's resources, all types that begin like this, there are none of these types. */
export const without =
  (vendor: string, ...refused: readonly string[]): Check =>
  ({ resources }) => {
    const theirs = resources.filter(({ type }) => type.startsWith(vendor));
    const wrong = theirs.filter(({ type }) => refused.includes(type));
    return { looked: theirs.length, problems: wrong.map(({ urn }) => ({ urn, detail: "there is one" })) };
  };

/** Looks at the stack as a whole. */
export function perStack(check: Check): Check {
  return (graph) => {
    const outcome = readably(null, () => check(graph));
    return "looked" in outcome ? outcome : { looked: 1, problems: [outcome] };
  };
}

/** What looking at something says, or that it can't be read. */
export function readably<T>(urn: string | null, look: () => T): T | Problem {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { urn, detail: error.message, ...(error.unknown && { unknown: true }) };
  }
}
