import type { GraphResource } from "../../graph/graph";
import { atLeast, both, is, isNot, isSet, matches, where } from "../conditions";
import { statementsOf } from "../documents";
import type { PolicyGraph } from "../query";
import { perResource, type Rule } from "../rule";
import { listOf, plain, plainOf, readIn, show } from "../values";
import { allowsAnybody } from "./identity";
import { AWS } from "./types";

/** Node families of ElastiCache and their sizes (ElastiCache API model, November 2026). */
const CACHE_NODES: Readonly<Record<string, string>> = {
  "t2|t3|t4g": "micro|small|medium",
  "m5|r5": "large|xlarge|2xlarge|4xlarge|12xlarge|24xlarge",
  "m6g|m7g|r6g|r7g|c7gn": "large|xlarge|2xlarge|4xlarge|8xlarge|12xlarge|16xlarge",
  r6gd: "xlarge|2xlarge|4xlarge|8xlarge|12xlarge|16xlarge",
};
const CACHE_NODE = new RegExp(
  `^cache\\.(${Object.entries(CACHE_NODES)
    .map(([families, sizes]) => `(${families})\\.(${sizes})`)
    .join("|")})$`,
);

const CACHE_RULES: readonly Rule[] = [
  {
    id: "R01",
    title: "the cache is encrypted with an own key",
    why: "snapshots of sessions and queues lie on disks",
    reference: "CKV_AWS_29/191, FSBP ElastiCache.4",
    severity: "high",
    check: perResource(AWS.replicationGroup, where({ atRestEncryptionEnabled: is(true), kmsKeyId: isSet })),
  },
  {
    id: "R02",
    title: "the cache is reached over TLS only",
    why: "the password and every session would travel in the clear",
    reference: "CKV_AWS_30, FSBP ElastiCache.5",
    severity: "high",
    check: perResource(
      AWS.replicationGroup,
      where({ transitEncryptionEnabled: is(true), transitEncryptionMode: is("required") }),
    ),
  },
  {
    id: "R03",
    title: "the cache asks who is there",
    why: "otherwise every pod that reaches it reads every session",
    reference: "CKV_AWS_31, FSBP ElastiCache.6",
    severity: "high",
    check: perResource(
      AWS.replicationGroup,
      ({ inputs }) => isSet(inputs["userGroupIds"], "userGroupIds") || isSet(inputs["authToken"], "authToken"),
    ),
  },
  {
    id: "R04",
    title: "the cache survives the loss of a zone",
    why: "sessions and queues of everybody depend on it",
    reference: "CKV2_AWS_50, FSBP ElastiCache.3",
    severity: "high",
    check: perResource(AWS.replicationGroup, where({ automaticFailoverEnabled: is(true), multiAzEnabled: is(true) })),
  },
  {
    id: "R05",
    title: "snapshots of the cache are kept for seven days",
    why: "queued work that was deleted comes back from nowhere else",
    reference: "CKV_AWS_134, FSBP ElastiCache.1, requirements",
    severity: "medium",
    check: perResource(AWS.replicationGroup, where({ snapshotRetentionLimit: atLeast(7) })),
  },
  {
    id: "R06",
    title: "the cache takes minor upgrades and lies in its own subnets",
    why: "fixes arrive by themselves, and the default subnets are whichever the account has",
    reference: "CKV_AWS_322/323, FSBP ElastiCache.2/7",
    severity: "medium",
    check: perResource(AWS.replicationGroup, liesInOwnSubnets),
  },
  {
    id: "R07",
    title: "the cache's node type exists",
    why: "a preview accepts any text, the update fails after half an hour",
    reference: "ElastiCache supported node types",
    severity: "medium",
    check: perResource(AWS.replicationGroup, where({ nodeType: matches(CACHE_NODE) })),
  },
];

const hasMasters = where({
  "clusterConfig.dedicatedMasterEnabled": is(true),
  "clusterConfig.dedicatedMasterCount": atLeast(3),
});

