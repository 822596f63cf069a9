import type { Scenario, Subject } from "./act";
import { again, destroy, end, first, RECORD, takeOff } from "./acts";

/** What each cloud takes longest for is what an update is killed over. */
const CACHES: Readonly<Record<Subject["cloud"], string>> = {
  aws: "aws:elasticache/replicationGroup:ReplicationGroup",
  gcp: "gcp:redis/instance:Instance",
  azure: "azure-native:redisenterprise:RedisEnterprise",
};

/** The engine is killed in the middle of a creation and of a deletion, and two people update at once. */
export const stuckOperation: Scenario = {
  name: "stuck-operation",
  about: "an update is killed in the middle; its lock and what it had begun are cleared up; two updates at once",
  runbook: "stuck-operation",
  faults: ({ cloud }) => [
    { operation: "create", type: CACHES[cloud], kind: "killed" },
    { operation: "delete", type: RECORD, kind: "killed" },
  ],
  acts: () => [
    { ...first, name: "first update, which is killed", unforeseen: true, killed: true },
    { name: "an update while it is locked", command: "up", unforeseen: true, refused: "locked", does: [] },
    { name: "refresh after clearing up", clearsUp: true, command: "refresh", does: [] },
    { name: "the rest, while another one tries", command: "up", meanwhile: true, does: ["create"], may: ["update"] },
    again,
    takeOff,
    { ...destroy, name: "destroy, which is killed", unforeseen: true, killed: true },
    { name: "refresh after clearing up again", clearsUp: true, command: "refresh", does: [] },
    ...end,
  ],
};
