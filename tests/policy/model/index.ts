import type { AvailableCloud } from "../../../src/config/support";
import type { Draft } from "../builder";
import { ATLAS_MODEL } from "./atlas";
import { AWS_MODEL } from "./aws";
import { CLOUDFLARE_MODEL } from "./cloudflare";
import { GCP_MODEL } from "./gcp";
import { KUBERNETES_MODEL } from "./kubernetes";

/** What every stack has, whichever cloud it is on. */
const EVERYWHERE = [...ATLAS_MODEL, ...CLOUDFLARE_MODEL, ...KUBERNETES_MODEL];

/** A small stack on each cloud in which every rule of its baseline holds. */
export const MODELS: Readonly<Record<AvailableCloud, readonly Draft[]>> = {
  aws: [...AWS_MODEL, ...EVERYWHERE],
  gcp: [...GCP_MODEL, ...EVERYWHERE],
};
