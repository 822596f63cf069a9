import type { GraphResource } from "../../graph/graph";
import type { CapabilityId } from "../capabilities";
import { ATLAS } from "./atlas";
import { AWS } from "./aws";
import { AZURE } from "./azure";
import { CLOUDFLARE } from "./cloudflare";
import { ELASTIC } from "./elastic";
import { GCP } from "./gcp";
import { KUBERNETES } from "./workloads";
import { Members, type Phrase } from "./members";

/** What is said of the capabilities that a vendor has a hand in. */
export type Phrases = Readonly<Partial<Record<CapabilityId, readonly Phrase[]>>>;

/** By the first part of the vendor's types, in the order in which they are heard. */
const VENDORS: Readonly<Record<string, Phrases>> = {
  aws: AWS,
  "azure-native": AZURE,
  ec: ELASTIC,
  gcp: GCP,
  mongodbatlas: ATLAS,
  cloudflare: CLOUDFLARE,
  kubernetes: KUBERNETES,
};

/** What a capability is, in a line, read from the inputs of its resources. */
export function describe(capability: CapabilityId, resources: readonly GraphResource[]): string {
  const members = new Members(resources);
  // Whoever has no resource here has nothing to say of it.
  const present = new Set(resources.map(({ type }) => type.split(":", 1).join()));
  const phrases = Object.entries(VENDORS).flatMap(([vendor, said]) =>
    present.has(vendor) ? (said[capability] ?? []) : [],
  );
  return phrases.flatMap((phrase) => phrase(members) ?? []).join(", ");
}
