import type { Scenario, Subject } from "./act";
import { again, end, first } from "./acts";

/** What holds data that a tier without copies can still be filled with again. */
const LOST: Readonly<Record<Subject["cloud"], readonly string[]>> = {
  aws: ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:s3/bucket:Bucket"],
  gcp: ["gcp:redis/instance:Instance"],
  azure: ["azure-native:redisenterprise:RedisEnterprise", "azure-native:redisenterprise:Database"],
};

export const restore: Scenario = {
  name: "restore",
  about: "a store is lost; it is found missing and made anew under its names, for a backup to be put into it",
  runbook: "restore",
  acts: ({ cloud }) => [
    first,
    {
      name: "refresh after the loss",
      happens: { kind: "loss", types: LOST[cloud] },
      command: "refresh",
      does: ["delete"],
      may: ["update"],
    },
    {
      name: "the store made anew",
      command: "up",
      does: ["create"],
      may: ["update", "create-replacement", "delete-replaced", "replace"],
    },
    again,
    ...end,
  ],
};
