import type { Change } from "./cli";

/** Invented but valid settings in the place of every placeholder, so that an update is not refused for those. */
export const COMPLETE: readonly Change[] = [
  [["crm:alertEmail"], "oncall@sequelstring.com"],
  [["crm:aws", "accountId"], "123456789012"],
  [["crm:atlas", "orgId"], "32b6e34b3d91647abb20e7b8"],
  [["crm:cloudflare", "accountId"], "023e105f4ecef8ad9ca31a8372d0c353"],
  [["crm:cloudflare", "zoneId"], "372e67954025e0ba6aaa6d586b9e0b59"],
  [["crm:cloudflare", "zone"], "sequelstring.com"],
  [["crm:adminCidrs"], ["203.0.113.0/24"]],
  [["crm:secrets"], { atlasPublicKey: "public", atlasPrivateKey: "private", cloudflareApiToken: "token" }],
];
