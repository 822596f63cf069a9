/** What a region offers this architecture; a region that is not listed has not been looked at. */
export interface Region {
  /** Three zones that every service of the architecture accepts, by an id that means the same in every account. */
  readonly zones: readonly string[];
  readonly continent: "north-america" | "south-america" | "europe" | "asia" | "oceania" | "africa";
  /** Services of the architecture that the region does not have. */
  readonly lacks?: readonly string[];
  /** Families of machines that are not known to be in all three zones: their equals stand in. */
  readonly withoutMachines?: readonly string[];
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

const named = (region: string, letters: string): readonly string[] =>
  Array.from(letters, (letter) => `${region}-${letter}`);

const google = (region: string, continent: Region["continent"], letters = "abc"): readonly [string, Region] => [
  region,
  { zones: named(region, letters), continent },
];

/** Without an endpoint of Elastic Cloud's own, search could only be reached over the internet. */
const withoutElastic = (region: string, continent: Region["continent"]): readonly [string, Region] => [
  region,
  { zones: named(region, "abc"), continent, lacks: ["private endpoints of Elastic Cloud"] },
];

const withoutN2d = (region: string, continent: Region["continent"]): readonly [string, Region] => [
  region,
  { zones: named(region, "abc"), continent, withoutMachines: ["n2d"] },
];

/**
 * Google Cloud's regions and three of their zones, which mean the same in every project. Sources: Google's list of regions and
 * zones, Elastic Cloud's list of Private Service Connect attachments, a public copy of `gcloud compute machine-types list`.
 */
export const GCP_REGIONS: Readonly<Record<string, Region>> = Object.fromEntries([
  google("us-central1", "north-america"),
  google("us-east1", "north-america", "bcd"),
  google("us-east4", "north-america"),
  google("us-west1", "north-america"),
  google("northamerica-northeast1", "north-america"),
  google("southamerica-east1", "south-america"),
  google("europe-west1", "europe", "bcd"),
  google("europe-west2", "europe"),
  google("europe-west3", "europe"),
  google("europe-west4", "europe"),
  google("europe-west9", "europe"),
  google("europe-north1", "europe"),
  google("asia-east1", "asia"),
  google("asia-northeast1", "asia"),
  withoutN2d("asia-northeast3", "asia"),
  google("asia-south1", "asia"),
  google("asia-southeast1", "asia"),
  withoutN2d("asia-southeast2", "asia"),
  google("australia-southeast1", "oceania"),
  withoutElastic("us-west2", "north-america"),
  withoutElastic("us-west3", "north-america"),
  withoutElastic("us-west4", "north-america"),
  withoutElastic("us-south1", "north-america"),
  withoutElastic("us-east5", "north-america"),
  withoutElastic("europe-west6", "europe"),
  withoutElastic("europe-west8", "europe"),
  withoutElastic("europe-southwest1", "europe"),
  withoutElastic("europe-central2", "europe"),
]);

const azure = (location: string, continent: Region["continent"], ...lacks: string[]): readonly [string, Region] => [
  location,
  { zones: ["1", "2", "3"], continent, ...(lacks.length > 0 && { lacks }) },
];
const withoutZones = (location: string): readonly [string, Region] => [
  location,
  { zones: [], continent: "north-america" },
];
const NO_EDGE = "Application Gateway for Containers";

/**
 * Azure's locations. Zones have no names, only numbers, which mean other buildings in other subscriptions. Sources: Azure's list of
 * regions with availability zones, the list of regions of Application Gateway for Containers.
 */
export const AZURE_REGIONS: Readonly<Record<string, Region>> = Object.fromEntries([
  azure("eastus2", "north-america"),
  azure("centralus", "north-america"),
  azure("eastus", "north-america"),
  azure("southcentralus", "north-america"),
  azure("canadacentral", "north-america"),
  azure("brazilsouth", "south-america"),
  azure("northeurope", "europe"),
  azure("westeurope", "europe"),
  azure("uksouth", "europe"),
  azure("francecentral", "europe"),
  azure("germanywestcentral", "europe"),
  azure("norwayeast", "europe"),
  azure("switzerlandnorth", "europe"),
  azure("uaenorth", "asia"),
  azure("koreacentral", "asia"),
  azure("southeastasia", "asia"),
  azure("eastasia", "asia"),
  azure("centralindia", "asia"),
  azure("australiaeast", "oceania"),
  azure("westus2", "north-america", NO_EDGE),
  azure("westus3", "north-america", NO_EDGE),
  withoutZones("westus"),
  withoutZones("northcentralus"),
  withoutZones("westcentralus"),
]);

/** Zones a stack spreads over: every data service of the architecture keeps a quorum of three. */
export const ZONES = 3;

/** Regions in which the whole architecture can be built. */
export function completeRegions(regions: Readonly<Record<string, Region>>): readonly string[] {
  return Object.keys(regions).filter((name) => (regions[name]?.zones.length ?? 0) >= ZONES && !regions[name]?.lacks);
}
