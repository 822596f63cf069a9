import type { GraphResource } from "../../graph/graph";
import { isEverybody } from "../addresses";
import { atLeast, both, is, isNot, where } from "../conditions";
import type { PolicyGraph } from "../query";
import { each, perResource, type Rule } from "../rule";
import { listOf, plainOf } from "../values";
import { AZURE } from "./types";

/** All of DocumentDB but what a tier pays for: only the network reaches it. */
export const MONGO_IS_PRIVATE = each(
  perResource(AZURE.mongo, where({ "properties.publicNetworkAccess": is("Disabled") })),
  perResource(AZURE.mongoFirewall, admitsSomebody),
);

/** All of AI Search but the number of replicas. */
export const SEARCH_IS_PRIVATE = perResource(
  AZURE.search,
  where({
    publicNetworkAccess: is("Disabled"),
    disableLocalAuth: is(true),
    "sku.name": isNot("free"),
  }),
);

const DATABASE_RULES: readonly Rule[] = [
  {
    id: "Z35",
    title: "Cosmos DB is reached from the network alone, over TLS 1.2, and its keys change no settings",
    why: "a database that answers to the internet is found within minutes",
    reference: "Azure Policy 797b37f7, 4750c32b",
    severity: "high",
    check: perResource(
      AZURE.cosmos,
      where({
        publicNetworkAccess: is("Disabled"),
        minimalTlsVersion: is("Tls12"),
        disableKeyBasedMetadataWriteAccess: is(true),
      }),
    ),
  },
  {
    id: "Z36",
    title: "Cosmos DB is backed up at every second, and fails over by itself",
    why: "a mistake is found an hour later, between two backups",
    reference: "CIS 5.4 (intent)",
    severity: "medium",
    check: perResource(AZURE.cosmos, both(where({ "backupPolicy.type": is("Continuous") }), failsOver)),
  },
  {
    id: "Z37",
    title: "DocumentDB is reached from the network alone, and has a standby",
    why: "a database that answers to the internet is found within minutes",
    reference: "MCSB NS-2",
    severity: "high",
    check: each(MONGO_IS_PRIVATE, perResource(AZURE.mongo, hasStandby, isPrimary)),
  },
];

export const DATA_RULES: readonly Rule[] = [
  ...DATABASE_RULES,
  {
    id: "Z38",
    title: "the cache speaks TLS 1.2, and only through its endpoint inside the network",
    why: "sessions and queues of everybody are in it",
    reference: "Azure Policy 960e650e",
    severity: "high",
    check: perResource(
      AZURE.redis,
      both(where({ minimumTlsVersion: is("1.2"), publicNetworkAccess: is("Disabled") }), hasEndpoint),
    ),
  },
  {
    id: "Z39",
    title: "the cache's clients speak TLS, and have an identity instead of a key",
    why: "a key is a password that never expires, and opens everything",
    reference: "MCSB DP-3, IM-1",
    severity: "high",
    check: perResource(
      AZURE.redisDatabase,
      where({ clientProtocol: is("Encrypted"), accessKeysAuthentication: is("Disabled") }),
    ),
  },
  {
    id: "Z40",
    title: "search is reached from the network alone, by identities, and survives the loss of a zone",
    why: "its indexes hold what the database holds",
    reference: "Azure Policy ee980b6d, 6300012e, a049bf77, 90bc8109",
    severity: "high",
    check: each(SEARCH_IS_PRIVATE, perResource(AZURE.search, where({ replicaCount: atLeast(3) }))),
  },
];

function failsOver(database: GraphResource): boolean | string {
  const alone = listOf(database, "locations").length < 2;
  return alone || plainOf(database, "enableAutomaticFailover") === true || "it waits for somebody";
}

/** 0.0.0.0 alone stands for all of Azure, other customers included. */
function admitsSomebody(rule: GraphResource): boolean | string {
  const start = String(plainOf(rule, "properties.startIpAddress"));
  return (start !== "0.0.0.0" && !isEverybody(start)) || "open to all";
}

/** A replica in another region is a standby itself. */
function isPrimary(cluster: GraphResource): boolean {
  return plainOf(cluster, "properties.createMode") !== "GeoReplica";
}

function hasStandby(cluster: GraphResource): boolean | string {
  const mode = plainOf(cluster, "properties.highAvailability.targetMode") ?? "not set";
  return !["not set", "Disabled"].includes(String(mode)) || `highAvailability is ${String(mode)}`;
}

function hasEndpoint(cache: GraphResource, graph: PolicyGraph): boolean | string {
  const endpoints = graph.referring(AZURE.privateEndpoint, "privateLinkServiceConnections", cache);
  return endpoints.length > 0 || "it has no endpoint";
}
