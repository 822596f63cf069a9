import type { PhaseName, Tier, TierName } from "../../stacks";
import { promisedBy, type StackKind } from "./applicability";
import type { PolicyGraph } from "./query";
import { type Check, type Predicate, type Problem, readably } from "./rule";

/** A rule that a tier does without for good, to save money that the tier does not have. */
export interface Exemption {
  readonly rule: string;
  readonly reason: string;
  readonly tiers: readonly TierName[];
  /** Only in this phase; left out, in every phase. */
  readonly phase?: PhaseName;
  /** Only resources of which this is true; left out, all. */
  readonly match?: Predicate;
  /** What must hold all the same; left out, nothing. */
  readonly instead?: (contract: Tier) => Check;
}

/** The same for any other reason than money: it ends. */
export interface Waiver extends Exemption {
  /** The last day, `YYYY-MM-DD`; from the next on, what it excuses is a finding like any other. */
  readonly until: string;
}

/** Those of a list that speak about a rule in a stack. */
export function exemptionsOf<T extends Exemption>(list: readonly T[], rule: string, stack: StackKind): readonly T[] {
  const { tier, phase } = stack;
  return list.filter(
    (exemption) =>
      exemption.rule === rule &&
      exemption.tiers.includes(tier) &&
      (exemption.phase === undefined || exemption.phase === phase),
  );
}

/** Null where an exemption does not speak about a problem; else whether it is excused, or what is wrong all the same. */
export type Excuse = (problem: Problem) => "excused" | Problem | null;

/** An exemption only lowers the bar: what meets neither the rule nor what must hold instead stays a problem. */
export function excuseOf({ match, instead }: Exemption, stack: StackKind, graph: PolicyGraph): Excuse {
  const covers = ({ urn }: Problem) => {
    const resource = urn === null ? undefined : graph.byUrn(urn);
    return resource !== undefined && (match === undefined || match(resource, graph) === true);
  };
  const stillWrong = once(() => firstByUrn(instead?.(promisedBy(stack))(graph).problems ?? []));
  return (problem) =>
    readably(problem.urn, () => (covers(problem) ? (stillWrong().get(problem.urn) ?? "excused") : null));
}

/** What must hold instead is asked once, however many problems there are, and not at all where there are none. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function firstByUrn(problems: readonly Problem[]): ReadonlyMap<string | null, Problem> {
  const first = new Map<string | null, Problem>();
  for (const problem of problems) if (!first.has(problem.urn)) first.set(problem.urn, problem);
  return first;
}
