import { describe, expect, it } from "vitest";
import type { RawConfig } from "../../src/config/parse";
import { GOOD, raw, refusal } from "./raw";

const REGIONS =
  "us-east-1, us-east-2, us-west-2, ca-central-1, sa-east-1, eu-west-1, eu-west-2, eu-west-3, eu-central-1, " +
  "eu-north-1, ap-south-1, ap-northeast-1, ap-southeast-1, ap-southeast-2";
const but = (region: string) => REGIONS.replace(`${region}, `, "");
const GOOGLE =
  "us-central1, us-east1, us-east4, us-west1, northamerica-northeast1, southamerica-east1, europe-west1, europe-west2, " +
  "europe-west3, europe-west4, europe-west9, europe-north1, asia-east1, asia-northeast1, asia-northeast3, asia-south1, " +
  "asia-southeast1, asia-southeast2, australia-southeast1";
const aws = (changes: RawConfig): RawConfig => ({ aws: { ...GOOD.aws, ...changes } });
const cloudflare = (changes: RawConfig): RawConfig => ({ cloudflare: { ...GOOD.cloudflare, ...changes } });

const TOP_KEYS =
  "crm:cloud, crm:tier, crm:phase, crm:owns, crm:hostSuffix, crm:adminCidrs, crm:allowMove, crm:unprotect, " +
  "crm:budgetStart, crm:owner, crm:alertEmail, crm:aws, crm:gcp, crm:azure, crm:atlas, crm:cloudflare, " +
  "crm:workloads, crm:images, crm:pods, crm:economy, crm:secrets";
const SECRETS =
  "sendgridApiKey, openaiApiKey, twilioAccountSid, twilioAuthToken, newsApiKey, datadogApiKey, pagerdutyKey, " +
  "atlasPublicKey, atlasPrivateKey, cloudflareApiToken, elasticApiKey";