const SEARCH_RULES: readonly Rule[] = [
  {
    id: "O01",
    title: "search is encrypted with an own key, between its nodes too",
    why: "the index holds what customers said, word by word",
    reference: "CKV_AWS_5/6/247, FSBP Opensearch.1/3",
    severity: "high",
    check: perResource(
      AWS.searchDomain,
      where({
        "encryptAtRest.enabled": is(true),
        "encryptAtRest.kmsKeyId": isSet,
        "nodeToNodeEncryption.enabled": is(true),
      }),
    ),
  },
  {
    id: "O02",
    title: "search speaks TLS 1.2 or newer and nothing else",
    why: "queries and results are customers' data",
    reference: "CKV_AWS_83/228, FSBP Opensearch.8",
    severity: "high",
    check: perResource(
      AWS.searchDomain,
      where({
        "domainEndpointOptions.enforceHttps": is(true),
        "domainEndpointOptions.tlsSecurityPolicy": matches(/^Policy-Min-TLS-1-2-/),
      }),
    ),
  },
  {
    id: "O03",
    title: "search knows roles, and its users are cloud identities",
    why: "an internal user database is passwords that nobody rotates",
    reference: "CKV2_AWS_52, FSBP Opensearch.7",
    severity: "high",
    check: perResource(
      AWS.searchDomain,
      where({
        "advancedSecurityOptions.enabled": is(true),
        "advancedSecurityOptions.internalUserDatabaseEnabled": isNot(true),
      }),
    ),
  },
  {
    id: "O04",
    title: "search lies inside the network",
    why: "a public domain is one wrong policy away from everybody",
    reference: "CKV_AWS_137, FSBP Opensearch.2",
    severity: "high",
    check: perResource(AWS.searchDomain, where({ "vpcOptions.subnetIds": isSet })),
  },
  {
    id: "O05",
    title: "search publishes its audit and error logs",
    why: "who read which index is told by nothing else",
    reference: "CKV_AWS_84/317, FSBP Opensearch.4/5",
    severity: "medium",
    check: perResource(AWS.searchDomain, publishesLogs),
  },
  {
    id: "O06",
    title: "search keeps a quorum in every zone's loss",
    why: "data nodes that elect among themselves split when one of two zones is gone",
    reference: "CKV_AWS_318, CKV2_AWS_59, FSBP Opensearch.6/11",
    severity: "medium",
    check: perResource(AWS.searchDomain, both(spreadsOverZones, hasMasters)),
  },
  {
    id: "O07",
    title: "no access policy of search admits everybody",
    why: "the network would be its only lock",
    reference: "CKV_AWS_248 (intent)",
    severity: "high",
    check: perResource(AWS.searchDomain, (domain) => !statementsOf(domain, "accessPolicies").some(allowsAnybody)),
  },
  {
    id: "O08",
    title: "search has a valid name and a pinned version",
    why: "left out, the version is whatever is newest on the day",
    reference: "@pulumi/aws, opensearch.Domain",
    severity: "medium",
    check: perResource(
      AWS.searchDomain,
      where({ domainName: matches(/^[a-z][0-9a-z-]{2,27}$/), engineVersion: matches(/^OpenSearch_\d+\.\d+$/) }),
    ),
  },
];

export const DATA_RULES: readonly Rule[] = [...CACHE_RULES, ...SEARCH_RULES];

function liesInOwnSubnets(cache: GraphResource, graph: PolicyGraph) {
  const groups = graph.referred(cache, "subnetGroupName", AWS.cacheSubnetGroup);
  return plainOf(cache, "autoMinorVersionUpgrade") !== false && groups.length === 1;
}

function publishesLogs(domain: GraphResource) {
  const published = listOf(domain, "logPublishingOptions")
    .filter((option) => plain(readIn(option, "enabled"), "logPublishingOptions.enabled") !== false)
    .map((option) => plain(readIn(option, "logType"), "logPublishingOptions.logType"));
  return published.includes("AUDIT_LOGS") && published.includes("ES_APPLICATION_LOGS");
}

/** Three data nodes or more, in as many zones as there are subnets: what holds with or without dedicated masters. */
export function spreadsOverZones(domain: GraphResource): boolean | string {
  const nodes = plainOf(domain, "clusterConfig.instanceCount");
  const zones = plainOf(domain, "clusterConfig.zoneAwarenessConfig.availabilityZoneCount");
  const subnets = listOf(domain, "vpcOptions.subnetIds").length;
  const aware = plainOf(domain, "clusterConfig.zoneAwarenessEnabled") === true;
  const spread = typeof nodes === "number" && nodes >= 3 && aware && zones === subnets;
  return spread || `${show(nodes)} nodes, ${show(zones)} zones, ${subnets} subnets`;
}
