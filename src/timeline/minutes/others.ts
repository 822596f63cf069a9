import { AT_ONCE, type CreationTimes } from "./row";

/** Elastic Cloud. */
export const ELASTIC: CreationTimes = {
  prefix: "ec:",
  rows: [
    { takes: "5m30s", source: "estimate: 3 to 8 minutes", types: ["index/deployment:Deployment"] },
    { ...AT_ONCE, types: ["index/deploymentTrafficFilter:DeploymentTrafficFilter"] },
  ],
};

/** Cloudflare. */
export const CLOUDFLARE: CreationTimes = {
  prefix: "cloudflare:",
  rows: [
    {
      ...AT_ONCE,
      types: [
        "index/argoTieredCaching:ArgoTieredCaching",
        "index/authenticatedOriginPulls:AuthenticatedOriginPulls",
        "index/authenticatedOriginPullsHostnameCertificate:AuthenticatedOriginPullsHostnameCertificate",
        "index/dnsRecord:DnsRecord",
        "index/originCaCertificate:OriginCaCertificate",
        "index/ruleset:Ruleset",
        "index/tieredCache:TieredCache",
        "index/zoneSetting:ZoneSetting",
      ],
    },
  ],
};

const LOCAL = { takes: "0s", source: "made by the provider itself, without asking anybody" } as const;

/** Made on the machine that runs the update. */
export const LOCALLY: readonly CreationTimes[] = [
  {
    prefix: "pulumi:providers:",
    rows: [
      {
        ...LOCAL,
        types: ["aws", "azure-native", "cloudflare", "ec", "gcp", "kubernetes", "mongodbatlas", "random", "tls"],
      },
    ],
  },
  {
    prefix: "random:index/",
    rows: [
      {
        ...LOCAL,
        types: [
          "randomId:RandomId",
          "randomPassword:RandomPassword",
          "randomString:RandomString",
          "randomUuid:RandomUuid",
        ],
      },
    ],
  },
  {
    prefix: "tls:index/",
    rows: [
      {
        ...LOCAL,
        types: [
          "certRequest:CertRequest",
          "locallySignedCert:LocallySignedCert",
          "privateKey:PrivateKey",
          "selfSignedCert:SelfSignedCert",
        ],
      },
    ],
  },
];
