import type { Baseline } from "../baseline";
import { AWS_MAY_BE_ABSENT, AWS_NOT_ASKED } from "./applicability";
import { AWS_EXEMPTIONS } from "./exemptions";
import { AWS_RULES } from "./rules";

export const AWS_BASELINE: Baseline = {
  rules: AWS_RULES,
  notAsked: AWS_NOT_ASKED,
  mayBeAbsent: AWS_MAY_BE_ABSENT,
  exemptions: AWS_EXEMPTIONS,
  waivers: [],
};
