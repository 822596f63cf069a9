import type { CloudName } from "../../src/conventions/clouds";
import { DEVIATIONS } from "../../src/ledger/deviations";
import type { Variant } from "../graphs";
import { AWS } from "./aws";
import { AZURE } from "./azure";
import type { Cloud } from "./cloud";
import { GCP } from "./gcp";

export type { Cloud } from "./cloud";

export const CLOUDS_BUILT: Readonly<Record<CloudName, Cloud>> = { aws: AWS, gcp: GCP, azure: AZURE };

export const nameOfCloud = ({ cloud = "aws" }: Variant): CloudName => cloud;
export const cloudOf = (variant: Variant): Cloud => CLOUDS_BUILT[nameOfCloud(variant)];

/** Whether the ledger tells of a difference: what differs between clouds without an entry there is a mistake. */
export const isInLedger = (cloud: CloudName, id: string): boolean =>
  DEVIATIONS.some((deviation) => deviation.id === id && deviation.clouds.includes(cloud));
