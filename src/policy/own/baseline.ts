import type { Baseline } from "../baseline";
import { DATA_RULES } from "./data";
import { OWNERSHIP_RULES } from "./ownership";
import { SECRECY_RULES } from "./secrecy";

/** What this project asks of itself, whichever cloud it is on. */
export const OWN_BASELINE: Baseline = {
  rules: [...OWNERSHIP_RULES, ...SECRECY_RULES, ...DATA_RULES],
  notAsked: [
    { rules: ["X04"], reason: "the stack does not protect its data", holds: ({ protect }) => !protect },
    { rules: ["X05"], reason: "the stack protects its data", holds: ({ protect }) => protect },
  ],
  mayBeAbsent: [
    {
      rules: ["X02"],
      reason: "Azure's resources are tagged one by one, which is Z54's",
      holds: (_, { cloud }) => cloud === "azure",
    },
  ],
  exemptions: [],
  waivers: [],
};
