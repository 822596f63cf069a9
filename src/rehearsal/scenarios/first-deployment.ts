import type { Scenario } from "./act";
import { again, end, first, preview } from "./acts";

export const firstDeployment: Scenario = {
  name: "first-deployment",
  about: "a stack is previewed, made, found complete, and destroyed",
  runbook: "first-deployment",
  acts: () => [preview, first, again, ...end],
};
