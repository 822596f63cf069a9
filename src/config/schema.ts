import { z } from "zod";
import { CLOUDFLARE_PLANS, COMMITMENTS, PHASES, RULES, SERVICE_NAMES, TIERS } from "../../stacks";
import { CLOUDS } from "../conventions/clouds";
import { recordOf } from "../conventions/records";
import { AWS_REGIONS, AZURE_REGIONS, completeRegions, GCP_REGIONS, type Region } from "../conventions/regions";

/** Every key says what it takes and shows a value that it would take: refusals are made of that. */
const key = <T extends z.ZodType>(schema: T, allowed: string, example: string): T => schema.meta({ allowed, example });
const oneOf = <const T extends readonly string[]>(values: T) => key(z.enum(values), values.join(", "), values[0] ?? "");
const matching = (pattern: RegExp, allowed: string, example: string) =>
  key(z.string().regex(pattern), allowed, example);
const secret = key(z.string().min(1), "a text, kept as a secret", "").optional();

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const EXAMPLE_DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

const regionOf = (regions: Readonly<Record<string, Region>>, example: string) =>
  key(z.enum(Object.keys(regions)), completeRegions(regions).join(", "), example);

const aws = z.strictObject({
  // A number too: `pulumi config set --path` makes one of these digits.
  accountId: key(
    z.coerce.string().regex(/^\d{12}$/),
    "the 12 digits of an AWS account, in a file quoted",
    "123456789012",
  ),
  region: regionOf(AWS_REGIONS, "us-east-1"),
  drRegion: regionOf(AWS_REGIONS, "us-east-1"),
  serviceRoles: oneOf(["create", "exist"]).default("create"),
});

const gcp = z.strictObject({
  project: matching(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, "a project id of 6-30 characters", "sequelstring-prod"),
  // Google names the accounts of its own services by it; a number too, as with AWS' account.
  projectNumber: key(z.coerce.string().regex(/^\d{6,20}$/), "the project's number, in a file quoted", "123456789012"),
  region: regionOf(GCP_REGIONS, "us-central1"),
  drRegion: regionOf(GCP_REGIONS, "us-east1"),
  billingAccount: matching(/^[0-9A-F]{6}(-[0-9A-F]{6}){2}$/, "a billing account id", "01AB23-4CD567-89EF01"),
});

const azure = z.strictObject({
  subscriptionId: matching(UUID, "a subscription's UUID", "1b4e28ba-2fa1-11d2-883f-b9a761bde3fb"),
  tenantId: matching(UUID, "a tenant's UUID", "6ecd8c99-4036-403d-bf84-cf8400f67836"),
  location: regionOf(AZURE_REGIONS, "eastus2"),
  drLocation: regionOf(AZURE_REGIONS, "centralus"),
  // Local accounts are off, so that somebody of the directory has to be the cluster's administrator.
  adminGroupId: matching(
    UUID,
    "the UUID of an Entra group that administers the cluster",
    "9d7d8c1e-1f5b-4c3a-8a51-6b7f0a2f4e10",
  ),
});

const cloudflare = z.strictObject({
  accountId: matching(
    /^[0-9a-f]{32}$/,
    "the 32 hex digits of a Cloudflare account",
    "023e105f4ecef8ad9ca31a8372d0c353",
  ),
  zoneId: matching(/^[0-9a-f]{32}$/, "the 32 hex digits of a Cloudflare zone", "372e67954025e0ba6aaa6d586b9e0b59"),
  zone: matching(DOMAIN, "the zone's domain name in lower case", "sequelstring.com"),
  plan: oneOf(CLOUDFLARE_PLANS).optional(),
});

const atlas = z.strictObject({
  orgId: matching(/^[0-9a-f]{24}$/, "the 24 hex digits of an Atlas organization", "32b6e34b3d91647abb20e7b8"),
});

const images = z.strictObject({
  repository: matching(
    /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)*$/,
    "a registry's host and path that the nodes may pull from, without scheme or tag",
    "registry.example.com/crm",
  ).optional(),
  tag: matching(/^\w[\w.-]{0,127}$/, "a tag that all four images have", "1.4.2").optional(),
  digests: z
    .strictObject(recordOf(SERVICE_NAMES, () => matching(DIGEST, "an image's digest", EXAMPLE_DIGEST).optional()))
    .optional(),
});

/** Numbers reach a stack file as text too: `pulumi config set` writes what was typed. */
const whole = (least: number, allowed: string, example: string) =>
  key(z.coerce.number().int().min(least), allowed, example).optional();

/** What differs from the tier's own pods. */
const pods = z.strictObject({
  min: whole(1, "a number of pods from 1 up", "3"),
  max: whole(1, "a number of pods from 1 up", "20"),
  cpu: whole(10, "thousandths of a CPU from 10 up", "500"),
  memory: whole(32, "MiB from 32 up", "512"),
  rules: z.strictObject(recordOf(RULES, () => whole(1, "a number from 1 up", "100"))).optional(),
});

/** What costs less and is given up for it, where an operator wants that. */
const economy = z.strictObject({
  spotWorkers: key(z.boolean(), "true, false", "true").default(false),
  commitment: oneOf(COMMITMENTS).default("none"),
});

const secrets = z.strictObject({
  sendgridApiKey: secret,
  openaiApiKey: secret,
  twilioAccountSid: secret,
  twilioAuthToken: secret,
  newsApiKey: secret,
  datadogApiKey: secret,
  pagerdutyKey: secret,
  atlasPublicKey: secret,
  atlasPrivateKey: secret,
  cloudflareApiToken: secret,
  elasticApiKey: secret,
});

const cidr = key(z.cidrv4(), "an IPv4 range such as 203.0.113.0/24", "203.0.113.0/24");

/** The whole of a stack's configuration, as an operator writes it: the public contract. */
export const schema = z.strictObject({
  cloud: key(z.enum(CLOUDS), CLOUDS.join(", "), CLOUDS[0]),
  tier: oneOf(TIERS),
  phase: oneOf(PHASES).optional(),
  owns: z.array(oneOf(["account", "zone"])).default([]),
  hostSuffix: matching(
    /^(?=.{0,50}$)(-[a-z0-9]+)*$/,
    "empty, or a hyphen and lower-case letters or digits, at most 50 characters",
    "-blue",
  ).optional(),
  adminCidrs: z.array(cidr).optional(),
  allowMove: matching(
    /^\S+->\S+(,\S+->\S+)*$/,
    "the move that a refusal named, from->to",
    "production->staging",
  ).optional(),
  unprotect: key(z.string(), "the name of the stack", "<stack>").optional(),
  budgetStart: matching(/^20\d\d-(0[1-9]|1[0-2])-01$/, "the first day of a month, YYYY-MM-01", "2026-12-01"),
  owner: matching(/^[\w.@-]{1,64}$/, "1-64 letters, digits or . @ _ -", "platform-team"),
  alertEmail: key(z.email(), "an e-mail address", "oncall@sequelstring.com"),
  aws: aws.optional(),
  gcp: gcp.optional(),
  azure: azure.optional(),
  atlas,
  cloudflare,
  workloads: key(z.boolean(), "true, false", "true").default(true),
  images: images.default({}),
  pods: z.strictObject(recordOf(SERVICE_NAMES, () => pods.optional())).default({}),
  economy: economy.default({ spotWorkers: false, commitment: "none" }),
  secrets: secrets.default({}),
});

/** A configuration that passed the schema: defaults filled in, not yet checked across keys. */
export type Settings = z.infer<typeof schema>;
