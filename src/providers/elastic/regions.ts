/** Where a deployment of Elastic Cloud is, and how a network of the same region on Google Cloud reaches it. */
export interface ElasticRegion {
  /** Elastic's own word for the region. */
  readonly name: string;
  /** What a Private Service Connect endpoint connects to. */
  readonly serviceAttachment: string;
  /** All private host names of the region are below it. */
  readonly domain: string;
}

/** Elastic's older regions have names below its old domain. */
const OLD_DOMAIN = "gcp.cloud.es.io";
const DOMAIN = "gcp.elastic-cloud.com";

/** Regions with a service attachment, by the domain of their names (Elastic Cloud, Private Service Connect URIs). */
const DOMAINS: Readonly<Record<string, string>> = {
  "asia-east1": DOMAIN,
  "asia-northeast1": OLD_DOMAIN,
  "asia-northeast3": DOMAIN,
  "asia-south1": DOMAIN,
  "asia-southeast1": DOMAIN,
  "asia-southeast2": DOMAIN,
  "australia-southeast1": DOMAIN,
  "europe-north1": DOMAIN,
  "europe-west1": OLD_DOMAIN,
  "europe-west2": DOMAIN,
  "europe-west3": OLD_DOMAIN,
  "europe-west4": DOMAIN,
  "europe-west9": DOMAIN,
  "me-west1": DOMAIN,
  "northamerica-northeast1": DOMAIN,
  "southamerica-east1": DOMAIN,
  "us-central1": OLD_DOMAIN,
  "us-east1": DOMAIN,
  "us-east4": DOMAIN,
  "us-west1": OLD_DOMAIN,
};

/** Elastic's project on Google Cloud. */
const ELASTIC_PROJECT = "cloud-production-168820";

/** @throws RangeError for a region without an attachment: configuration refuses those, so no stack can be in one */
export function elasticRegionOfGoogle(region: string): ElasticRegion {
  const domain = DOMAINS[region];
  if (domain === undefined)
    throw new RangeError(
      `Elastic Cloud has no private endpoint in ${region}; known: ${Object.keys(DOMAINS).join(", ")}`,
    );
  const attachment = `proxy-psc-production-${region}-v1-attachment`;
  return {
    name: `gcp-${region}`,
    serviceAttachment: `projects/${ELASTIC_PROJECT}/regions/${region}/serviceAttachments/${attachment}`,
    domain: `psc.${region}.${domain}`,
  };
}
