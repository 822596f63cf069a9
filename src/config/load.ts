import { getStack, type Output, runtime, secret } from "@pulumi/pulumi";
import { contractOf, SERVICE_NAMES, type Tier } from "../../stacks";
import { recordOf } from "../conventions/records";
import { PROJECT } from "../conventions/tags";
import type { Placement } from "../placement";
import type { Hosts, StackConfig } from "./config";
import { parseConfig, type RawConfig } from "./parse";
import { PLACES, settingOf } from "./places";
import { withPods } from "./pods";
import type { Settings } from "./schema";

const NAMESPACE = "crm:";

/**
 * Reads the whole configuration of the running stack, once.
 * @throws ConfigError naming everything that is wrong
 */
export function loadConfig(): StackConfig {
  const stack = getStack();
  return complete(stack, parseConfig(stack, rawConfig()));
}

/** Pulumi hands every value over as text, objects and booleans as JSON; keys of other namespaces are not ours. */
function rawConfig(): RawConfig {
  const project = `${PROJECT}:`;
  const all = Object.entries(runtime.allConfig() as Record<string, string>);
  const own = all.filter(([name]) => name.startsWith(NAMESPACE) || name.startsWith(project));
  return Object.fromEntries(own.map(([name, text]) => [name.replace(NAMESPACE, ""), decode(text)]));
}

function decode(text: string): unknown {
  if (!/^(\{|\[|true$|false$)/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function complete(stack: string, settings: Settings): StackConfig {
  const contract = contractFor(settings);
  const owns = { account: settings.owns.includes("account"), zone: settings.owns.includes("zone") };
  const suffix = settings.hostSuffix ?? (owns.zone ? "" : `-${stack}`);
  const protect = contract.protect && settings.unprotect !== stack;
  const config = {
    ...settings,
    stack,
    phase: settings.phase ?? null,
    contract,
    protect,
    owns,
    hosts: hostsOf(suffix, settings.cloudflare.zone),
    adminCidrs: settings.adminCidrs ?? null,
    placement: placementOf(settings, contract.protect),
    workloads: workloadsOf(settings),
    allowMove: settings.allowMove?.split(",") ?? [],
    secrets: secretsOf(settings.secrets),
  };
  // The checks have made sure that the chosen cloud is available and its settings are there.
  return deepFreeze(config as unknown as StackConfig);
}

/** The tier with its phase, and what the operator wants otherwise. */
function contractFor({ tier, phase, pods, cloudflare, economy }: Settings): Tier {
  const contract = withPods(contractOf(tier, phase ?? null), pods);
  const { general, workers } = contract.nodePools;
  const nodePools =
    workers && economy.spotWorkers ? { general, workers: { ...workers, spot: true } } : contract.nodePools;
  return { ...contract, nodePools, cloudflarePlan: cloudflare.plan ?? contract.cloudflarePlan };
}

/** Each cloud has its own word for whose it is and where it is. */
function placementOf(settings: Settings, protect: boolean): Placement {
  const { cloud, tier, phase } = settings;
  const words = PLACES[cloud];
  const own = (key: "account" | "region" | "drRegion") => settingOf(settings, cloud, words[key]);
  const place = { account: own("account"), region: own("region"), drRegion: own("drRegion") };
  return { cloud, ...place, tier, phase: phase ?? null, protected: protect };
}

function hostsOf(suffix: string, zone: string): Hosts {
  const host = (name: string) => `${name}${suffix}.${zone}`;
  return { app: host("app"), api: host("api"), assets: host("assets"), origin: host("origin") };
}

function workloadsOf({ workloads, images }: Settings): StackConfig["workloads"] {
  const { tag = "", digests } = images;
  const versions = recordOf(SERVICE_NAMES, (service) => {
    const digest = digests?.[service];
    return digest === undefined ? `:${tag}` : `@${digest}`;
  });
  return workloads ? { versions } : null;
}

function secretsOf(values: Settings["secrets"]): StackConfig["secrets"] {
  const set = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set.map(([name, value]): [string, Output<string>] => [name, secret(value ?? "")]));
}

/** Stops at what is not plain data: an output has a life of its own. */
function deepFreeze<T>(value: T): T {
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value ?? 0) === Object.prototype;
  if (isPlain) {
    Object.values(value as object).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
