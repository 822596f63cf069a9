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

/** The same in one command, as the runbook prefers it. */
const takenBackAtOnce: Act = {
  name: "drift found and taken back at once",
  happens: { kind: "drift", type: RECORD, change: { proxied: false } },
  ...{ command: "up", refreshes: true, does: ["create", "update"] },
};

export const drift: Scenario = {
  name: "drift",
  about: "somebody changes the cloud by hand, and it is found and taken back",
  runbook: "drift",
  acts: () => [first, takenBackAtOnce, ...drifts, again, ...end],
};
