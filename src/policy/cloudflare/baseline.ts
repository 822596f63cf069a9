import type { Baseline } from "../baseline";
import { CLOUDFLARE_RULES } from "./rules";

/** The security baseline of Cloudflare, which stands in front of every cloud. */
export const CLOUDFLARE_BASELINE: Baseline = {
  rules: CLOUDFLARE_RULES,
  notAsked: [],
  mayBeAbsent: [
    {
      rules: ["F51", "F52"],
      reason: "the zone is another stack's to look after",
      holds: (_, { owns }) => !owns.zone,
    },
    {
      rules: ["F54"],
      reason: "a zone is only signed once its DS record is at the registrar, where the program reaches nothing",
      holds: () => true,
    },
  ],
  exemptions: [],
  waivers: [],
};
