/** Every cloud of the reference architecture; `config/support.ts` says which of them can be built. */
export const CLOUDS = ["aws", "gcp", "azure"] as const;
export type CloudName = (typeof CLOUDS)[number];
