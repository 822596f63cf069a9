import type { Scenario } from "./act";
import { again, destroy, first, RECORD, REPLACES, takeOff } from "./acts";

/** A chart that never becomes ready, and a record that is not deleted at the first try: the same on every cloud. */
export const failedUpdate: Scenario = {
  name: "failed-update",
  about: "the cloud fails in the middle, and everything goes on from there",
  runbook: "failed-update",
  faults: () => [
    { operation: "create", type: "kubernetes:helm.sh/v3:Release", kind: "halfMade" },
    { operation: "delete", type: RECORD, kind: "error" },
  ],
  acts: () => [
    { ...first, name: "first update, which fails", fails: "is in state FAILED" },
    { name: "the rest of it", command: "up", does: ["create", "update"], may: REPLACES },
    again,
    takeOff,
    { ...destroy, name: "destroy, which fails", fails: "InternalError: delete of" },
    destroy,
  ],
};
