/** Every pinned engine version with the end of its support; the plan warns ahead of it. Dates: endoflife.date, 2026-08. */
export interface Version {
  readonly version: string;
  readonly endOfSupport: string;
}

export const VERSIONS = {
  kubernetes: { version: "1.35", endOfSupport: "2027-03-27" },
  mongodb: { version: "8.0", endOfSupport: "2029-10-31" },
  valkey: { version: "8.2", endOfSupport: "2028-10-31" },
  opensearch: { version: "2.19", endOfSupport: "2027-11-07" },
  // Elastic Cloud takes the newest patch of its two newest minors only; a major is maintained for at least 30 months.
  elasticsearch: { version: "9.5.6", endOfSupport: "2027-10-08" },
} as const satisfies Record<string, Version>;

/** Days before the end of support from which the plan warns. */
export const SUPPORT_WARNING_DAYS = 60;
