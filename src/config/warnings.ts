import type { StackConfig } from "./config";
import { PLACES, settingOf } from "./places";
import { type Problem, setCommand, setSecretCommand } from "./problem";

/** What a plan only warns about and a real update refuses: the stack could be drawn with it, but not built. */
export function updateProblems(config: StackConfig): readonly Problem[] {
  return [...placeholders(config), ...missingProviderKeys(config), ...adminCidrs(config)];
}

/** What an operator should know although nothing is wrong with it. */
export function advice(config: StackConfig): readonly { readonly path: string; readonly message: string }[] {
  return [...missingThirdParties(config), ...farDrRegion(config), ...notOwned(config), ...unreadPlan(config)];
}

/** True for the zeros, example domains and `-placeholder` names of the committed stack files. */
export function isPlaceholder(value: string): boolean {
  return /^[0-]+$|-placeholder$/.test(value) || /(^|[.@])example\.(com|net|org)$/.test(value);
}

function placeholders(config: StackConfig): readonly Problem[] {
  const { cloud, atlas, cloudflare, alertEmail } = config;
  const ids = PLACES[cloud].ids.map((id) => [`crm:${cloud}.${id}`, settingOf(config, cloud, id)] as const);
  const values: Readonly<Record<string, string>> = {
    ...Object.fromEntries(ids),
    "crm:atlas.orgId": atlas.orgId,
    "crm:cloudflare.accountId": cloudflare.accountId,
    "crm:cloudflare.zoneId": cloudflare.zoneId,
    "crm:cloudflare.zone": cloudflare.zone,
    "crm:alertEmail": alertEmail,
  };
  return Object.entries(values)
    .filter(([, value]) => isPlaceholder(value))
    .map(([path, value]) => ({
      path,
      wrong: `"${value}" is a placeholder`,
      allowed: "your own, for a real update; a plan goes on without it",
      fix: setCommand(path, "<yours>"),
    }));
}

function missingProviderKeys({ cloud, secrets }: StackConfig): readonly Problem[] {
  return PLACES[cloud].keys
    .filter((name) => secrets[name] === undefined)
    .map((name) => ({
      path: `crm:secrets.${name}`,
      wrong: "is not set",
      allowed: "the provider's key, for a real update; a plan goes on without it",
      fix: setSecretCommand(`crm:secrets.${name}`),
    }));
}

function adminCidrs({ adminCidrs }: StackConfig): readonly Problem[] {
  return adminCidrs === null
    ? [
        {
          path: "crm:adminCidrs",
          wrong: "is not set, so nobody has said who reaches the cluster's API",
          allowed: "a list of ranges, or [] for the private endpoint alone (then run the update inside the network)",
          fix: setCommand("crm:adminCidrs[0]", "203.0.113.0/24"),
        },
      ]
    : [];
}

function missingThirdParties({ contract, secrets }: StackConfig) {
  return contract.thirdParties
    .filter((name) => secrets[name] === undefined)
    .map((name) => ({
      path: `crm:secrets.${name}`,
      message: "not set: the CRM runs without the feature that needs it",
    }));
}

function farDrRegion({ placement }: StackConfig) {
  const { cloud, region, drRegion } = placement;
  const { drRegion: key, regions } = PLACES[cloud];
  const [home, away] = [regions[region]?.continent, regions[drRegion]?.continent];
  return home === undefined || away === undefined || home === away
    ? []
    : [{ path: `crm:${cloud}.${key}`, message: `copies of customers' recordings leave ${home} for ${away}` }];
}

function notOwned({ owns, cloud }: StackConfig) {
  const scopes = {
    account: `the ${cloud} account's shared resources`,
    zone: "the Cloudflare zone's settings",
  } as const;
  return (["account", "zone"] as const)
    .filter((scope) => !owns[scope])
    .map((scope) => ({
      path: "crm:owns",
      message: `${scopes[scope]} must exist already: some other stack has to own "${scope}"`,
    }));
}

function unreadPlan({ owns, cloudflare }: StackConfig) {
  return owns.zone || cloudflare.plan === undefined
    ? []
    : [{ path: "crm:cloudflare.plan", message: "is not read: the stack that owns the zone says which plan it has" }];
}
