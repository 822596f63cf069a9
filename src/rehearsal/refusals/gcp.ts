import { GCP_REQUIRED } from "./gcp-required";
import { referencesOf, type VendorRules } from "./rules";

const NETWORK = "compute/network:Network";
const SUBNET = "compute/subnetwork:Subnetwork";
const CLUSTER = "container/cluster:Cluster";
const KEY = "kms/cryptoKey:CryptoKey";
const SECRET = "secretmanager/secret:Secret";
const ACCOUNT = "serviceaccount/account:Account";
const BUCKET = "storage/bucket:Bucket";
const MAP = "certificatemanager/certificateMap:CertificateMap";
const URLS = "compute/uRLMap:URLMap";

/** The ways in which a request may name a resource of Compute Engine. */
const ANY = "id|selfLink|name";

const REFERENCES = referencesOf("gcp:", {
  [SUBNET]: [["network", NETWORK, ANY, "refuses"]],
  "compute/firewall:Firewall": [
    ["network", NETWORK, ANY, "refuses"],
    ["targetServiceAccounts.*", ACCOUNT, "email", "letsGo"],
  ],
  "compute/router:Router": [["network", NETWORK, ANY, "refuses"]],
  "compute/routerNat:RouterNat": [
    ["router", "compute/router:Router", ANY, "goesAlong"],
    ["natIps.*", "compute/address:Address", ANY, "refuses"],
  ],
  "compute/address:Address": [["subnetwork", SUBNET, ANY, "refuses"]],
  "compute/globalAddress:GlobalAddress": [["network", NETWORK, ANY, "refuses"]],
  "compute/networkPeering:NetworkPeering": [["network", NETWORK, ANY, "refuses"]],
  "compute/forwardingRule:ForwardingRule": [
    ["network", NETWORK, ANY, "refuses"],
    ["ipAddress", "compute/address:Address", ANY, "refuses"],
  ],
  "servicenetworking/connection:Connection": [
    ["network", NETWORK, ANY, "refuses"],
    ["reservedPeeringRanges.*", "compute/globalAddress:GlobalAddress", "name", "letsGo"],
  ],
  [CLUSTER]: [
    ["network", NETWORK, ANY, "refuses"],
    ["subnetwork", SUBNET, ANY, "refuses"],
    ["databaseEncryption.keyName", KEY, "id", "letsGo"],
  ],
  "container/nodePool:NodePool": [
    ["cluster", CLUSTER, "id|name", "goesAlong"],
    ["nodeConfig.bootDiskKmsKey", KEY, "id", "letsGo"],
    ["nodeConfig.serviceAccount", ACCOUNT, "email", "letsGo"],
  ],
  "redis/instance:Instance": [
    ["authorizedNetwork", NETWORK, ANY, "refuses"],
    // Its network is Google's own, behind a connection of the whole network (Memorystore, private services access).
    ["authorizedNetwork", "servicenetworking/connection:Connection", "network", "letsGo"],
    ["customerManagedKey", KEY, "id", "letsGo"],
  ],
  [KEY]: [["keyRing", "kms/keyRing:KeyRing", "id", "letsGo"]],
  "kms/cryptoKeyIAMMember:CryptoKeyIAMMember": [["cryptoKeyId", KEY, "id", "goesAlong"]],
  [SECRET]: [["replication.userManaged.replicas.*.customerManagedEncryption.kmsKeyName", KEY, "id", "letsGo"]],
  "secretmanager/secretVersion:SecretVersion": [["secret", SECRET, "id|name", "goesAlong"]],
  "secretmanager/secretIamMember:SecretIamMember": [
    ["secretId", SECRET, "id|secretId", "goesAlong"],
    ["member", ACCOUNT, "member", "letsGo"],
  ],
  "serviceaccount/iAMMember:IAMMember": [["serviceAccountId", ACCOUNT, "name", "goesAlong"]],
  "artifactregistry/repository:Repository": [["kmsKeyName", KEY, "id", "letsGo"]],
  "artifactregistry/repositoryIamMember:RepositoryIamMember": [
    ["repository", "artifactregistry/repository:Repository", "id|name|repositoryId", "goesAlong"],
  ],
  "storage/bucketIAMMember:BucketIAMMember": [["bucket", BUCKET, "name", "goesAlong"]],
  "storage/transferJob:TransferJob": [
    ["replicationSpec.gcsDataSource.bucketName", BUCKET, "name", "letsGo"],
    ["replicationSpec.gcsDataSink.bucketName", BUCKET, "name", "letsGo"],
  ],
  "compute/backendBucket:BackendBucket": [["bucketName", BUCKET, "name", "letsGo"]],
  [URLS]: [["defaultService", "compute/backendBucket:BackendBucket", ANY, "refuses"]],
  "compute/targetHttpsProxy:TargetHttpsProxy": [
    ["urlMap", URLS, ANY, "refuses"],
    ["sslPolicy", "compute/sSLPolicy:SSLPolicy", ANY, "refuses"],
  ],
  "compute/targetHttpProxy:TargetHttpProxy": [["urlMap", URLS, ANY, "refuses"]],
  "compute/globalForwardingRule:GlobalForwardingRule": [
    ["ipAddress", "compute/globalAddress:GlobalAddress", "address|id", "refuses"],
  ],
  "certificatemanager/certificateMapEntry:CertificateMapEntry": [
    ["map", MAP, "name", "refuses"],
    ["certificates.*", "certificatemanager/certificate:Certificate", "id", "refuses"],
  ],
  "certificatemanager/certificate:Certificate": [
    ["managed.dnsAuthorizations.*", "certificatemanager/dnsAuthorization:DnsAuthorization", "id", "refuses"],
  ],
  "dns/recordSet:RecordSet": [["managedZone", "dns/managedZone:ManagedZone", "name", "refuses"]],
  "gkebackup/backupPlan:BackupPlan": [["cluster", CLUSTER, "id", "letsGo"]],
});

