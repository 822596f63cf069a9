import type { Phrases } from "./index";
import type { Member, Members } from "./members";

const cluster = (members: Members) => members.first("advancedCluster:AdvancedCluster");
const SHARD = "replicationSpecs.0.regionConfigs.0";

export const ATLAS: Phrases = {
  database: [
    (members) => {
      const found = cluster(members);
      return found && `MongoDB Atlas ${found.text(`${SHARD}.electableSpecs.instanceSize`)}`;
    },
    (members) => {
      const found = cluster(members);
      return found && nodes(found);
    },
    (members) => {
      const largest = cluster(members)?.text(`${SHARD}.autoScaling.computeMaxInstanceSize`);
      return largest ? `grows to ${largest}` : undefined;
    },
    (members) => (cluster(members)?.at("pitEnabled") === true ? "PITR" : undefined),
    (members) => {
      const schedule = members.first("cloudBackupSchedule:CloudBackupSchedule");
      return (
        schedule && `daily backups kept ${schedule.text("policyItemDaily.retentionValue")} days${copies(schedule)}`
      );
    },
  ],
};

/** Atlas places each voting node of a shard in a zone of its own. */
function nodes(found: Member): string {
  const shards = found.list("replicationSpecs").length;
  const count = found.text(`${SHARD}.electableSpecs.nodeCount`);
  return shards === 1 ? `${count} nodes, ${count} zones` : `${shards} shards of ${count} nodes, ${count} zones`;
}

function copies(schedule: Member): string {
  const region = schedule.text("copySettings.0.regionName");
  return region === "" ? "" : ` and copied to ${region.toLowerCase().replaceAll("_", "-")}`;
}