/** Every line as the operator reads it: where, what is wrong, what is allowed, how to mend it. */
const ONE_MISTAKE: Readonly<Record<string, readonly [changes: RawConfig, line: string]>> = {
  "unknown cloud": [
    { cloud: "ibm" },
    'crm:cloud: "ibm" is not accepted; allowed: aws, gcp, azure; fix: pulumi config set crm:cloud aws',
  ],
  "unknown tier": [
    { tier: "prod" },
    'crm:tier: "prod" is not accepted; allowed: dev, staging, production, enterprise; fix: pulumi config set crm:tier dev',
  ],
  "no tier": [
    { tier: undefined },
    "crm:tier: is missing; allowed: dev, staging, production, enterprise; fix: pulumi config set crm:tier dev",
  ],
  "unknown phase": [
    { tier: "production", phase: "beta" },
    'crm:phase: "beta" is not accepted; allowed: mvp, growth, scale; fix: pulumi config set crm:phase mvp',
  ],
  "phase on another tier": [
    { phase: "growth" },
    "crm:phase: growth is laid over production, not over dev; allowed: a phase on tier production only; " +
      "fix: pulumi config set crm:tier production, or: pulumi config rm crm:phase",
  ],
  "unknown key": [
    { teir: "dev" },
    `crm:teir: is not a key of this program; allowed: ${TOP_KEYS}; fix: correct its spelling, or: pulumi config rm crm:teir`,
  ],
  "unknown key inside another": [
    aws({ regoin: "us-east-1" }),
    "crm:aws.regoin: is not a key of this program; allowed: accountId, region, drRegion, serviceRoles; " +
      "fix: correct its spelling, or: pulumi config rm --path crm:aws.regoin",
  ],
  "key in the project's namespace": [
    { "sequelstring-crm:cloud": "aws" },
    `sequelstring-crm:cloud: is not a key of this program; allowed: ${TOP_KEYS}; ` +
      "fix: correct its spelling, or: pulumi config rm sequelstring-crm:cloud",
  ],
  "unknown region": [
    aws({ region: "us-east-9" }),
    `crm:aws.region: "us-east-9" is not accepted; allowed: ${REGIONS}; fix: pulumi config set --path crm:aws.region us-east-1`,
  ],
  "region without three zones": [
    aws({ region: "us-west-1" }),
    `crm:aws.region: us-west-1 lacks zones: it has 2 of the 3 needed; allowed: ${but("us-west-2")}; ` +
      "fix: pulumi config set --path crm:aws.region us-east-1",
  ],
  "region that lacks a service": [
    aws({ region: "ap-east-2" }),
    `crm:aws.region: ap-east-2 lacks MongoDB Atlas; allowed: ${but("us-west-2")}; ` +
      "fix: pulumi config set --path crm:aws.region us-east-1",
  ],
  "DR region without three zones": [
    aws({ drRegion: "us-west-1" }),
    `crm:aws.drRegion: us-west-1 lacks zones: it has 2 of the 3 needed; allowed: ${but("us-east-1")}; ` +
      "fix: pulumi config set --path crm:aws.drRegion us-east-2",
  ],
  "DR region equal to the region": [
    aws({ region: "eu-west-1", drRegion: "eu-west-1" }),
    "crm:aws.drRegion: eu-west-1 is the region itself, so its loss would take the copies too; " +
      `allowed: ${but("eu-west-1")}; fix: pulumi config set --path crm:aws.drRegion eu-west-2`,
  ],
  "bad region of a cloud that is not in use": [
    {
      gcp: {
        project: "crm-prod",
        projectNumber: "123456789012",
        region: "Iowa",
        drRegion: "us-east1",
        billingAccount: "01AB23-4CD567-89EF01",
      },
    },
    `crm:gcp.region: "Iowa" is not accepted; allowed: ${GOOGLE}; fix: pulumi config set --path crm:gcp.region us-central1`,
  ],
  "account that is none": [
    aws({ accountId: "1234" }),
    'crm:aws.accountId: "1234" is not accepted; allowed: the 12 digits of an AWS account, in a file quoted; ' +
      "fix: pulumi config set --path crm:aws.accountId 123456789012",
  ],
  "something else where an object belongs": [
    { aws: "us-east-1" },
    'crm:aws: "us-east-1" is not accepted; allowed: an object with accountId, region, drRegion, serviceRoles; ' +
      "fix: pulumi config set --path crm:aws.accountId 123456789012",
  ],
  "object without one of its keys": [
    { atlas: {} },
    "crm:atlas.orgId: is missing; allowed: the 24 hex digits of an Atlas organization; " +
      "fix: pulumi config set --path crm:atlas.orgId 32b6e34b3d91647abb20e7b8",
  ],
  "CIDR that is none": [
    { adminCidrs: ["203.0.113.0/24", "10.0.0.0/33"] },
    'crm:adminCidrs[1]: "10.0.0.0/33" is not accepted; allowed: an IPv4 range such as 203.0.113.0/24; ' +
      "fix: pulumi config set --path 'crm:adminCidrs[1]' 203.0.113.0/24",
  ],
  "one CIDR instead of a list": [
    { adminCidrs: "203.0.113.0/24" },
    'crm:adminCidrs: "203.0.113.0/24" is not accepted; allowed: a list, each entry: an IPv4 range such as 203.0.113.0/24; ' +
      "fix: pulumi config set --path 'crm:adminCidrs[0]' 203.0.113.0/24",
  ],
  "cluster API open to everybody": [
    { adminCidrs: ["0.0.0.0/0"] },
    "crm:adminCidrs[0]: 0.0.0.0/0 opens the cluster's API to the whole internet; allowed: ranges of your own networks; " +
      "fix: pulumi config set --path 'crm:adminCidrs[0]' 203.0.113.0/24",
  ],
  "e-mail that is none": [
    { alertEmail: "on call" },
    'crm:alertEmail: "on call" is not accepted; allowed: an e-mail address; ' +
      "fix: pulumi config set crm:alertEmail oncall@sequelstring.com",
  ],
  "domain that is none": [
    cloudflare({ zone: "https://sequelstring.com" }),
    'crm:cloudflare.zone: "https://sequelstring.com" is not accepted; allowed: the zone\'s domain name in lower case; ' +
      "fix: pulumi config set --path crm:cloudflare.zone sequelstring.com",
  ],
  "scope that can't be owned": [
    { owns: ["acount"] },
    "crm:owns[0]: \"acount\" is not accepted; allowed: account, zone; fix: pulumi config set --path 'crm:owns[0]' account",
  ],
  "host suffix without its hyphen": [
    { hostSuffix: "blue" },
    'crm:hostSuffix: "blue" is not accepted; allowed: empty, or a hyphen and lower-case letters or digits, ' +
      "at most 50 characters; fix: pulumi config set crm:hostSuffix -- -blue",
  ],
  "host outside of the zone": [
    { hostSuffix: "-dev.other.com" },
    'crm:hostSuffix: "-dev.other.com" is not accepted; allowed: empty, or a hyphen and lower-case letters or digits, ' +
      "at most 50 characters; fix: pulumi config set crm:hostSuffix -- -blue",
  ],
  "move that names none": [
    { allowMove: "yes" },
    'crm:allowMove: "yes" is not accepted; allowed: the move that a refusal named, from->to; ' +
      "fix: pulumi config set crm:allowMove 'production->staging'",
  ],
  "unprotecting another stack": [
    { unprotect: "prod" },
    'crm:unprotect: "prod" is not this stack; allowed: the name of the stack, dev; ' +
      "fix: pulumi config set crm:unprotect dev if it is to be torn down, or: pulumi config rm crm:unprotect",
  ],
  "budget that begins in the middle of a month": [
    { budgetStart: "2026-12-15" },
    'crm:budgetStart: "2026-12-15" is not accepted; allowed: the first day of a month, YYYY-MM-01; ' +
      "fix: pulumi config set crm:budgetStart 2026-12-01",
  ],
  "owner that no tag can hold": [
    { owner: "the team" },
    'crm:owner: "the team" is not accepted; allowed: 1-64 letters, digits or . @ _ -; ' +
      "fix: pulumi config set crm:owner platform-team",
  ],
  "registry with a scheme": [
    { images: { tag: "1.4.2", repository: "https://registry.example.com/crm" } },
    'crm:images.repository: "https://registry.example.com/crm" is not accepted; ' +
      "allowed: a registry's host and path that the nodes may pull from, without scheme or tag; " +
      "fix: pulumi config set --path crm:images.repository registry.example.com/crm",
  ],
  "unknown secret": [
    { secrets: { stripeKey: "canary" } },
    `crm:secrets.stripeKey: is not a key of this program; allowed: ${SECRETS}; ` +
      "fix: correct its spelling, or: pulumi config rm --path crm:secrets.stripeKey",
  ],
  "empty secret": [
    { secrets: { openaiApiKey: "" } },
    "crm:secrets.openaiApiKey: the value is not accepted; allowed: a text, kept as a secret; " +
      "fix: pulumi config set --secret --path crm:secrets.openaiApiKey",
  ],
};