/** Google Cloud's names of resources: RFC 1035. */
const NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const PREVENTED = "deletion_policy is set to PREVENT";

const BUCKETS = "gcp:storage/bucket:Bucket";

export const GCP_RULES: VendorRules = {
  prefix: "gcp:",
  required: GCP_REQUIRED,
  limits: [
    {
      type: `gcp:${ACCOUNT}`,
      path: "accountId",
      allows: /^[a-z][-a-z0-9]{4,28}[a-z0-9]$/,
      says: "6 to 30 small letters, digits and hyphens",
    },
    {
      type: `gcp:${CLUSTER}`,
      path: "name",
      allows: /^[a-z][-a-z0-9]{0,38}[a-z0-9]$/,
      says: "at most 40 small letters, digits and hyphens",
    },
    {
      type: BUCKETS,
      path: "name",
      allows: /^[a-z0-9][-_a-z0-9]{1,61}[a-z0-9]$/,
      says: "3 to 63 small letters, digits, hyphens and underscores",
    },
    {
      type: BUCKETS,
      path: "softDeletePolicy.retentionDurationSeconds",
      allows:
        /^(0|60480\d|6048[1-9]\d|60[5-9]\d{3}|6[1-9]\d{4}|[7-9]\d{5}|[1-6]\d{6}|7[0-6]\d{5}|777[0-5]\d{3}|7776000)$/,
      says: "0, or 604800 to 7776000 seconds",
    },
    { type: BUCKETS, path: "publicAccessPrevention", allows: ["enforced", "inherited"], says: "enforced or inherited" },
    {
      type: "gcp:redis/instance:Instance",
      path: "tier",
      allows: ["BASIC", "STANDARD_HA"],
      says: "BASIC or STANDARD_HA",
    },
    { type: "gcp:redis/instance:Instance", path: "memorySizeGb", allows: [1, 300, "between"], says: "1 to 300 GiB" },
    { type: `gcp:${NETWORK}`, path: "name", allows: NAME, says: "at most 63 small letters, digits and hyphens" },
    {
      type: `gcp:${SECRET}`,
      path: "secretId",
      allows: /^[-_a-zA-Z0-9]{1,255}$/,
      says: "at most 255 letters, digits, hyphens and underscores",
    },
  ],
  references: REFERENCES,
  ranges: [
    { type: `gcp:${SUBNET}`, cidrs: ["ipCidrRange", "secondaryIpRanges.*.ipCidrRange"], network: "network" },
    { type: "gcp:compute/globalAddress:GlobalAddress", cidrs: ["address/prefixLength"], network: "network" },
  ],
  unique: [],
  // To turn on what is on, or to give what was given, changes nothing (Service Usage API, Resource Manager API).
  idempotent: [
    "gcp:projects/service:Service",
    "gcp:projects/serviceIdentity:ServiceIdentity",
    "gcp:projects/iAMMember:IAMMember",
  ],
  guards: [
    {
      type: `gcp:${CLUSTER}`,
      path: "deletionProtection",
      is: true,
      says: "cannot destroy cluster without setting deletion_protection=false",
    },
    {
      type: "gcp:redis/instance:Instance",
      path: "deletionProtection",
      is: true,
      says: "cannot destroy redis instance without setting deletion_protection=false",
    },
    {
      type: `gcp:${SECRET}`,
      path: "deletionProtection",
      is: true,
      says: "cannot destroy secret without setting deletion_protection=false",
    },
    ...[
      "artifactregistry/repository:Repository",
      "compute/globalAddress:GlobalAddress",
      "gkebackup/backupPlan:BackupPlan",
      BUCKET,
    ].map((type) => ({ type: `gcp:${type}`, path: "deletionPolicy", is: "PREVENT", says: PREVENTED })),
    {
      type: BUCKETS,
      path: "forceDestroy",
      is: false,
      filled: true,
      says: "the bucket you tried to delete is not empty",
    },
  ],
  keeps: [
    // Neither rings nor keys are ever deleted (Cloud KMS, object hierarchy).
    { type: "gcp:kms/keyRing:KeyRing", says: "Error 409: ALREADY_EXISTS" },
    { type: `gcp:${KEY}`, says: "Error 409: ALREADY_EXISTS" },
    {
      type: `gcp:${SECRET}`,
      path: "deletionPolicy",
      when: (policy) => policy === "ABANDON",
      says: "Error 409: ALREADY_EXISTS",
    },
  ],
  unseen: [{ type: `gcp:${ACCOUNT}`, by: "email", minutes: 0.2 }],
  texts: {
    exists: (what, name) => `Error 409: ${what} ${name} already exists`,
    missing: (what, name) => `Error 404: ${what} ${name} was not found`,
    inUse: (what, name, by) =>
      `Error 400: ${what} ${name} is already being used by ${by}, resourceInUseByAnotherResource`,
  },
};
