import type { CloudName } from "../conventions/clouds";
import { ATLAS_BASELINE } from "./atlas/baseline";
import { AWS_BASELINE } from "./aws/baseline";
import { AZURE_BASELINE } from "./azure/baseline";
import { type Baseline, together } from "./baseline";
import { CLOUDFLARE_BASELINE } from "./cloudflare/baseline";
import { GCP_BASELINE } from "./gcp/baseline";
import { KUBERNETES_BASELINE } from "./kubernetes/baseline";
import { OWN_BASELINE } from "./own/baseline";
import type { Rule } from "./rule";

/** What every stack has, whichever cloud it is on. */
const EVERYWHERE: readonly Baseline[] = [CLOUDFLARE_BASELINE, KUBERNETES_BASELINE, OWN_BASELINE];

/** The security baseline of each cloud: its own rules, and those of the vendors that it is built with. */
export const BASELINES: Readonly<Record<CloudName, Baseline>> = {
  aws: together(AWS_BASELINE, ATLAS_BASELINE, ...EVERYWHERE),
  gcp: together(GCP_BASELINE, ATLAS_BASELINE, ...EVERYWHERE),
  // Its database is Azure's own.
  azure: together(AZURE_BASELINE, ...EVERYWHERE),
};

/** All rules there are, each once: what one cloud asks first, then what the next one asks beside it. */
export const RULES: readonly Rule[] = [...new Set(Object.values(BASELINES).flatMap(({ rules }) => rules))];
