import { describe, expect, it } from "vitest";
import type { CloudName } from "../../src/conventions/clouds";
import { recoveryOf } from "../../src/recovery/rows";
import { type Break, both, missesOf, putting, stackOf, without } from "./stacks";

interface Case {
  readonly what: string;
  readonly breaks: Break;
  readonly misses: readonly string[];
}

const bucket = "crm-object-store-recordings";
const REPLICA_AT_HOME = "the replica stands in the first region";
const PITR_OFF: Case = {
  what: "point-in-time restore is off",
  breaks: putting("crm-database-cluster", "pitEnabled", false),
  misses: ["database deletion"],
};
const SPREAD = "spec.template.spec.topologySpreadConstraints.0.whenUnsatisfiable";
const ON_EVERY_CLOUD: readonly Case[] = [
  {
    what: "the api has one pod",
    breaks: putting("crm-workloads-api-autoscaler", "spec.minReplicaCount", 1),
    // Within a quarter of an hour it runs on another node.
    misses: [],
  },
];

const CASES: Readonly<Record<CloudName, readonly Case[]>> = {
  aws: [
    {
      what: REPLICA_AT_HOME,
      breaks: putting(`${bucket}-dr`, "region", "us-east-1"),
      misses: ["objects: recordings region"],
    },
    PITR_OFF,
    {
      what: "the cache stands in one zone",
      breaks: putting("crm-cache-group", "multiAzEnabled", false),
      misses: ["cache zone"],
    },
    {
      what: "the schedule of the cache's snapshots is gone",
      breaks: without("crm-cache-snapshots-machine"),
      misses: ["cache deletion"],
    },
    {
      what: "the replica is off",
      breaks: putting(`${bucket}-dr-replication`, "rules.0.status", "Disabled"),
      misses: ["objects: recordings region"],
    },
    { what: "the replica is gone", breaks: without(`${bucket}-dr`), misses: ["objects: recordings region"] },
    {
      what: "the replica's objects are under the key of the first region",
      breaks: putting(
        `${bucket}-dr-replication`,
        "rules.0.destination.encryptionConfiguration.replicaKmsKeyId",
        "<crm-secrets-key-us-east-1.arn>",
      ),
      misses: ["objects: recordings region"],
    },
    {
      what: "the replica itself is under the key of the first region",
      breaks: putting(
        `${bucket}-dr-encryption`,
        "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId",
        "<crm-secrets-key-us-east-1.arn>",
      ),
      misses: ["objects: recordings region"],
    },
    {
      what: "old versions are not kept",
      breaks: putting(`${bucket}-versions`, "versioningConfiguration.status", "Suspended"),
      misses: ["objects: recordings deletion"],
    },
    {
      what: "a secret has no replica",
      breaks: putting("crm-secrets-openaiApiKey", "replicas", []),
      misses: ["secrets: openaiApiKey region"],
    },
    {
      what: "search is in two zones of its own",
      breaks: putting("crm-search-domain", "clusterConfig.zoneAwarenessConfig.availabilityZoneCount", 2),
      // Made again from the database in an hour and a quarter.
      misses: ["search zone"],
    },
    {
      what: "writes are acknowledged by one node",
      breaks: putting("crm-database-cluster", "advancedConfiguration.defaultWriteConcern", "1"),
      misses: ["database zone"],
    },
  ],
  gcp: [
    {
      what: REPLICA_AT_HOME,
      breaks: putting(`${bucket}-dr`, "location", "US-CENTRAL1"),
      misses: ["objects: recordings region"],
    },
    PITR_OFF,
    { what: "the cache is basic", breaks: putting("crm-cache-instance", "tier", "BASIC"), misses: ["cache zone"] },
    {
      what: "the schedule of the cache's exports is gone",
      breaks: without("crm-cache-snapshots-job"),
      misses: ["cache deletion"],
    },
    { what: "the replica is gone", breaks: without(`${bucket}-dr`), misses: ["objects: recordings region"] },
    {
      what: "nothing fills the replica",
      breaks: without(`${bucket}-replication`),
      misses: ["objects: recordings region"],
    },
    {
      what: "the replica is under the key of the first region",
      breaks: putting(`${bucket}-dr`, "encryption.defaultKmsKeyName", "<crm-secrets-key-us-central1.id>"),
      misses: ["objects: recordings region"],
    },
    {
      what: "old versions are not kept",
      breaks: putting(bucket, "versioning.enabled", false),
      misses: ["objects: recordings deletion"],
    },
    {
      what: "a secret's second location is under the key of the first",
      breaks: putting(
        "crm-secrets-openaiApiKey",
        "replication.userManaged.replicas.1.customerManagedEncryption.kmsKeyName",
        "<crm-secrets-key-us-central1.id>",
      ),
      misses: ["secrets: openaiApiKey region"],
    },
  ],
  azure: [
    {
      what: "the database's replica stands in the first region",
      breaks: putting("crm-database-replica", "location", "eastus2"),
      misses: ["database region"],
    },
    {
      what: REPLICA_AT_HOME,
      breaks: putting("crm-object-store-copy", "location", "eastus2"),
      misses: ["objects region"],
    },
    {
      what: "the cache has no replica",
      breaks: putting("crm-cache-cache", "highAvailability", "Disabled"),
      misses: ["cache zone"],
    },
    {
      what: "the workflow of the cache's exports is gone",
      breaks: without("crm-cache-snapshots-workflow"),
      misses: ["cache deletion"],
    },
    {
      what: "the database has no standby",
      breaks: putting("crm-database-cluster", "properties.highAvailability.targetMode", "Disabled"),
      misses: ["database zone"],
    },
    { what: "the database's replica is gone", breaks: without("crm-database-replica"), misses: ["database region"] },
    {
      what: "the replica of the objects is gone",
      breaks: without("crm-object-store-copy"),
      misses: ["objects region"],
    },
    {
      what: "the replica is under the key of the first region",
      breaks: putting(
        "crm-object-store-copy",
        "encryption.keyVaultProperties.keyName",
        "<crm-secrets-key-eastus2.name>",
      ),
      misses: ["objects region"],
    },
    {
      what: "objects stand in one zone",
      breaks: both(
        putting("crm-object-store-data", "sku.name", "Standard_LRS"),
        putting("crm-object-store-data-versions", "isVersioningEnabled", true),
      ),
      misses: ["objects zone"],
    },
    {
      what: "a secret's copy is gone",
      breaks: without("crm-secrets-openaiApiKey-dr"),
      misses: ["secrets: openaiApiKey region"],
    },
  ],
};

