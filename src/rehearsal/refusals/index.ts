import { vendorOf } from "../subject";
import { AWS_RULES } from "./aws";
import { AZURE_RULES } from "./azure";
import { ATLAS_RULES, CLOUDFLARE_RULES, ELASTIC_RULES, KUBERNETES_RULES } from "./everywhere";
import { GCP_RULES } from "./gcp";
import type { VendorRules } from "./rules";

export const ALL_RULES: readonly VendorRules[] = [
  ...[AWS_RULES, GCP_RULES, AZURE_RULES],
  ...[ATLAS_RULES, CLOUDFLARE_RULES, ELASTIC_RULES, KUBERNETES_RULES],
];

/** For a vendor that refuses nothing: what Pulumi makes by itself, and whom nobody has described. */
export const ANYTHING: VendorRules = {
  prefix: "",
  required: {},
  limits: [],
  references: [],
  ranges: [],
  guards: [],
  unique: [],
  keeps: [],
  unseen: [],
  texts: {
    exists: (what, name) => `${what} ${name} already exists`,
    missing: (what, name) => `${what} ${name} was not found`,
    inUse: (what, name, by) => `${what} ${name} is in use by ${by}`,
  },
};

const BY_VENDOR = new Map(ALL_RULES.map((rules) => [rules.prefix.slice(0, -1), rules]));

/** What a type's vendor refuses. */
export const rulesOf = (type: string): VendorRules => BY_VENDOR.get(vendorOf(type)) ?? ANYTHING;

export const ALL_REFERENCES = ALL_RULES.flatMap(({ references }) => references);
