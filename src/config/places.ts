import type { CloudName } from "../conventions/clouds";
import { AWS_REGIONS, AZURE_REGIONS, GCP_REGIONS, type Region } from "../conventions/regions";
import type { Settings } from "./schema";

/** A cloud's own words for whose a stack is and where it is, and what its providers ask for. */
interface Place<C extends CloudName> {
  readonly account: keyof NonNullable<Settings[C]>;
  readonly region: keyof NonNullable<Settings[C]>;
  readonly drRegion: keyof NonNullable<Settings[C]>;
  /** What names something of the operator's own: placeholders of these are refused by a real update. */
  readonly ids: readonly (keyof NonNullable<Settings[C]>)[];
  readonly regions: Readonly<Record<string, Region>>;
  /** Keys without which no provider does anything. */
  readonly keys: readonly (keyof Settings["secrets"])[];
}

const ATLAS_KEYS = ["atlasPublicKey", "atlasPrivateKey"] as const;

export const PLACES: { readonly [C in CloudName]: Place<C> } = {
  aws: {
    account: "accountId",
    region: "region",
    drRegion: "drRegion",
    ids: ["accountId"],
    regions: AWS_REGIONS,
    keys: [...ATLAS_KEYS, "cloudflareApiToken"],
  },
  gcp: {
    account: "project",
    region: "region",
    drRegion: "drRegion",
    ids: ["project", "projectNumber", "billingAccount"],
    regions: GCP_REGIONS,
    keys: [...ATLAS_KEYS, "cloudflareApiToken", "elasticApiKey"],
  },
  azure: {
    account: "subscriptionId",
    region: "location",
    drRegion: "drLocation",
    ids: ["subscriptionId", "tenantId", "adminGroupId"],
    regions: AZURE_REGIONS,
    keys: ["cloudflareApiToken"],
  },
};

/** What a stack's settings say in one cloud's own words; empty where they say nothing. */
export function settingOf(
  settings: Readonly<{ [C in CloudName]?: object | undefined }>,
  cloud: CloudName,
  key: string,
): string {
  const value: unknown = Object.entries(settings[cloud] ?? {}).find(([name]) => name === key)?.[1];
  return typeof value === "string" ? value : "";
}
