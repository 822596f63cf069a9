import type { GraphResource } from "../../graph/graph";
import { NETWORK_CIDR } from "../../conventions/cidrs";
import { liesWithin } from "../addresses";
import { atLeast, both, is, isNot, isSet, where } from "../conditions";
import type { PolicyGraph } from "../query";
import { each, perResource, perStack, type Rule, without } from "../rule";
import { itemsOf, listOf, plain, plainOf, readIn, textIn } from "../values";
import { ATLAS } from "./types";

/** What every cluster is, whatever its tier promises. */
export const isSound = where({
  backupEnabled: is(true),
  "advancedConfiguration.minimumEnabledTlsProtocol": is("TLS1_2", "TLS1_3"),
  "advancedConfiguration.javascriptEnabled": is(false),
});

/** Daily snapshots are kept at least this many days. */
export const keepsDays = (days: number) =>
  where({ "policyItemDaily.retentionUnit": is("days"), "policyItemDaily.retentionValue": atLeast(days) });

/** Numbered on from those of Google Cloud. */
export const ATLAS_RULES: readonly Rule[] = [
  {
    id: "A44",
    title: "the database is backed up to any second, can't be deleted by accident, and speaks TLS 1.2 or newer",
    why: "it holds all that customers ever told; scripts inside it are a way in",
    reference: "prowler clusters_backup_enabled, clusters_tls_enabled",
    severity: "high",
    check: perResource(
      ATLAS.cluster,
      both(isSound, where({ pitEnabled: is(true), terminationProtectionEnabled: is(true) })),
    ),
  },
  {
    id: "A45",
    title: "the database is encrypted with an own key",
    why: "taking the key away takes the data away from the vendor too",
    reference: "prowler clusters_encryption_at_rest_enabled",
    severity: "high",
    check: perResource(
      ATLAS.cluster,
      both(where({ encryptionAtRestProvider: isSet }), where({ encryptionAtRestProvider: isNot("NONE") })),
    ),
  },
  {
    id: "A46",
    title: "only the network's own addresses reach the database",
    why: "a database that answers to the internet is found within minutes",
    reference: "prowler projects_network_access_list_exposed_to_internet",
    severity: "high",
    check: perResource(ATLAS.accessList, staysInside),
  },
  {
    id: "A47",
    title: "the application's user may use its own database, on its own cluster",
    why: "whoever steals the password owns no more than the application",
    reference: "MongoDB Atlas security checklist",
    severity: "high",
    check: perResource(ATLAS.user, both(where({ scopes: isSet }), hasNarrowRoles)),
  },
  {
    id: "A48",
    title: "the database records who logs in and who changes rights",
    why: "who did what with the data is told by nothing else",
    reference: "prowler projects_auditing_enabled",
    severity: "medium",
    check: perResource(ATLAS.auditing, where({ enabled: is(true) })),
  },
  {
    id: "A49",
    title: "daily snapshots are kept for 30 days, and copied to another region",
    why: "a region's loss, or a mistake noticed late, would be the end of the data",
    reference: "requirements, backups",
    severity: "high",
    check: perResource(ATLAS.backups, both(keepsDays(30), copiesElsewhere)),
  },
  {
    id: "A50",
    title: "the database is reached through the network, and built from the current type",
    why: "traffic through the internet depends on a password alone; the old type is going to be dropped",
    reference: "@pulumi/mongodbatlas, deprecations",
    severity: "high",
    check: each(without("mongodbatlas:", ATLAS.legacyCluster), perStack(hasPrivateWay)),
  },
];

function staysInside(entry: GraphResource): boolean | string {
  const range = plainOf(entry, "cidrBlock") ?? plainOf(entry, "ipAddress");
  return (range !== undefined && liesWithin(String(range), NETWORK_CIDR)) || `it admits ${String(range ?? "a group")}`;
}

function hasNarrowRoles(user: GraphResource): boolean | string {
  const roles = listOf(user, "roles").map((role) => String(plain(readIn(role, "roleName"), "roles.roleName")));
  const wide = roles.filter((role) => role === "atlasAdmin" || role.endsWith("AnyDatabase"));
  return wide.length === 0 || `it is ${wide.join(", ")}`;
}

function copiesElsewhere(schedule: GraphResource, graph: PolicyGraph): boolean | string {
  const regions = graph
    .ofType(ATLAS.cluster)
    .flatMap((cluster) => listOf(cluster, "replicationSpecs"))
    .flatMap((spec) => itemsOf(readIn(spec, "regionConfigs"), "replicationSpecs.regionConfigs"))
    .map((config) => textIn(readIn(config, "regionName"), "regionName"));
  const copies = listOf(schedule, "copySettings").map((copy) => textIn(readIn(copy, "regionName"), "regionName"));
  return copies.some((region) => !regions.includes(region)) || "no copy is in another region";
}

function hasPrivateWay(graph: PolicyGraph) {
  const ways = [...graph.ofType(ATLAS.peering), ...graph.ofType(ATLAS.privateLink)];
  const clusters = graph.ofType(ATLAS.cluster).length;
  return {
    looked: clusters,
    problems: clusters === 0 || ways.length > 0 ? [] : [{ urn: null, detail: "there is no way inside the network" }],
  };
}
