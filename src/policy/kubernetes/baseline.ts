import type { Baseline } from "../baseline";
import { is, isSet } from "../conditions";
import { perResource } from "../rule";
import { read } from "../values";
import { enforcedIn, KUBERNETES_RULES } from "./rules";
import { KUBERNETES } from "./types";

/** The security baseline of what runs in the cluster, the same on every cloud. */
export const KUBERNETES_BASELINE: Baseline = {
  rules: KUBERNETES_RULES,
  notAsked: [],
  mayBeAbsent: [
    {
      rules: ["P61"],
      reason: "no service of the tier has two pods at all times",
      holds: ({ pods }) => Object.values(pods).every(({ min }) => min < 2),
    },
  ],
  exemptions: [],
  waivers: [
    {
      rule: "P55",
      reason:
        "the agent of the third-party monitoring reads the nodes themselves, for which no narrower standard has room",
      tiers: ["dev", "staging", "production", "enterprise"],
      until: "2027-11-30",
      match: (namespace) => is("datadog")(read(namespace, "metadata.name"), "metadata.name"),
      instead: () => perResource(KUBERNETES.namespace, (namespace) => isSet(enforcedIn(namespace), "labels")),
    },
  ],
};
