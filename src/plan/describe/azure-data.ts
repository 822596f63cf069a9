import type { Phrases } from "./index";
import { counted, listed, type Member, type Members } from "./members";

const endpoint = (members: Members) => members.count("network:PrivateEndpoint", "private endpoint");

/** Capabilities on Azure that keep data. */
export const DATA: Phrases = {
  registry: [
    (members) => `Container Registry ${members.first(REGISTRY)?.text("sku.name") ?? ""}`,
    // In every edition, whatever its setting says (Container Registry, zone redundancy).
    (members) => (members.first(REGISTRY) ? "in all zones" : undefined),
    endpoint,
  ],
  database: [
    (members) => {
      const found = members.first(MONGO);
      return found && `Azure DocumentDB ${found.text("properties.compute.tier")}, ${databaseNodes(found)}`;
    },
    // Every cluster has it, for as long as the service says: there is nothing to set.
    (members) => (members.first(MONGO) ? "PITR by the service" : undefined),
    (members) => {
      const away = members.all(MONGO).find((found) => found.text("properties.createMode") === "GeoReplica");
      return away && `replica in ${away.text("location")}`;
    },
    endpoint,
  ],
  cache: [
    (members) => {
      const found = members.first("redisenterprise:RedisEnterprise");
      const nodes = found?.text("highAvailability") === "Enabled" ? "a primary and a replica" : "one node";
      return found && `Managed Redis ${found.text("sku.name")}, ${nodes}`;
    },
    (members) => {
      const every = members.first("redisenterprise:Database")?.text("persistence.rdbFrequency") ?? "";
      return every === "" ? undefined : `newest snapshot every ${period(Number.parseInt(every, 10), "hour")}`;
    },
    exported,
    endpoint,
  ],
  search: [
    (members) => {
      const found = members.first("search:Service");
      const sizes = ["replica", "partition"].map((noun) => counted(found?.number(`${noun}Count`) ?? 0, noun) ?? "");
      return found && `AI Search ${found.text("sku.name")}, ${sizes.join(", ")}`;
    },
    endpoint,
  ],
  objectStore: [
    (members) => `Blob Storage ${members.first(ACCOUNT)?.text("sku.name") ?? ""}`,
    (members) => counted(members.all(CONTAINER).length - replicas(members).length, "container"),
    (members) => {
      const away = members.all(ACCOUNT).find(({ name }) => name.endsWith("-copy"));
      return away && `${replicas(members).length} replicated to ${away.text("location")}`;
    },
    (members) => ageing(members.all(LIFECYCLE)),
    endpoint,
  ],
  secrets: [
    () => "Key Vault",
    (members) => {
      const originals = members.all("keyvault:Secret").filter(({ name }) => !name.endsWith("-dr"));
      return counted(originals.length, "third-party key");
    },
    (members) => {
      const away = members.all("keyvault:Vault").find(({ name }) => name.endsWith("-dr"));
      return away && `copies in ${away.text("location")}`;
    },
    (members) => {
      const regions = members.all("keyvault:Key").map(({ name }) => name.replace(/^.*-key-/, ""));
      return regions.length === 0 ? undefined : `own keys in ${listed(regions)}`;
    },
  ],
  backup: [
    (members) => {
      const policy = members.first(BACKUP_POLICY);
      const when = policy?.text(`${RULES}.0.trigger.schedule.repeatingTimeIntervals.0`).endsWith("/P1D")
        ? " daily"
        : "";
      return policy && `Azure Backup for AKS${when}, kept ${daysOf(policy.text(`${KEPT}.deleteAfter.duration`))} days`;
    },
    (members) => {
      const copied = members.first(BACKUP_POLICY)?.text(`${COPIED}.sourceDataStore.dataStoreType`) === "VaultStore";
      const stores = members.first("dataprotection:BackupVault")?.text("properties.storageSettings.0.type");
      return copied && stores === "GeoRedundant" ? "copied to the paired region" : undefined;
    },
  ],
};

const REGISTRY = "containerregistry:Registry";
const MONGO = "mongocluster:MongoCluster";
const ACCOUNT = "storage:StorageAccount";
const CONTAINER = "storage:BlobContainer";
const LIFECYCLE = "storage:ManagementPolicy";
const BACKUP_POLICY = "dataprotection:BackupPolicy";
const RULES = "properties.policyRules";
const KEPT = `${RULES}.1.lifecycles.0`;
const COPIED = `${RULES}.2.lifecycles.0`;

const replicas = (members: Members) => members.all(CONTAINER).filter(({ name }) => name.endsWith("-dr"));
const daysOf = (duration: string) => /^P(\d+)D$/.exec(duration)?.[1] ?? duration;
const period = (count: number, unit: string) => (count === 1 ? unit : `${count} ${unit}s`);

/** A shard is one node, and where it is highly available a second one that has every write. */
function databaseNodes(found: Member): string {
  const shards = found.number("properties.sharding.shardCount");
  const standby = found.text("properties.highAvailability.targetMode") !== "Disabled";
  const nodes = `${counted(shards, "shard") ?? ""} of ${standby ? "2 nodes in 2 zones" : "1 node"}`;
  return `${nodes}, ${found.text("properties.storage.sizeGb")} GB`;
}

/** Files of the cache that a workflow asks for by the clock, and a rule of their account deletes. */
function exported(members: Members): string | undefined {
  const clock = "definition.triggers.clock.recurrence";
  const workflow = members.first("logic:Workflow");
  const rules = members.first(LIFECYCLE);
  const ages = rules?.list("policy.rules").map((_, index) => deletion(rules, index)) ?? [];
  const every = period(
    workflow?.number(`${clock}.interval`) ?? 0,
    workflow?.text(`${clock}.frequency`).toLowerCase() ?? "",
  );
  return workflow && `exports every ${every} kept ${ages.join("")} days`;
}

const deletion = (policy: Member, index: number): string =>
  policy.text(`policy.rules.${index}.definition.actions.baseBlob.delete.daysAfterModificationGreaterThan`);

/** The longest way that objects of any account go through colder and colder storage. */
function ageing(policies: readonly Member[]): string | undefined {
  const ways = policies.flatMap((policy) =>
    policy
      .list("policy.rules")
      .map((_, index) => ageOfMoves(policy, `policy.rules.${index}.definition.actions.baseBlob`)),
  );
  const longest = ways.reduce((best, way) => (way.length > best.length ? way : best), []);
  return longest.length === 0 ? undefined : `colder after ${listed(longest.map(String))} days`;
}

function ageOfMoves(policy: Member, actions: string): readonly number[] {
  const moves = Object.keys(policy.at(actions) ?? {}).filter((action) => action.startsWith("tierTo"));
  return moves
    .map((move) => policy.number(`${actions}.${move}.daysAfterModificationGreaterThan`))
    .sort((a, b) => a - b);
}
