/** Clouds of the architecture that Atlas runs on, as Atlas names them. */
export type AtlasCloud = "AWS" | "GCP";

const upperCase = (words: string): string => words.toUpperCase().replaceAll("-", "_");

/** Atlas' own word for a region of AWS: upper-case, with underscores (MongoDB Atlas, cloud providers and regions). */
export const atlasRegionOfAws = upperCase;

/** Google's first regions, which Atlas named before it had a rule (MongoDB Atlas, Google Cloud regions). */
const FIRST_OF_GCP: Readonly<Record<string, string>> = {
  "us-central1": "CENTRAL_US",
  "us-east1": "EASTERN_US",
  "us-west1": "WESTERN_US",
  "europe-west1": "WESTERN_EUROPE",
  "asia-east1": "EASTERN_ASIA_PACIFIC",
  "asia-northeast1": "NORTHEASTERN_ASIA_PACIFIC",
  "asia-southeast1": "SOUTHEASTERN_ASIA_PACIFIC",
};

/** Atlas' own word for a region of Google Cloud: words and number apart, `northamerica-northeast1` as `NORTH_AMERICA_NORTHEAST_1`. */
export const atlasRegionOfGcp = (region: string): string =>
  FIRST_OF_GCP[region] ?? upperCase(region.replace(/^(north|south)america/, "$1-america").replace(/\d+$/, "-$&"));
