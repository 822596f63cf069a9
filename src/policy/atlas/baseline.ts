import type { Inapplicable } from "../applicability";
import type { Baseline } from "../baseline";
import type { Exemption } from "../exemptions";
import { perResource } from "../rule";
import { isSound, keepsDays, ATLAS_RULES } from "./rules";
import { ATLAS } from "./types";

const NOT_ASKED: readonly Inapplicable[] = [
  { rules: ["A45"], reason: "the tier has no own keys", holds: ({ ownKeys }) => !ownKeys },
];

const MAY_BE_ABSENT: readonly Inapplicable[] = [
  { rules: ["A48"], reason: "the tier does not protect its data", holds: ({ protect }) => !protect },
];

const EXEMPTIONS: readonly Exemption[] = [
  {
    rule: "A44",
    reason: "the tier may be destroyed, and its data may be a day old when it comes back",
    tiers: ["dev", "staging"],
    instead: () => perResource(ATLAS.cluster, isSound),
  },
  {
    rule: "A49",
    reason: "the tier keeps backups as long as it says, in its own region",
    tiers: ["dev", "staging"],
    instead: ({ backup }) => perResource(ATLAS.backups, keepsDays(backup.keepDays)),
  },
];

/** The security baseline of MongoDB Atlas, for every cloud that has no MongoDB of its own. */
export const ATLAS_BASELINE: Baseline = {
  rules: ATLAS_RULES,
  notAsked: NOT_ASKED,
  mayBeAbsent: MAY_BE_ABSENT,
  exemptions: EXEMPTIONS,
  waivers: [],
};
