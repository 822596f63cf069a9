import type { CloudName } from "../conventions/clouds";

/** Clouds this program can build today; the others are refused when the configuration is read. */
export const AVAILABLE_CLOUDS = ["aws", "gcp"] as const satisfies readonly CloudName[];
export type AvailableCloud = (typeof AVAILABLE_CLOUDS)[number];
