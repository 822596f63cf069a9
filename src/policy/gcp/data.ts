import type { GraphResource } from "../../graph/graph";
import { atLeast, both, is, isNot, isSet, where } from "../conditions";
import { each, perResource, type Rule } from "../rule";
import { listOf, plainOf, read, textOf } from "../values";
import { namesWho } from "./identity";
import { GCP } from "./types";

/** A key turns at least this often: 90 days. */
const ROTATION_SECONDS = 7_776_000;

const STORAGE_RULES: readonly Rule[] = [
  {
    id: "G25",
    title: "no bucket can be made public, and rights are the bucket's alone",
    why: "one wrong right would publish every recording",
    reference: "CIS 5.1/5.2, CKV_GCP_29/114",
    severity: "high",
    check: perResource(
      GCP.bucket,
      where({ uniformBucketLevelAccess: is(true), publicAccessPrevention: is("enforced") }),
    ),
  },
  {
    id: "G26",
    title: "every bucket keeps old versions, and goes only when it is empty",
    why: "what was overwritten or deleted comes back from nowhere else",
    reference: "CKV_GCP_78",
    severity: "high",
    check: perResource(GCP.bucket, where({ "versioning.enabled": is(true), forceDestroy: isNot(true) })),
  },
  {
    id: "G27",
    title: "nobody unnamed has a right on a bucket",
    why: "everybody includes those who guess",
    reference: "CIS 5.1, CKV_GCP_28",
    severity: "high",
    check: perResource(/^gcp:storage\/bucketIAM/, namesWho),
  },
];

const SECRET_RULES: readonly Rule[] = [
  {
    id: "G28",
    title: "keys rotate every 90 days",
    why: "what one version of a key has encrypted stays small",
    reference: "CIS 1.10, CKV_GCP_43",
    severity: "medium",
    check: perResource(GCP.cryptoKey, turns),
  },
  {
    id: "G29",
    title: "nobody unnamed may use a key",
    why: "whoever may use a key may read what it encrypts",
    reference: "CIS 1.9",
    severity: "high",
    check: perResource(/^gcp:kms\/\w*IAM/, namesWho),
  },
  {
    id: "G30",
    title: "secrets have named places, and can't be deleted by accident",
    why: "without its secrets nothing starts again",
    reference: "requirements, secrets",
    severity: "high",
    check: perResource(GCP.secret, both(replicates, where({ deletionProtection: is(true) }))),
  },
  {
    id: "G31",
    title: "secrets are read one by one",
    why: "a right over the project's secrets reads other stacks' too",
    reference: "CIS 1.6 (intent)",
    severity: "high",
    check: each(
      perResource(GCP.secretMember, where({ role: is("roles/secretmanager.secretAccessor") })),
      perResource(GCP.projectMember, (member) => !textOf(member, "role").includes("secretmanager")),
    ),
  },
];

const CACHE_RULES: readonly Rule[] = [
  {
    id: "G32",
    title: "a Valkey cache is reached over TLS, survives the loss of a zone and can't be deleted by accident",
    why: "sessions and queues of everybody depend on it",
    reference: "CKV_GCP_95/97 (intent)",
    severity: "high",
    check: perResource(
      GCP.memorystore,
      where({
        transitEncryptionMode: is("SERVER_AUTHENTICATION"),
        replicaCount: atLeast(1),
        deletionProtectionEnabled: is(true),
      }),
    ),
  },
  {
    id: "G33",
    title: "the cache asks who is there, speaks TLS and survives the loss of a zone",
    why: "sessions and queues of everybody depend on it",
    reference: "CKV_GCP_95/97",
    severity: "high",
    check: perResource(
      GCP.redis,
      where({
        authEnabled: is(true),
        transitEncryptionMode: is("SERVER_AUTHENTICATION"),
        tier: is("STANDARD_HA"),
      }),
    ),
  },
];

export const DATA_RULES: readonly Rule[] = [...STORAGE_RULES, ...SECRET_RULES, ...CACHE_RULES];

function turns(key: GraphResource): boolean | string {
  const period = plainOf(key, "rotationPeriod");
  const seconds = Number.parseInt(String(period), 10);
  return seconds <= ROTATION_SECONDS || `rotationPeriod is ${String(period ?? "not set")}`;
}

/** Wherever Google likes, or in the regions it names. */
export function replicates(secret: GraphResource): boolean | string {
  const anywhere = isSet(read(secret, "replication.auto"), "replication.auto");
  return anywhere || listOf(secret, "replication.userManaged.replicas").length > 0 || "it is kept nowhere";
}
