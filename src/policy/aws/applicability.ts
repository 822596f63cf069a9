import type { Inapplicable } from "../applicability";

/** Rules that speak about protected data: elsewhere the graph may differ, and nothing is wrong with it. */
export const AWS_NOT_ASKED: readonly Inapplicable[] = [
  {
    rules: ["N11", "K04", "S02", "E08", "L03", "R04", "O06", "B08"],
    reason: "the tier does not protect its data",
    holds: ({ protect }) => !protect,
  },
];

/** Rules that may find nothing to look at; if they do find something, they count. */
export const AWS_MAY_BE_ABSENT: readonly Inapplicable[] = [
  {
    rules: ["I01"],
    reason: "roles carry their own policies, which are I02's",
    holds: () => true,
  },
  {
    rules: ["M08"],
    reason: "the images come from a registry that exists already",
    holds: () => true,
  },
  {
    rules: ["C01", "C02", "C03", "C04", "C05", "C06", "C07"],
    reason: "the tier has no CDN of the cloud",
    holds: ({ cdn }) => !cdn,
  },
  {
    rules: ["O01", "O02", "O03", "O04", "O05", "O06", "O07", "O08"],
    reason: "the phase runs without search",
    holds: ({ search }) => search === null,
  },
  {
    rules: ["K01", "K02", "K03", "K04", "K05"],
    reason: "the tier has no own keys",
    holds: ({ ownKeys }) => !ownKeys,
  },
  {
    rules: ["M04"],
    reason: "the tier has nothing that AWS Backup would back up",
    holds: ({ backup }) => !backup.volumes,
  },
  {
    rules: ["M05"],
    reason: "the tier schedules nothing: its snapshots, if any, are ElastiCache's own daily ones",
    holds: ({ cache }) => cache.snapshots?.everyHours !== 2,
  },
];
