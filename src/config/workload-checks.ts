import {
  contractOf,
  freeOn,
  OPERATORS_TAKE,
  type PodSize,
  RULES_OF,
  SERVICE_NAMES,
  type ServiceName,
  survivesZoneLoss,
  type Tier,
  TIERS,
} from "../../stacks";
import type { Draft } from "./checks";
import { withPods } from "./pods";
import { type Problem, removeCommand, setCommand } from "./problem";
import { missing } from "./remedy";
import type { Settings } from "./schema";

type Images = Partial<Settings["images"]>;

/** Every image is one certain build; in production even its tag says so. */
export function imagesAreNamed(_: string, { workloads, images = {}, tier }: Draft): readonly (Problem | false)[] {
  if (workloads === false) return [];
  const unnamed = SERVICE_NAMES.filter((service) => images.tag === undefined && !images.digests?.[service]);
  if (unnamed.length === SERVICE_NAMES.length) return [noImages()];
  const digests = unnamed.flatMap((service) => missing(["images", "digests", service]));
  return [...digests, (tier === "production" || tier === "enterprise") && movingTag(images)];
}

function noImages(): Problem {
  return {
    path: "crm:images",
    wrong: "names neither a tag nor digests, so nobody knows which build of the CRM is meant",
    allowed: "a tag that all four images have, or a digest for each of frontend, api, worker, scheduler",
    fix: `${setCommand("crm:images.tag", "1.4.2")}, or without the CRM: ${setCommand("crm:workloads", "false")}`,
  };
}

function movingTag({ tag, digests }: Images): Problem | false {
  const used = SERVICE_NAMES.some((service) => !digests?.[service]);
  return (
    tag === "latest" &&
    used && {
      path: "crm:images.tag",
      wrong: "latest is another build every day, so no rollout could be repeated or taken back",
      allowed: "the tag of one release, or digests",
      fix: setCommand("crm:images.tag", "1.4.2"),
    }
  );
}

/** Sizes of pods that differ from the tier's, once they are laid over it. */
export function podsAreSound(_: string, { tier, phase, pods }: Draft): readonly (Problem | false)[] {
  if (tier === undefined || !TIERS.includes(tier) || pods === undefined) return [];
  const contract = withPods(contractOf(tier, tier === "production" ? (phase ?? null) : null), pods);
  return SERVICE_NAMES.filter((service) => pods[service] !== undefined).flatMap((service) => [
    ...rangeProblems(service, contract.pods[service]),
    ...ruleProblems(service, contract.pods[service]),
    ...nodeProblems(service, contract),
    ...roomProblems(service, contract),
    zoneProblem(service, contract),
  ]);
}

function rangeProblems(service: ServiceName, { min, max, rules }: PodSize): readonly (Problem | false)[] {
  const path = `crm:pods.${service}.max`;
  const fixed = Object.keys(rules).length === 0;
  return [
    min > max && {
      path: `crm:pods.${service}.min`,
      wrong: `${min} pods at least are more than the ${max} allowed at most`,
      allowed: `a number up to ${max}, or a greater maximum`,
      fix: setCommand(path, String(min)),
    },
    fixed &&
      min < max && {
        path,
        wrong: `nothing scales ${service} from ${min} to ${max} pods: it has no rule`,
        allowed: `the same number as crm:pods.${service}.min`,
        fix: setCommand(path, String(min)),
      },
  ];
}

function ruleProblems(service: ServiceName, { rules }: PodSize): readonly Problem[] {
  const known: readonly string[] = RULES_OF[service];
  const why: Readonly<Record<string, string>> = {
    cpu: "one pod of it works at a time",
    requestsPerSecond: "it counts no requests",
    queueDepth: "it takes no jobs from queues",
  };
  return Object.keys(rules)
    .filter((rule) => !known.includes(rule))
    .map((rule) => ({
      path: `crm:pods.${service}.rules.${rule}`,
      wrong: `${service} can't be scaled by it: ${why[rule] ?? ""}`,
      allowed: known.length > 0 ? known.join(", ") : "no rule at all",
      fix: removeCommand(`crm:pods.${service}.rules.${rule}`),
    }));
}

type Sized = "cpu" | "memory";
const UNITS = { cpu: "thousandths of a CPU", memory: "MiB" } as const;

const poolOf = (service: ServiceName, { nodePools: { general, workers } }: Tier) =>
  service === "worker" ? (workers ?? general) : general;

function nodeProblems(service: ServiceName, contract: Tier): readonly (Problem | false)[] {
  const { vcpu, memoryGiB } = poolOf(service, contract);
  const free = freeOn({ vcpu, memoryGiB });
  return (["cpu", "memory"] as const).map((resource) => {
    const path = `crm:pods.${service}.${resource}`;
    const wanted = contract.pods[service][resource];
    return (
      wanted > free[resource] && {
        path,
        wrong: `${wanted} ${UNITS[resource]} for one pod are more than a node of ${vcpu} vCPU and ${memoryGiB} GiB has free`,
        allowed: `at most ${free[resource]} ${UNITS[resource]}`,
        fix: setCommand(path, String(free[resource])),
      }
    );
  });
}

/** All pods that share the service's nodes must fit on them at their most, beside the operators. */
function roomProblems(service: ServiceName, contract: Tier): readonly (Problem | false)[] {
  const pool = poolOf(service, contract);
  const others = SERVICE_NAMES.filter((other) => other !== service && poolOf(other, contract) === pool);
  const most = (["cpu", "memory"] as const).map((resource: Sized) => {
    const taken = others.reduce((sum, other) => sum + contract.pods[other].max * contract.pods[other][resource], 0);
    const operators = pool === contract.nodePools.general ? OPERATORS_TAKE[resource] : 0;
    const room = pool.max * freeOn(pool)[resource] - taken - operators;
    return Math.floor(room / contract.pods[service][resource]);
  });
  const fit = Math.max(0, Math.min(...most));
  const path = `crm:pods.${service}.max`;
  return [
    // A pod that fits on no node has been told.
    fit > 0 &&
      contract.pods[service].max > fit && {
        path,
        wrong: `${contract.pods[service].max} pods find no room on ${pool.max} nodes of ${pool.vcpu} vCPU and ${pool.memoryGiB} GiB beside the others`,
        allowed: `at most ${fit}, or smaller pods`,
        fix: setCommand(path, String(fit)),
      },
  ];
}

/** One pod alone is gone with its zone. */
function zoneProblem(service: ServiceName, contract: Tier): Problem | false {
  const path = `crm:pods.${service}.min`;
  return (
    survivesZoneLoss(contract) &&
    contract.pods[service].min < 2 && {
      path,
      wrong: `one pod of ${service} does not survive the loss of its zone, which this tier promises`,
      allowed: "a number of pods from 2 up",
      fix: setCommand(path, "2"),
    }
  );
}
