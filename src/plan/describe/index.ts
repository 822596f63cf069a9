import type { GraphResource } from "../../graph/graph";
import type { CapabilityId } from "../capabilities";
import { ATLAS } from "./atlas";
import { AWS } from "./aws";
import { CLOUDFLARE } from "./cloudflare";
import { KUBERNETES } from "./workloads";
import { Members, type Phrase } from "./members";

/** What is said of the capabilities that a vendor has a hand in. */
export type Phrases = Readonly<Partial<Record<CapabilityId, readonly Phrase[]>>>;

const VENDORS: readonly Phrases[] = [AWS, ATLAS, CLOUDFLARE, KUBERNETES];

/** What a capability is, in a line, read from the inputs of its resources. */
export function describe(capability: CapabilityId, resources: readonly GraphResource[]): string {
  const members = new Members(resources);
  const phrases = VENDORS.flatMap((vendor) => vendor[capability] ?? []);
  return phrases.flatMap((phrase) => phrase(members) ?? []).join(", ");
}
