import type { Scenario } from "./act";
import { end, first, refusal } from "./acts";

export const teardown: Scenario = {
  name: "teardown",
  about: "a protected stack is not destroyed by accident, and the documented way leaves nothing",
  runbook: "teardown",
  acts: (subject) => [first, refusal(subject), ...end],
};
