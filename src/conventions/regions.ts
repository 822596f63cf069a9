/** What a region offers this architecture; a region that is not listed has not been looked at. */
export interface Region {
  /** Three zones that every service of the architecture accepts, by an id that means the same in every account. */
  readonly zones: readonly string[];
  readonly continent: "north-america" | "south-america" | "europe" | "asia" | "oceania" | "africa";
  /** Services of the architecture that the region does not have. */
  readonly lacks?: readonly string[];
}

const ids = (prefix: string, ...numbers: readonly number[]): readonly string[] =>
  numbers.map((n) => `${prefix}-az${n}`);

/**
 * AWS regions by zone id: EKS refuses use1-az3, usw1-az2 and cac1-az3, and zone names differ between accounts.
 * Source: Amazon EKS user guide (subnet requirements), AWS zone id tables.
 */
export const AWS_REGIONS: Readonly<Record<string, Region>> = {
  "us-east-1": { zones: ids("use1", 1, 2, 4), continent: "north-america" },
  "us-east-2": { zones: ids("use2", 1, 2, 3), continent: "north-america" },
  "us-west-1": { zones: ids("usw1", 1, 3), continent: "north-america" },
  "us-west-2": { zones: ids("usw2", 1, 2, 3), continent: "north-america" },
  "ca-central-1": { zones: ids("cac1", 1, 2, 4), continent: "north-america" },
  "sa-east-1": { zones: ids("sae1", 1, 2, 3), continent: "south-america" },
  "eu-west-1": { zones: ids("euw1", 1, 2, 3), continent: "europe" },
  "eu-west-2": { zones: ids("euw2", 1, 2, 3), continent: "europe" },
  "eu-west-3": { zones: ids("euw3", 1, 2, 3), continent: "europe" },
  "eu-central-1": { zones: ids("euc1", 1, 2, 3), continent: "europe" },
  "eu-north-1": { zones: ids("eun1", 1, 2, 3), continent: "europe" },
  "ap-south-1": { zones: ids("aps1", 1, 2, 3), continent: "asia" },
  "ap-northeast-1": { zones: ids("apne1", 1, 2, 4), continent: "asia" },
  "ap-southeast-1": { zones: ids("apse1", 1, 2, 3), continent: "asia" },
  "ap-southeast-2": { zones: ids("apse2", 1, 2, 3), continent: "oceania" },
  "ap-east-2": { zones: ids("ape2", 1, 2, 3), continent: "asia", lacks: ["MongoDB Atlas"] },
};

/** Zones a stack spreads over: every data service of the architecture keeps a quorum of three. */
export const ZONES = 3;

/** Regions in which the whole architecture can be built. */
export function completeRegions(regions: Readonly<Record<string, Region>>): readonly string[] {
  return Object.keys(regions).filter((name) => (regions[name]?.zones.length ?? 0) >= ZONES && !regions[name]?.lacks);
}
