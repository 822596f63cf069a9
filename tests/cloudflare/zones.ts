import { output } from "@pulumi/pulumi";
import { cloudflareProviders } from "../../src/cloudflare/providers";
import type { PlanLimits } from "../../src/cloudflare/plans";
import { Zone, type ZoneArgs } from "../../src/cloudflare/zone";
import type { Graph } from "../../src/graph/graph";
import { record } from "../../src/graph/record";
import type { DnsTarget } from "../../src/ports/common";
import { FAKE_STACK } from "../graph/fakes";

export const DOMAIN = "sequelstring.com";
const ARGS: Omit<ZoneArgs, "providers"> = {
  zoneId: "372e67954025e0ba6aaa6d586b9e0b59",
  domain: DOMAIN,
  originHosts: { app: `app.${DOMAIN}`, api: `api.${DOMAIN}` },
  mutualTls: false,
  owned: null,
};

/** A zone on its own, with what a test is about. */
export async function recordZone(
  changes: Partial<Omit<ZoneArgs, "providers">>,
  use: (zone: Zone) => void = () => undefined,
): Promise<Graph> {
  const program = async () => {
    use(new Zone("crm-cloudflare", { ...ARGS, ...changes, providers: cloudflareProviders(undefined) }, {}));
  };
  return record(program, FAKE_STACK);
}

export const target = (kind: DnsTarget["kind"], value: string): DnsTarget => ({ kind, value: output(value) });

/** A rule as it reaches Cloudflare. */
export interface Rule {
  readonly ref: string;
  readonly action: string;
  readonly expression: string;
  readonly enabled: boolean;
  readonly actionParameters?: Readonly<Record<string, unknown>>;
  readonly ratelimit?: Readonly<Record<string, unknown>>;
}

export const PHASES = {
  custom: "http_request_firewall_custom",
  managed: "http_request_firewall_managed",
  rate: "http_ratelimit",
  cache: "http_request_cache_settings",
} as const;
export type Phase = keyof typeof PHASES;
export type Rules = Readonly<Record<Phase, readonly Rule[]>>;

/** The rules of a zone by phase; a phase without a ruleset has none. */
export function rulesOf({ resources }: Graph): Rules {
  const rulesets = resources.filter(({ type }) => type === "cloudflare:index/ruleset:Ruleset");
  const of = (phase: Phase) =>
    rulesets
      .filter(({ inputs }) => inputs["phase"] === PHASES[phase])
      .flatMap(({ inputs }) => inputs["rules"] as unknown as readonly Rule[]);
  return { custom: of("custom"), managed: of("managed"), rate: of("rate"), cache: of("cache") };
}

/** Where rules ask for more than a plan gives; nothing if Cloudflare would take them all. */
export function breaches(
  rules: Rules,
  limits: PlanLimits,
  fieldsOf: (rule: Rule) => ReadonlySet<string>,
): readonly string[] {
  const count = (phase: Phase, most: number) => rules[phase].length > most && `${phase}: more than ${most} rules`;
  const all = Object.values(rules).flat();
  return [
    count("custom", limits.customRules),
    count("managed", limits.managedRulesets ? 2 : 0),
    count("rate", limits.rateLimits.rules),
    count("cache", limits.cacheRules),
    ...all.map(({ ref, action }) => action === "log" && `${ref}: the action Log`),
    ...rules.rate.flatMap((rule) => rateBreaches(rule, limits, fieldsOf(rule))),
    ...rules.cache.map((rule) => {
      const ttl = rule.actionParameters?.["edgeTtl"] as { default?: number; statusCodeTtls?: unknown } | undefined;
      if (ttl?.statusCodeTtls !== undefined) return `${rule.ref}: times by status code`;
      return ttl?.default !== undefined && ttl.default < limits.minEdgeTtl && `${rule.ref}: kept for too short a time`;
    }),
  ].filter((breach) => breach !== false);
}

/** https://developers.cloudflare.com/waf/rate-limiting-rules/#availability, footnote 3. */
const PERIODS = [10, 15, 20, 30, 40, 45, 60, 90, 120, 180, 240, 300, 480, 600, 900, 1_200, 1_800, 2_400, 3_600];

function rateBreaches(
  rule: Rule,
  { rateLimits }: PlanLimits,
  fields: ReadonlySet<string>,
): readonly (string | false)[] {
  const { ref, action, ratelimit = {} } = rule;
  const within = (value: unknown, most: number) => PERIODS.includes(Number(value)) && Number(value) <= most;
  const characteristics = [...(ratelimit["characteristics"] as readonly string[])].sort().join();
  return [
    action !== "block" && `${ref}: another action than block`,
    !within(ratelimit["period"], rateLimits.maxPeriod) && `${ref}: a period the plan does not have`,
    !within(ratelimit["mitigationTimeout"], rateLimits.maxTimeout) && `${ref}: a timeout the plan does not have`,
    characteristics !== "cf.colo.id,ip.src" && `${ref}: counted by something else than the address`,
    ...[...fields].map((field) => !rateLimits.fields.includes(field) && `${ref}: the field ${field}`),
  ];
}
