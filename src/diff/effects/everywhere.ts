import { type ChangeKinds, shortens, shrinks, turnsOff } from "./kinds";

/** MongoDB Atlas: its clusters change size, region and shards while they run. */
const ATLAS_CHANGES: ChangeKinds = {
  "mongodbatlas:index/advancedCluster:AdvancedCluster": {
    rolls: ["replicationSpecs", "mongoDbMajorVersion"],
    loses: [
      shortens("documents on the shards that go, unless they are moved before", "replicationSpecs"),
      turnsOff("the way back to every moment of the past days", "pitEnabled"),
      turnsOff("all backups", "backupEnabled"),
    ],
    holds: "the database",
  },
  "mongodbatlas:index/cloudBackupSchedule:CloudBackupSchedule": {
    loses: [
      shrinks("the way back to the oldest days", "restoreWindowDays"),
      shrinks("daily backups older than the new age", "policyItemDaily.retentionValue"),
      shortens("copies of backups in the other region", "copySettings"),
    ],
  },
  // Where a network or an endpoint is belongs to what it is; the cluster itself moves.
  "mongodbatlas:index/networkContainer:NetworkContainer": { replaces: ["providerName", "regionName"] },
  "mongodbatlas:index/networkPeering:NetworkPeering": {
    replaces: ["providerName", "containerId", "accepterRegionName"],
  },
  "mongodbatlas:index/privateLinkEndpoint:PrivateLinkEndpoint": { replaces: ["providerName", "region"] },
  "mongodbatlas:index/privateLinkEndpointService:PrivateLinkEndpointService": {
    replaces: ["providerName", "privateLinkId", "endpointServiceId"],
  },
  "mongodbatlas:index/project:Project": { holds: "the database's project" },
};

/** Cloudflare: a certificate is issued once; its interface has no call that changes one. */
const CLOUDFLARE_CHANGES: ChangeKinds = {
  "cloudflare:index/originCaCertificate:OriginCaCertificate": {
    replaces: ["csr", "hostnames", "requestType", "requestedValidity"],
  },
};

/** Kubernetes: what its API refuses to change, and what moves pods. */
const KUBERNETES_CHANGES: ChangeKinds = {
  "kubernetes:apps/v1:Deployment": { replaces: ["spec.selector"], rolls: ["spec.template"] },
  "kubernetes:batch/v1:Job": { replaces: ["spec"] },
  "kubernetes:helm.sh/v3:Release": { rolls: ["chart", "values", "version"] },
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": { replaces: ["roleRef"] },
  "kubernetes:scheduling.k8s.io/v1:PriorityClass": { replaces: ["value", "preemptionPolicy"] },
};

/** What Pulumi makes by itself: any new input makes a new value. */
const GENERATED: ChangeKinds = {
  "random:index/randomId:RandomId": { replaces: ["byteLength"] },
  "random:index/randomPassword:RandomPassword": { replaces: ["length", "special"] },
  "random:index/randomString:RandomString": { replaces: ["length", "special", "upper"] },
  "tls:index/certRequest:CertRequest": { replaces: ["subject", "dnsNames", "privateKeyPem"] },
  "tls:index/locallySignedCert:LocallySignedCert": { replaces: ["certRequestPem", "validityPeriodHours"] },
  "tls:index/privateKey:PrivateKey": { replaces: ["algorithm", "rsaBits", "ecdsaCurve"] },
  "tls:index/selfSignedCert:SelfSignedCert": { replaces: ["subject", "validityPeriodHours", "privateKeyPem"] },
};

export const CHANGES_EVERYWHERE: ChangeKinds = {
  ...ATLAS_CHANGES,
  ...CLOUDFLARE_CHANGES,
  ...KUBERNETES_CHANGES,
  ...GENERATED,
};
