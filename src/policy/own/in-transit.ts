import { type GraphResource, UNKNOWN } from "../../graph/graph";
import { POD_OWNERS } from "../kubernetes/pods";
import type { PolicyGraph } from "../query";
import { each, perResource } from "../rule";
import { textsIn, Unreadable } from "../values";
import { dataIn } from "./capabilities";

/** What sees to it that a kind of data travels in a cipher: a rule on its settings, or its service, which speaks no other way. */
type Cipher = { readonly rule: string } | { readonly always: string };

/** By type, for every type that keeps data: one that is missing here is a finding. */
export const CIPHERS: Readonly<Record<string, Cipher>> = {
  "aws:eks/cluster:Cluster": { always: "the API server speaks TLS alone" },
  "aws:ecr/repository:Repository": { always: "ECR's endpoints speak TLS alone" },
  "aws:elasticache/replicationGroup:ReplicationGroup": { rule: "R02" },
  "aws:opensearch/domain:Domain": { rule: "O02" },
  "aws:s3/bucket:Bucket": { rule: "B02" },
  "aws:secretsmanager/secret:Secret": { always: "Secrets Manager's endpoints speak TLS alone" },
  "gcp:container/cluster:Cluster": { always: "the API server speaks TLS alone" },
  "gcp:artifactregistry/repository:Repository": { always: "Artifact Registry's endpoints speak TLS alone" },
  "gcp:redis/instance:Instance": { rule: "G33" },
  "gcp:storage/bucket:Bucket": {
    always: "whoever has an identity sends its token over TLS alone, and G25 lets nobody else in",
  },
  "gcp:secretmanager/secret:Secret": { always: "Secret Manager's endpoints speak TLS alone" },
  "ec:index/deployment:Deployment": { always: "Elastic Cloud's endpoints speak TLS alone" },
  "mongodbatlas:index/advancedCluster:AdvancedCluster": { rule: "A44" },
  "azure-native:containerservice:ManagedCluster": { always: "the API server speaks TLS alone" },
  "azure-native:containerregistry:Registry": { always: "Container Registry's endpoints speak TLS alone" },
  "azure-native:mongocluster:MongoCluster": { always: "DocumentDB speaks TLS alone" },
  "azure-native:redisenterprise:RedisEnterprise": { rule: "Z38" },
  "azure-native:search:Service": { always: "AI Search's endpoints speak TLS alone" },
  "azure-native:storage:StorageAccount": { rule: "Z25" },
  "azure-native:keyvault:Secret": { always: "Key Vault's endpoints speak TLS alone" },
  "azure-native:keyvault:Vault": { always: "Key Vault's endpoints speak TLS alone" },
};

/** Addresses of services that answer without a cipher; MongoDB's says by an option that it has one. */
const ADDRESS = /\b(https?|wss?|rediss?|mongodb(?:\+srv)?|amqps?|postgres(?:ql)?|mysql|ftps?):\/\/([^\s"'`,;]+)/g;
const IN_A_CIPHER = /^(https|wss|rediss|mongodb\+srv|amqps|ftps)$/;
/** Inside the cluster, where network policies say who speaks to whom and nothing of data is. */
const IN_CLUSTER = /^(localhost|127\.0\.0\.1|[\w.-]+\.svc(\.cluster\.local)?)(:\d+)?(\/|$)/;

/** Kinds of data of which nobody has said how they travel, and addresses that ask for no cipher. */
export const asksForEncryption = each(
  perDataKind,
  perResource(POD_OWNERS, (owner) => addressesOf(owner, "spec")),
  perResource("kubernetes:core/v1:ConfigMap", (map) => addressesOf(map, "data")),
);

function perDataKind(graph: PolicyGraph) {
  const data = dataIn(graph);
  const unknown = data.filter(({ type }) => !(type in CIPHERS));
  const detail = "src/policy/own/in-transit.ts does not say how its data travels";
  return { looked: data.length, problems: unknown.map(({ urn }) => ({ urn, detail })) };
}

function addressesOf({ inputs }: GraphResource, path: string): boolean | string {
  const texts = textsIn(inputs[path]);
  const plain = texts.flatMap((text) => [...text.matchAll(ADDRESS)].filter(isPlain));
  if (plain.length > 0) return `it is told ${plain.map(([, scheme = ""]) => `${scheme}://`).join(", ")}`;
  if (texts.includes(UNKNOWN)) throw new Unreadable(path, UNKNOWN);
  return true;
}

function isPlain([, scheme = "", rest = ""]: RegExpMatchArray): boolean {
  return !IN_A_CIPHER.test(scheme) && !IN_CLUSTER.test(rest) && !/[?&](tls|ssl)=true\b/.test(rest);
}
