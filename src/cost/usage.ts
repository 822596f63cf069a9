import type { Load } from "../../stacks";

/**
 * What a stack's users cause in a month, twelve months after launch. Each number comes from the contract's load by one of the
 * factors below, which are the requirements' own figures for production spread over its thousand users, thirty million calls
 * of the API and 500 GB of recordings.
 */
export interface Usage extends Load {
  /** Months since launch: what is kept has grown that long. */
  readonly month: number;
  /** New objects beside recordings, GB a month. */
  readonly transcriptsGb: number;
  readonly documentsGb: number;
  /** Answers of the API, GB a month, through Cloudflare to the internet. */
  readonly internetOutGb: number;
  /** Recordings heard again, GB a month, from the object store to the internet. */
  readonly playbackGb: number;
  /** Requests and answers at the load balancer, GB a month. */
  readonly edgeGb: number;
  /** Static assets from the cloud's CDN, GB and requests a month. */
  readonly cdnGb: number;
  readonly cdnRequests: number;
  /** From the nodes to third parties, GB a month. */
  readonly natGb: number;
  /** Of that, what goes out, and is paid on its way to the internet too. */
  readonly natOutGb: number;
  /** Read from the database, GB a month: each answer of the API once. */
  readonly databaseGb: number;
  /** Between zones, GB a month, counted once. */
  readonly interZoneGb: number;
  /** Taken in by the log service, GB a month, and records of flows beside them. */
  readonly logsGb: number;
  readonly flowLogsGb: number;
  /** Questions to the stack's own DNS zone. */
  readonly dnsQueries: number;
  /** Reads of secrets, and uses of keys. */
  readonly secretReads: number;
  readonly keyUses: number;
  /** Images in the registry, GB. */
  readonly imagesGb: number;
}

/** Requirements, "Bandwidth estimates": 200 GB out and 500 GB in for 30 million API calls. */
const OUT_GB_PER_CALL = 200 / 30e6;
const THROUGH_GB_PER_CALL = 700 / 30e6;
/** Requirements, "Storage estimates": 25 GB of transcripts and 10 GB of documents beside 500 GB of recordings. */
const TRANSCRIPTS = 25 / 500;
const DOCUMENTS = 10 / 500;
/** Requirements, production: 1 TB of assets a month for 1,000 users; ten million requests (price book, worked example). */
const CDN_GB_PER_USER = 1;
const REQUESTS_PER_CDN_GB = 10_000;
/** Recordings go out once to be transcribed, compressed; beside them images and packages (worked examples: 300 GB, 3 TB). */
const TRANSCRIBED = 0.6;
const NAT_BASE_GB = 15;
/** One recording in ten is heard again: nothing is said about it, and it is little. */
const HEARD_AGAIN = 0.1;
/** Worked example, production: 500 GB between zones, 50 GB of logs and 20 GB of flow records for 30 million API calls. */
const INTER_ZONE_GB_PER_CALL = 500 / 30e6;
const LOGS_GB_PER_CALL = 45 / 30e6;
const LOGS_BASE_GB = 5;
const FLOW_GB_PER_CALL = 20 / 30e6;
/** Worked example, production: ten million DNS queries, 100,000 reads of secrets; a key is used as often as an object is written. */
const QUERIES_PER_CALL = 1 / 3;
const SECRET_READS = 100_000;
const KEY_USES_PER_PHONE_CALL = 10;
/** A cache that never evicts is kept half empty, and a snapshot of Redis takes about half of what it has in memory. */
export const SNAPSHOT_SHARE = 0.25;
/** Four services, some ten versions of each. */
const IMAGES_GB = 10;

/** @param month since launch; the plan shows the twelfth */
export function usageOf(load: Load, month = 12): Usage {
  const { apiCalls, recordingsGb, users, phoneCalls } = load;
  const cdnGb = users * CDN_GB_PER_USER;
  return {
    ...load,
    month,
    transcriptsGb: recordingsGb * TRANSCRIPTS,
    documentsGb: recordingsGb * DOCUMENTS,
    internetOutGb: apiCalls * OUT_GB_PER_CALL,
    playbackGb: recordingsGb * HEARD_AGAIN,
    edgeGb: apiCalls * THROUGH_GB_PER_CALL,
    cdnGb,
    cdnRequests: cdnGb * REQUESTS_PER_CDN_GB,
    natGb: NAT_BASE_GB + recordingsGb * TRANSCRIBED,
    natOutGb: recordingsGb * TRANSCRIBED,
    databaseGb: apiCalls * OUT_GB_PER_CALL,
    interZoneGb: apiCalls * INTER_ZONE_GB_PER_CALL,
    logsGb: LOGS_BASE_GB + apiCalls * LOGS_GB_PER_CALL,
    flowLogsGb: apiCalls * FLOW_GB_PER_CALL,
    dnsQueries: apiCalls * QUERIES_PER_CALL,
    secretReads: SECRET_READS,
    keyUses: phoneCalls * KEY_USES_PER_PHONE_CALL,
    imagesGb: IMAGES_GB,
  };
}

/** Days of a month, in a lifecycle rule. */
const DAYS = 30;

/**
 * What is kept of something that grows by the same amount each month, by age.
 * @param boundaries days at which something moves on, from young to old: `[30, 90, 365]`
 * @returns GB in each band, one more than there are boundaries
 */
export function byAge(gbPerMonth: number, month: number, boundaries: readonly number[]): readonly number[] {
  const ends = [...boundaries.map((days) => Math.min(days / DAYS, month)), month];
  return ends.map((end, index) => gbPerMonth * Math.max(0, end - (ends[index - 1] ?? 0)));
}
