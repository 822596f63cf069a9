import type { Baseline } from "../baseline";
import { GCP_MAY_BE_ABSENT, GCP_NOT_ASKED } from "./applicability";
import { GCP_EXEMPTIONS } from "./exemptions";
import { GCP_RULES } from "./rules";

export const GCP_BASELINE: Baseline = {
  rules: GCP_RULES,
  notAsked: GCP_NOT_ASKED,
  mayBeAbsent: GCP_MAY_BE_ABSENT,
  exemptions: GCP_EXEMPTIONS,
  waivers: [],
};