describe("a refused configuration", () => {
  it("is not one that is good", () => {
    expect(refusal(raw())).toEqual([]);
  });

  it.each(Object.entries(ONE_MISTAKE))("%s", (_, [changes, line]) => {
    expect(refusal(raw(changes))).toEqual([line]);
  });

  it.each(["a-very-long-stack-name", "Dev", "dev_1", "1dev", "dev-", "dev--two"])("stack name %s", (stack) => {
    expect(refusal(raw(), stack)).toEqual([
      `stack: "${stack}" can't be part of the names that the clouds allow; allowed: at most 14 lower-case letters, ` +
        "digits and single hyphens, beginning with a letter; fix: choose another name with: pulumi stack rename",
    ]);
  });

  it("names each key of a cloud whose settings are missing", () => {
    const paths = refusal(raw({ aws: undefined })).map((line) => line.slice(0, line.indexOf(":", 4)));
    expect(paths).toEqual(["crm:aws.accountId", "crm:aws.region", "crm:aws.drRegion"]);
  });

  it("lists all mistakes at once, each on a line of its own", () => {
    const lines = refusal({
      ...raw({ tier: "huge", alertEmail: "x", adminCidrs: ["office", "0.0.0.0/0"], unprotect: "other", teir: 1 }),
      ...aws({ region: "us-west-1" }),
    });
    const paths = lines.map((line) => line.slice(0, line.indexOf(": ")));
    expect(paths).toEqual([
      "crm:tier",
      "crm:adminCidrs[0]",
      "crm:alertEmail",
      "crm:teir",
      "crm:aws.region",
      "crm:unprotect",
      "crm:adminCidrs[1]",
    ]);
  });

  it("never shows a secret's value", () => {
    const canary = "canary-b2f1";
    const shapes = [
      { openaiApiKey: { value: canary } },
      { [`unknown`]: canary },
      canary,
      [canary],
      { newsApiKey: [canary] },
    ];
    for (const secrets of shapes) {
      const lines = refusal(raw({ secrets, tier: "huge" }));
      expect(lines).toHaveLength(2);
      expect(lines.join("\n")).not.toContain(canary);
    }
  });
});
