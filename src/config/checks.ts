import { contractOf, TIERS } from "../../stacks";
import { CLOUDS, type CloudName } from "../conventions/clouds";
import { completeRegions, type Region, ZONES } from "../conventions/regions";
import { MAX_STACK_NAME, STACK_NAME } from "../conventions/names";
import { type Problem, removeCommand, setCommand } from "./problem";
import { PLACES, settingOf } from "./places";
import { missing } from "./remedy";
import type { Settings } from "./schema";
import { imagesAreNamed, podsAreSound } from "./workload-checks";

/** Settings as far as they could be read: a check must cope with any of them missing. */
export type Draft = { readonly [K in keyof Settings]?: Partial<Settings[K]> | undefined };

type Check = (stack: string, draft: Draft) => readonly (Problem | false | undefined)[];

/** What one key alone can't tell. Each check is independent, so that all problems are found in one run. */
const CHECKS: readonly Check[] = [
  stackName,
  phaseNeedsProduction,
  cloudIsConfigured,
  (_, draft) => CLOUDS.flatMap((cloud) => regionPair(cloud, draft)),
  unprotectNamesStack,
  openCidrs,
  spotNeedsWorkers,
  imagesAreNamed,
  podsAreSound,
];

/** Everything wrong across the keys of a stack. */
export function crossCheck(stack: string, draft: Draft): readonly Problem[] {
  return CHECKS.flatMap((check) => check(stack, draft)).filter((problem) => problem !== false && problem !== undefined);
}

function stackName(stack: string) {
  const ok = STACK_NAME.test(stack) && stack.length <= MAX_STACK_NAME;
  return [
    !ok && {
      path: "stack",
      wrong: `"${stack}" can't be part of the names that the clouds allow`,
      allowed: `at most ${MAX_STACK_NAME} lower-case letters, digits and single hyphens, beginning with a letter`,
      fix: "choose another name with: pulumi stack rename",
    },
  ];
}

function phaseNeedsProduction(_: string, { phase, tier }: Draft) {
  return [
    phase !== undefined &&
      tier !== undefined &&
      tier !== "production" && {
        path: "crm:phase",
        wrong: `${phase} is laid over production, not over ${tier}`,
        allowed: "a phase on tier production only",
        fix: `${setCommand("crm:tier", "production")}, or: ${removeCommand("crm:phase")}`,
      },
  ];
}

/** Everything but the workers must stay: who has one pool for all can't let it be taken back. */
function spotNeedsWorkers(_: string, { tier, phase, economy }: Draft) {
  const wanted = economy?.spotWorkers === true && tier !== undefined && TIERS.includes(tier);
  const size = phase === undefined ? tier : `${tier ?? ""} (${phase})`;
  return [
    wanted &&
      contractOf(tier, tier === "production" ? (phase ?? null) : null).nodePools.workers === undefined && {
        path: "crm:economy.spotWorkers",
        wrong: `${size ?? ""} has no nodes of its own for the workers`,
        allowed: "true where workers have their own nodes: production, growth, scale, enterprise",
        fix: removeCommand("crm:economy.spotWorkers"),
      },
  ];
}

function cloudIsConfigured(_: string, draft: Draft) {
  const { cloud } = draft;
  return cloud !== undefined && draft[cloud] === undefined ? missing([cloud]) : [];
}

/** Whatever the cloud in use is: with good settings for all of them, a change of `crm:cloud` is the whole switch. */
function regionPair(cloud: CloudName, draft: Draft) {
  const { regions, ...words } = PLACES[cloud];
  const [region, drRegion] = [settingOf(draft, cloud, words.region), settingOf(draft, cloud, words.drRegion)];
  const drPath = `crm:${cloud}.${words.drRegion}`;
  return [
    regionProblem(`crm:${cloud}.${words.region}`, regions, region, drRegion),
    regionProblem(drPath, regions, drRegion, region),
    region !== "" &&
      region === drRegion && {
        path: drPath,
        wrong: `${region} is the region itself, so its loss would take the copies too`,
        ...otherRegion(drPath, regions, region),
      },
  ];
}

type Regions = Readonly<Record<string, Region>>;

function regionProblem(path: string, regions: Regions, name: string, other: string) {
  const found = regions[name];
  if (found === undefined) return false;
  const zones = found.zones.length;
  const lacks = [...(zones < ZONES ? [`zones: it has ${zones} of the ${ZONES} needed`] : []), ...(found.lacks ?? [])];
  return (
    lacks.length > 0 && { path, wrong: `${name} lacks ${lacks.join(" and ")}`, ...otherRegion(path, regions, other) }
  );
}

/** Any complete region but `taken`; first of all one from which recordings need not leave the continent. */
function otherRegion(path: string, regions: Regions, taken: string): Pick<Problem, "allowed" | "fix"> {
  const others = completeRegions(regions).filter((name) => name !== taken);
  const home = regions[taken]?.continent;
  const near = others.find((name) => regions[name]?.continent === home) ?? others[0] ?? "";
  return { allowed: others.join(", "), fix: setCommand(path, near) };
}

function unprotectNamesStack(stack: string, { unprotect }: Draft) {
  return [
    unprotect !== undefined &&
      unprotect !== stack && {
        path: "crm:unprotect",
        wrong: `"${unprotect}" is not this stack`,
        allowed: `the name of the stack, ${stack}`,
        fix: `${setCommand("crm:unprotect", stack)} if it is to be torn down, or: ${removeCommand("crm:unprotect")}`,
      },
  ];
}

function openCidrs(_: string, { adminCidrs }: Draft) {
  return (adminCidrs ?? []).map(
    (cidr, index) =>
      cidr?.endsWith("/0") && {
        path: `crm:adminCidrs[${index}]`,
        wrong: `${cidr} opens the cluster's API to the whole internet`,
        allowed: "ranges of your own networks",
        fix: setCommand(`crm:adminCidrs[${index}]`, "203.0.113.0/24"),
      },
  );
}
