import { VERSIONS } from "../../conventions/versions";
import type { Act, Scenario } from "./act";
import { again, ANY_CHANGE, end, first } from "./acts";

/** Kubernetes is upgraded one minor version at a time. */
function nextMinor(version: string): string {
  const [major, minor] = version.split(".").map(Number);
  return `${major}.${(minor ?? 0) + 1}`;
}

export const upgrade: Act = {
  name: "the next version of Kubernetes",
  versions: { kubernetes: nextMinor(VERSIONS.kubernetes.version) },
  keepsData: true,
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
