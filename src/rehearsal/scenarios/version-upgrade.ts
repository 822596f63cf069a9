import type { Act, Scenario } from "./act";
import { again, ANY_CHANGE, end, first } from "./acts";

export const upgrade: Act = {
  name: "the next version of Kubernetes",
  versions: { kubernetes: "1.36" },
  command: "up",
  does: ["update"],
  may: ANY_CHANGE,
};

export const versionUpgrade: Scenario = {
  name: "version-upgrade",
  about: "the program's next release pins another version of Kubernetes",
  runbook: "version-upgrade",
  acts: () => [first, upgrade, again, ...end],
};
