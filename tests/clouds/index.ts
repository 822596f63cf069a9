import type { CloudName } from "../../src/conventions/clouds";
import type { AvailableCloud } from "../../src/config/support";
import { DEVIATIONS } from "../../src/ledger/deviations";
import type { Variant } from "../graphs";
import { AWS } from "./aws";
import type { Cloud } from "./cloud";
import { GCP } from "./gcp";

export type { Cloud } from "./cloud";

export const CLOUDS_BUILT: Readonly<Record<AvailableCloud, Cloud>> = { aws: AWS, gcp: GCP };

export const nameOfCloud = ({ cloud = "aws" }: Variant): AvailableCloud => cloud;
export const cloudOf = (variant: Variant): Cloud => CLOUDS_BUILT[nameOfCloud(variant)];

/** Whether the ledger tells of a difference: what differs between clouds without an entry there is a mistake. */
export const isInLedger = (cloud: CloudName, id: string): boolean =>
  DEVIATIONS.some((deviation) => deviation.id === id && deviation.clouds.includes(cloud));