describe.each(["aws", "gcp", "azure"] as const)("production on %s", (cloud) => {
  const { graph, contract, rows } = stackOf({ cloud, tier: "production" });
  const before = missesOf(rows);

  it.each([...CASES[cloud], ...ON_EVERY_CLOUD])(
    "misses exactly what is to be missed where $what",
    ({ breaks, misses }) => {
      const after = missesOf(recoveryOf(breaks(graph), contract));
      expect(after.filter((row) => !before.includes(row))).toEqual(misses);
      expect(before.filter((row) => !after.includes(row))).toEqual([]);
    },
  );

  it("has pods that wait for new nodes where they need not be in several zones", () => {
    const loose = recoveryOf(putting("crm-workloads-api-deployment", SPREAD, "ScheduleAnyway")(graph), contract);
    const api = (of: typeof rows) => of.find(({ data, failure }) => data === "pods: api" && failure === "zone");
    expect(api(rows)?.rtoMinutes).toBe(1);
    expect(api(loose)?.rtoMinutes).toBe(10);
  });
});

describe("the database's copies in the DR region", () => {
  const outcomeOf = (cloud: "aws" | "gcp", breaks: Break) => {
    const { graph, contract } = stackOf({ cloud, tier: "production" });
    const rows = recoveryOf(breaks(graph), contract);
    const search = rows.find(({ data, failure }) => data === "search" && failure === "region");
    return { missed: missesOf(rows), searchIsBack: search?.rtoMinutes !== null };
  };

  it.each([
    ["aws", "its key has no twin there", without("crm-database-key-us-west-2")],
    ["aws", "its key's twin stands at home", putting("crm-database-key-us-west-2", "region", "us-east-1")],
    [
      "aws",
      "Atlas has the key of the first region",
      putting("crm-database-key", "awsKmsConfig.customerMasterKeyId", "<crm-secrets-key-us-east-1.arn>"),
    ],
    ["gcp", "its key stands in the first region", putting("crm-database-ring-us", "location", "us-central1")],
  ] as const)("on %s are sealed where %s, and with them what is made from the database", (cloud, _, breaks) => {
    expect(outcomeOf(cloud, breaks)).toEqual({ missed: ["database region"], searchIsBack: false });
  });

  it.each(["aws", "gcp"] as const)("on %s are readable as they are built", (cloud) => {
    expect(outcomeOf(cloud, (graph) => graph)).toEqual({ missed: [], searchIsBack: true });
  });
});
