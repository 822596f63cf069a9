import type { VendorAnswers } from "./template";

const SRV = "{name}.{lower:5}.mongodb.net";
const PRIVATE_SRV = "{name}-pl-0.{lower:5}.mongodb.net";

/** MongoDB Atlas: ids are 24 hexadecimal digits, as all of MongoDB's own. */
export const ATLAS_ANSWERS: VendorAnswers = {
  prefix: "mongodbatlas:index/",
  usual: { id: "{hex:24}", named: "name", longest: 64 },
  types: {
    "advancedCluster:AdvancedCluster": {
      outputs: {
        clusterId: "{hex:24}",
        stateName: "IDLE",
        connectionStrings: {
          standardSrv: `mongodb+srv://${SRV}`,
          privateSrv: `mongodb+srv://${PRIVATE_SRV}`,
          privateEndpoints: [{ srvConnectionString: `mongodb+srv://${PRIVATE_SRV}` }],
        },
        replicationSpecs: [{ zoneId: "{hex:24}", zoneName: "Zone 1" }],
      },
    },
    "cloudProviderAccessSetup:CloudProviderAccessSetup": {
      outputs: {
        roleId: "{hex:24}",
        awsConfigs: [{ atlasAwsAccountArn: "arn:aws:iam::{digits:12}:root", atlasAssumedRoleExternalId: "{uuid}" }],
        gcpConfigs: [{ serviceAccountForAtlas: "mongodb-atlas-{lower:16}@p-{lower:24}.iam.gserviceaccount.com" }],
      },
    },
    "networkContainer:NetworkContainer": { outputs: { containerId: "{id}", provisioned: false } },
    "networkPeering:NetworkPeering": {
      outputs: {
        peerId: "{id}",
        connectionId: "pcx-{hex:17}",
        atlasGcpProjectId: "p-{lower:24}",
        atlasVpcName: "nt-{hex:24}-{lower:8}",
        statusName: "PENDING_ACCEPTANCE",
      },
    },
    "privateLinkEndpoint:PrivateLinkEndpoint": {
      outputs: {
        privateLinkId: "{id}",
        endpointServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-{hex:17}",
        serviceAttachmentNames: ["projects/p-{lower:24}/regions/{region}/serviceAttachments/sa-{hex:24}-0"],
      },
    },
    "project:Project": { outputs: { clusterCount: 0 } },
  },
};

/** Cloudflare: ids are 32 hexadecimal digits. */
export const CLOUDFLARE_ANSWERS: VendorAnswers = {
  prefix: "cloudflare:index/",
  usual: { id: "{hex:32}", named: "name" },
  types: {
    "argoTieredCaching:ArgoTieredCaching": { id: "{zoneId}" },
    "originCaCertificate:OriginCaCertificate": {
      id: "{digits:47}",
      outputs: {
        certificate: "-----BEGIN CERTIFICATE-----\n{base64:64}\n-----END CERTIFICATE-----",
        expiresOn: "2041-01-01T00:00:00Z",
      },
    },
    "tieredCache:TieredCache": { id: "{zoneId}" },
    "zoneSetting:ZoneSetting": { id: "{settingId}" },
  },
};

/** Elastic Cloud. */
export const ELASTIC_ANSWERS: VendorAnswers = {
  prefix: "ec:index/",
  usual: { id: "{hex:32}", named: "name" },
  types: {
    "deployment:Deployment": {
      outputs: {
        alias: "{name}",
        elasticsearchUsername: "elastic",
        elasticsearchPassword: "{letters:24}",
        elasticsearch: {
          httpsEndpoint: "https://{name}.es.{region}.gcp.elastic-cloud.com:443",
          resourceId: "{hex:32}",
        },
      },
      secret: ["elasticsearchPassword"],
    },
  },
};

/** Kubernetes: an object is known by its namespace and its name; its group and kind are in the type. */
export const KUBERNETES_ANSWERS: VendorAnswers = {
  prefix: "kubernetes:",
  usual: {
    id: "{path}",
    named: "metadata.name",
    longest: 253,
    outputs: { metadata: { name: "{name}", uid: "{uuid}", resourceVersion: "{generation}" } },
  },
  types: {
    "helm.sh/v3:Release": {
      named: "name",
      longest: 53,
      outputs: {
        status: {
          status: "deployed",
          name: "{name}",
          namespace: "{namespace}",
          revision: "{generation}",
          version: "{version}",
        },
      },
    },
  },
};
