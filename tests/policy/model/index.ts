import type { CloudName } from "../../../src/conventions/clouds";
import type { Draft } from "../builder";
import { ATLAS_MODEL } from "./atlas";
import { AWS_MODEL } from "./aws";
import { AZURE_MODEL } from "./azure";
import { CLOUDFLARE_MODEL } from "./cloudflare";
import { GCP_MODEL } from "./gcp";
import { KUBERNETES_MODEL } from "./kubernetes";
import { OWN_PART } from "./own";

/** What every stack has, whichever cloud it is on. */
const EVERYWHERE = [...CLOUDFLARE_MODEL, ...KUBERNETES_MODEL, ...OWN_PART];

/** A small stack on each cloud in which every rule of its baseline holds. */
export const MODELS: Readonly<Record<CloudName, readonly Draft[]>> = {
  aws: [...AWS_MODEL, ...ATLAS_MODEL, ...EVERYWHERE],
  gcp: [...GCP_MODEL, ...ATLAS_MODEL, ...EVERYWHERE],
  azure: [...AZURE_MODEL, ...EVERYWHERE],
};
