import { InvalidArgumentError } from "commander";

/** What a plan can be held to. */
export const GOALS = ["budget", "policy", "slo"] as const;
export type Goal = (typeof GOALS)[number];

/**
 * The goals that a list with commas names.
 * @throws InvalidArgumentError for a goal that there isn't
 */
export function goalsOf(text: string): readonly Goal[] {
  return text.split(",").map((name) => {
    const goal = GOALS.find((known) => known === name.trim());
    if (goal === undefined)
      throw new InvalidArgumentError(`It must be one or more of ${GOALS.join(", ")}, with commas between.`);
    return goal;
  });
}
