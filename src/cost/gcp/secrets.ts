import { listOf, plainOf } from "../../policy/values";
import { billed, type Costs, type Estimator, free, monthly } from "../estimator";
import { DAYS_PER_MONTH, daysOf } from "./inputs";

const SECRET = "gcp:secretmanager/secret:Secret";
const VERSION = "gcp:secretmanager/secretVersion:SecretVersion";
const KEY = "gcp:kms/cryptoKey:CryptoKey";

/** Each place that a version is kept in is paid; one that Google chooses by itself is one place (Secret Manager, pricing). */
const version: Estimator = (resource, { graph, usage }) => {
  const [secret] = graph.referred(resource, "secret", SECRET);
  const places = Math.max(1, secret === undefined ? 1 : listOf(secret, "replication.userManaged.replicas").length);
  return [
    monthly(`version in ${places} places`, "gcp/secret-manager/active-version", places),
    monthly("reads", "gcp/secret-manager/access", usage.secretReads / 1e4 / graph.ofType(VERSION).length),
  ];
};

/** A version is made at every rotation, and the old ones stay: what they encrypted must stay readable. */
const key: Estimator = (resource, { graph, usage }) => {
  const period = plainOf(resource, "rotationPeriod");
  const rotations = typeof period === "string" ? Math.floor((usage.month * DAYS_PER_MONTH) / daysOf(period)) : 0;
  const hardware = plainOf(resource, "versionTemplate.protectionLevel") === "HSM";
  const versions = 1 + rotations;
  return [
    monthly(`${versions} versions of a key`, `gcp/kms/${hardware ? "hsm" : "software"}-key-version`, versions),
    monthly("uses of keys", "gcp/kms/operations", usage.keyUses / 1e4 / graph.ofType(KEY).length),
  ];
};

export const SECRETS: Costs = {
  [VERSION]: billed(version),
  [KEY]: billed(key),
  ...free("paid by its versions", SECRET),
  ...free(
    "who may do what costs nothing",
    "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
    "gcp:secretmanager/secretIamMember:SecretIamMember",
  ),
  ...free("a name for its keys, which are paid", "gcp:kms/keyRing:KeyRing"),
};
