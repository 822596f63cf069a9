import type { Scenario } from "./act";
import { again, end, first, preview, refusal, rename, resize } from "./acts";
import { drifts } from "./drift";
import { upgrade } from "./version-upgrade";

export const life: Scenario = {
  name: "life",
  about: "everything that happens to a stack, from its first preview to its end",
  runbook: "README",
  acts: (subject) => [preview, first, again, resize, rename, ...drifts, upgrade, refusal(subject), ...end],
};
