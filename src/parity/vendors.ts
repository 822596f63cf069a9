import type { CapabilityId } from "../plan/capabilities";
import type { Members } from "../plan/describe/members";
import { ATLAS } from "./atlas";
import { AWS } from "./aws";
import { AZURE } from "./azure";
import { ELASTIC } from "./elastic";
import { GCP } from "./gcp";
import type { Kinds } from "./kinds";

/** Every vendor that has a part in a promise, in the order in which services are named. */
const VENDORS: readonly Kinds[] = [ATLAS, ELASTIC, AWS, GCP, AZURE];

type ByType = "stateful" | "encryption" | "alarms" | "dashboards" | "backups";

/** What all vendors say of their types: these are theirs alone, so nothing is said twice. */
function typesOf<K extends ByType>(part: K): Kinds[K] {
  return Object.assign({}, ...VENDORS.map((vendor) => vendor[part])) as Kinds[K];
}

export const STATEFUL = typesOf("stateful");
export const ENCRYPTION = typesOf("encryption");
export const ALARMS = typesOf("alarms");
export const DASHBOARDS = typesOf("dashboards");
export const BACKUPS = typesOf("backups");
export const KEYS = VENDORS.flatMap(({ keys }) => keys);

type ByCapability = "services" | "size" | "zones" | "access";

/** What those vendors say of a capability that have a resource in it: nobody else is asked. */
export function answersOf<K extends ByCapability>(
  part: K,
  capability: CapabilityId,
  { resources }: Members,
): readonly NonNullable<Kinds[K][CapabilityId]>[] {
  const present = VENDORS.filter(({ prefix }) => resources.some(({ type }) => type.startsWith(prefix)));
  return present.flatMap((vendor) => {
    const answer = vendor[part][capability];
    return answer === undefined ? [] : [answer];
  });
}
