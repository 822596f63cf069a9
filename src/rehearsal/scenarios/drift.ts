import type { Act, Scenario } from "./act";
import { again, end, first, RECORD } from "./acts";

export const drifts: readonly Act[] = [
  {
    name: "refresh after drift",
    happens: { kind: "drift", type: RECORD, change: { proxied: false } },
    command: "refresh",
    does: ["delete", "update"],
  },
  { name: "drift taken back", command: "up", does: ["create", "update"] },
];

export const drift: Scenario = {
  name: "drift",
  about: "somebody changes the cloud by hand, and it is found and taken back",
  runbook: "drift",
  acts: () => [first, ...drifts, again, ...end],
};
