import type { Baseline } from "../baseline";
import { AZURE_MAY_BE_ABSENT, AZURE_NOT_ASKED } from "./applicability";
import { AZURE_EXEMPTIONS, AZURE_WAIVERS } from "./exemptions";
import { AZURE_RULES } from "./rules";

export const AZURE_BASELINE: Baseline = {
  rules: AZURE_RULES,
  notAsked: AZURE_NOT_ASKED,
  mayBeAbsent: AZURE_MAY_BE_ABSENT,
  exemptions: AZURE_EXEMPTIONS,
  waivers: AZURE_WAIVERS,
};
