import type { GraphResource } from "../../graph/graph";
import { textOf } from "../../policy/values";
import { Unpriced } from "../estimator";
import type { Usage } from "../usage";

export const BUCKET = "aws:s3/bucket:Bucket";

/** What a bucket gets in a month. */
export interface Contents {
  readonly gb: number;
  readonly objects: number;
  /** GB that go from the bucket to the internet. */
  readonly out: number;
}

/** One document holds 1 MB: requirements say nothing, and it decides cents. */
const DOCUMENTS_PER_GB = 1_000;
/** Five releases of 100 MB each. */
const RELEASES = { gb: 0.5, objects: 1_000 };
/** One line of an access log, compressed; it comes in few large files, whose delivery is not charged (ELB, "Access logs"). */
const LOG_GB_PER_REQUEST = 150 / 1e9;

const ROLES: Readonly<Record<string, (usage: Usage) => Contents>> = {
  recordings: ({ recordingsGb, phoneCalls, playbackGb }) => ({
    gb: recordingsGb,
    objects: phoneCalls,
    out: playbackGb,
  }),
  transcripts: ({ transcriptsGb, phoneCalls }) => ({ gb: transcriptsGb, objects: phoneCalls, out: 0 }),
  documents: ({ documentsGb }) => ({ gb: documentsGb, objects: documentsGb * DOCUMENTS_PER_GB, out: 0 }),
  assets: () => ({ ...RELEASES, out: 0 }),
  logs: ({ apiCalls }) => ({ gb: apiCalls * LOG_GB_PER_REQUEST, objects: 0, out: 0 }),
  "cdn-logs": ({ cdnRequests }) => ({ gb: cdnRequests * LOG_GB_PER_REQUEST, objects: 0, out: 0 }),
};

const ROLE = new RegExp(`-(${["cdn-logs", ...Object.keys(ROLES)].join("|")})(-dr)?-`);

/**
 * What a bucket holds, by the role in its name; a replica is only read when the region is lost.
 * @throws Unpriced where the name says nothing that is known
 */
export function contentsOf(bucket: GraphResource, usage: Usage): Contents {
  const [, role = "", replica] = ROLE.exec(textOf(bucket, "bucket")) ?? [];
  const contents = ROLES[role]?.(usage);
  if (contents === undefined) throw new Unpriced("the bucket's name does not say what it holds");
  return replica === undefined ? contents : { ...contents, out: 0 };
}
