import type { Answers, VendorAnswers } from "./template";

const IN_PROJECT = "projects/{account}";
const LINK = "https://www.googleapis.com/compute/v1/{id}";

/** A Compute Engine resource: everything in it is found by its link. */
const compute = (collection: string, outputs: Answers["outputs"] = {}): Answers => ({
  id: `${IN_PROJECT}/${collection}/{name}`,
  outputs: { name: "{name}", selfLink: LINK, ...outputs },
});
const REGIONAL = "regions/{region}";

/** A member that may do something: its id is all that it says. */
const grant = (on: string): Answers => ({ id: `${on}/{role}/{member}`, outputs: { etag: "{base64:12}" } });

/** Google Cloud: ids as its resources are called (Google API design guide, resource names). */
export const GCP_ANSWERS: VendorAnswers = {
  prefix: "gcp:",
  account: "project",
  region: "region",
  usual: { id: `${IN_PROJECT}/locations/{location}/{name}`, named: "name", longest: 63, outputs: { name: "{name}" } },
  types: {
    "artifactregistry/repository:Repository": {
      named: "repositoryId",
      id: `${IN_PROJECT}/locations/{location}/repositories/{repositoryId}`,
      outputs: { name: "{name}" },
    },
    "artifactregistry/repositoryIamMember:RepositoryIamMember": grant("{repository}"),
    "billing/budget:Budget": { id: "billingAccounts/{billingAccount}/budgets/{uuid}" },
    "certificatemanager/certificate:Certificate": {
      id: `${IN_PROJECT}/locations/global/certificates/{name}`,
      outputs: { name: "{name}" },
    },
    "certificatemanager/certificateMap:CertificateMap": {
      id: `${IN_PROJECT}/locations/global/certificateMaps/{name}`,
      outputs: { name: "{name}" },
    },
    "certificatemanager/certificateMapEntry:CertificateMapEntry": {
      id: `${IN_PROJECT}/locations/global/certificateMaps/{map}/certificateMapEntries/{name}`,
      outputs: { name: "{name}" },
    },
    "certificatemanager/dnsAuthorization:DnsAuthorization": {
      id: `${IN_PROJECT}/locations/global/dnsAuthorizations/{name}`,
      outputs: {
        name: "{name}",
        dnsResourceRecords: [
          {
            name: "_acme-challenge.{domain}.",
            type: "CNAME",
            data: "{uuid}.{digits:2}.authorize.certificatemanager.goog.",
          },
        ],
      },
    },
    "cloudscheduler/job:Job": { id: `${IN_PROJECT}/locations/{region}/jobs/{name}` },
    "compute/address:Address": compute(`${REGIONAL}/addresses`, { address: "198.51.100.{digits:2}" }),
    "compute/backendBucket:BackendBucket": compute("global/backendBuckets"),
    "compute/firewall:Firewall": compute("global/firewalls"),
    "compute/forwardingRule:ForwardingRule": compute(`${REGIONAL}/forwardingRules`, {
      pscConnectionId: "{digits:17}",
      pscConnectionStatus: "ACCEPTED",
    }),
    "compute/globalAddress:GlobalAddress": compute("global/addresses", { address: "198.51.100.{digits:2}" }),
    "compute/globalForwardingRule:GlobalForwardingRule": compute("global/forwardingRules"),
    "compute/network:Network": compute("global/networks"),
    "compute/networkPeering:NetworkPeering": { id: "{network}/{name}", outputs: { state: "ACTIVE" } },
    "compute/router:Router": compute(`${REGIONAL}/routers`),
    "compute/routerNat:RouterNat": { id: `${IN_PROJECT}/${REGIONAL}/{router}/{name}`, outputs: { name: "{name}" } },
    "compute/sSLPolicy:SSLPolicy": compute("global/sslPolicies"),
    "compute/securityPolicy:SecurityPolicy": compute("global/securityPolicies"),
    "compute/subnetwork:Subnetwork": compute(`${REGIONAL}/subnetworks`, { gatewayAddress: "10.0.0.1" }),
    "compute/targetHttpProxy:TargetHttpProxy": compute("global/targetHttpProxies"),
    "compute/targetHttpsProxy:TargetHttpsProxy": compute("global/targetHttpsProxies"),
    "compute/uRLMap:URLMap": compute("global/urlMaps"),
    "container/cluster:Cluster": {
      id: `${IN_PROJECT}/locations/{location}/clusters/{name}`,
      longest: 40,
      outputs: {
        name: "{name}",
        endpoint: "203.0.113.{digits:2}",
        masterVersion: "{minMasterVersion}",
        controlPlaneEndpointsConfig: {
          dnsEndpointConfig: { endpoint: "gke-{hex:12}-{digits:12}.{location}.gke.goog" },
        },
      },
    },
    "container/nodePool:NodePool": { id: "{cluster}/nodePools/{name}", longest: 40, outputs: { name: "{name}" } },
    "dns/managedZone:ManagedZone": {
      id: `${IN_PROJECT}/managedZones/{name}`,
      outputs: {
        name: "{name}",
        managedZoneId: "{digits:19}",
        nameServers: [1, 2, 3, 4].map((number) => `ns-cloud-a${number}.googledomains.com.`),
      },
    },
    "dns/recordSet:RecordSet": { id: `${IN_PROJECT}/managedZones/{managedZone}/rrsets/{name}/{type}` },
    "gkebackup/backupPlan:BackupPlan": {
      id: `${IN_PROJECT}/locations/{location}/backupPlans/{name}`,
      outputs: { name: "{name}" },
    },
    "kms/cryptoKey:CryptoKey": { id: "{keyRing}/cryptoKeys/{name}", outputs: { name: "{name}" } },
    "kms/cryptoKeyIAMMember:CryptoKeyIAMMember": grant("{cryptoKeyId}"),
    "kms/keyRing:KeyRing": { id: `${IN_PROJECT}/locations/{location}/keyRings/{name}`, outputs: { name: "{name}" } },
    "logging/metric:Metric": {},
    "logging/projectBucketConfig:ProjectBucketConfig": {
      named: "bucketId",
      id: `${IN_PROJECT}/locations/{location}/buckets/{bucketId}`,
    },
    "logging/projectExclusion:ProjectExclusion": { id: `${IN_PROJECT}/exclusions/{name}` },
    "logging/projectSink:ProjectSink": {
      id: `${IN_PROJECT}/sinks/{name}`,
      outputs: { writerIdentity: "serviceAccount:service-{digits:12}@gcp-sa-logging.iam.gserviceaccount.com" },
    },
    "monitoring/alertPolicy:AlertPolicy": { id: `${IN_PROJECT}/alertPolicies/{digits:19}`, outputs: { name: "{id}" } },
    "monitoring/dashboard:Dashboard": { id: `${IN_PROJECT}/dashboards/{uuid}` },
    "monitoring/notificationChannel:NotificationChannel": {
      id: `${IN_PROJECT}/notificationChannels/{digits:19}`,
      outputs: { name: "{id}" },
    },
    "monitoring/uptimeCheckConfig:UptimeCheckConfig": {
      id: `${IN_PROJECT}/uptimeCheckConfigs/{name}-{lower:10}`,
      named: "displayName",
      outputs: { uptimeCheckId: "{name}-{lower:10}", name: "{id}" },
    },
    "projects/iAMAuditConfig:IAMAuditConfig": { id: "{account}/audit_config/{service}" },
    "projects/iAMCustomRole:IAMCustomRole": {
      named: "roleId",
      id: `${IN_PROJECT}/roles/{roleId}`,
      outputs: { name: "{id}" },
    },
    "projects/iAMMember:IAMMember": grant("{account}"),
    "projects/service:Service": { id: "{account}/{service}" },
    "projects/serviceIdentity:ServiceIdentity": {
      id: `${IN_PROJECT}/services/{service}`,
      outputs: { email: "service-{digits:12}@gcp-sa-{service}.iam.gserviceaccount.com" },
    },
    "redis/instance:Instance": {
      id: `${IN_PROJECT}/locations/{region}/instances/{name}`,
      longest: 40,
      outputs: {
        host: "10.0.32.{digits:1}",
        port: 6378,
        readEndpoint: "10.0.33.{digits:1}",
        authString: "{uuid}",
        persistenceIamIdentity: "serviceAccount:service-{digits:12}@cloud-redis.iam.gserviceaccount.com",
        serverCaCerts: [{ cert: "-----BEGIN CERTIFICATE-----\n{base64:64}\n-----END CERTIFICATE-----" }],
      },
      secret: ["authString"],
    },
    "secretmanager/secret:Secret": {
      named: "secretId",
      id: `${IN_PROJECT}/secrets/{secretId}`,
      outputs: { name: "projects/{digits:12}/secrets/{secretId}" },
    },
    "secretmanager/secretIamMember:SecretIamMember": grant("{secretId}"),
    "secretmanager/secretVersion:SecretVersion": {
      id: "{secret}/versions/{digits:6}",
      outputs: { version: "{digits:6}" },
    },
    "serviceaccount/account:Account": {
      named: "accountId",
      longest: 30,
      id: `${IN_PROJECT}/serviceAccounts/{accountId}@{account}.iam.gserviceaccount.com`,
      outputs: {
        name: "{id}",
        email: "{accountId}@{account}.iam.gserviceaccount.com",
        member: "serviceAccount:{accountId}@{account}.iam.gserviceaccount.com",
        uniqueId: "{digits:21}",
      },
    },
    "serviceaccount/iAMMember:IAMMember": grant("{serviceAccountId}"),
    "servicenetworking/connection:Connection": {
      id: "{network}:{service}",
      outputs: { peering: "servicenetworking-googleapis-com" },
    },
    "storage/bucket:Bucket": {
      id: "{name}",
      outputs: { url: "gs://{name}", selfLink: "https://www.googleapis.com/storage/v1/b/{name}" },
    },
    "storage/bucketIAMMember:BucketIAMMember": grant("b/{bucket}"),
    "storage/transferJob:TransferJob": { id: "{account}/{digits:19}", outputs: { name: "transferJobs/{digits:19}" } },
  },
};
