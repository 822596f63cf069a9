import { beforeAll, describe, expect, it } from "vitest";
import { CLOUDFLARE_PLANS, type CloudflarePlan } from "../../stacks";
import { PLANS } from "../../src/cloudflare/plans";
import { requestsPerPeriod } from "../../src/cloudflare/rate-limits";
import type { Graph } from "../../src/graph/graph";
import { get, parse, type Request } from "./expression";
import { breaches, DOMAIN, PHASES, recordZone, type Rule, type Rules, rulesOf } from "./zones";

const graphs = {} as Record<CloudflarePlan, Graph>;
const rules = {} as Record<CloudflarePlan, Rules>;
beforeAll(async () => {
  for (const plan of CLOUDFLARE_PLANS) {
    graphs[plan] = await recordZone({ owned: { plan, peakRps: 120 } });
    rules[plan] = rulesOf(graphs[plan]);
  }
});

const fieldsOf = ({ expression }: Rule) => parse(expression).fields;
const hit = (some: readonly Rule[], request: Request) =>
  some.filter(({ expression }) => parse(expression).matches(request)).map(({ ref }) => ref);

const OF_THE_CRM = ["app", "api", "assets", "app-dev", "api-staging", "assets-prod2", "api-blue"];
const OF_OTHERS = ["www", "shop", "application", "apis", "assetsmanager", "my-app", "status"];

describe.each(CLOUDFLARE_PLANS)("on plan %s", (plan) => {
  it("asks for nothing that the plan does not have", () => {
    expect(breaches(rules[plan], PLANS[plan], fieldsOf)).toEqual([]);
  });

  it("has one entry point for a phase, and rules with references of their own", () => {
    const rulesets = graphs[plan].resources.filter(({ type }) => type === "cloudflare:index/ruleset:Ruleset");
    const phases = rulesets.map(({ inputs }) => inputs["phase"]);
    expect(new Set(phases).size).toBe(phases.length);
    expect(phases).toContain(PHASES.custom);
    for (const { inputs } of rulesets) expect(inputs).toMatchObject({ kind: "zone" });
    const refs = Object.values(rules[plan]).flatMap((some) => some.map(({ ref }) => ref));
    expect(refs.length).toBeGreaterThan(5);
    expect(new Set(refs).size).toBe(refs.length);
    for (const ref of refs) expect(ref).toMatch(/^crm_[a-z_]+$/);
    for (const rule of Object.values(rules[plan]).flat()) expect(rule.enabled).toBe(true);
  });

  it.each(OF_THE_CRM)("keeps what nobody asks the CRM for away from %s", (host) => {
    const name = `${host}.${DOMAIN}`;
    const refs = (path: string, fields?: Request) => hit(rules[plan].custom, get(name, path, fields));
    expect(refs("/")).toEqual([]);
    expect(refs("/contacts/42/notes", { "http.request.method": "PATCH" })).toEqual([]);
    expect(refs("/.well-known/security.txt")).toEqual([]);
    expect(refs("/.ENV")).toEqual(["crm_probes"]);
    expect(refs("/old/.git/config")).toEqual(["crm_probes"]);
    expect(refs("/index.php")).toEqual(["crm_probes"]);
    expect(refs("/", { "http.request.method": "TRACE" })).toEqual(["crm_methods"]);
    expect(refs("/", { "cf.edge.server_port": 8443 })).toEqual(["crm_ports"]);
  });

  it("takes a host for what it is in any case, and with a port", () => {
    for (const host of [`API.${DOMAIN}`, `api.${DOMAIN}:443`, `Api-Dev.${DOMAIN}:8443`]) {
      expect(hit(rules[plan].custom, get(host, "/.env"))).toEqual(["crm_probes"]);
      expect(hit(rules[plan].cache, get(host))).toEqual(["crm_cache_api"]);
    }
  });

  it.each(OF_OTHERS)("leaves %s alone, which is not the CRM's", (host) => {
    const worst = get(`${host}.${DOMAIN}`, "/.env/wp-login.php", {
      "http.request.method": "TRACE",
      "cf.edge.server_port": 8080,
    });
    const { custom, managed, cache } = rules[plan];
    expect(hit([...custom, ...managed, ...cache], worst)).toEqual([]);
  });

  it("never keeps an answer of the API, and keeps assets for as long as the origin says", () => {
    const refs = (host: string) => hit(rules[plan].cache, get(`${host}.${DOMAIN}`, "/logo.svg"));
    expect(["api", "api-dev", "assets", "assets-dev", "app", "app-dev"].map(refs)).toEqual([
      ["crm_cache_api"],
      ["crm_cache_api"],
      ["crm_cache_assets"],
      ["crm_cache_assets"],
      [],
      [],
    ]);
    const [api, assets] = rules[plan].cache;
    expect(api?.actionParameters).toEqual({ cache: false });
    const origin = { mode: "respect_origin" };
    expect(assets?.actionParameters).toEqual({ cache: true, edgeTtl: origin, browserTtl: origin });
  });
});

describe("managed rules", () => {
  it("are Cloudflare's own business on the free plan", () => {
    expect(rules.free.managed).toEqual([]);
  });

  it("guard every stack's hosts on pro: Cloudflare's set as it is, OWASP's at its first paranoia level", () => {
    const [managed, owasp] = rules.pro.managed;
    expect(managed?.actionParameters).toEqual({ id: "efb7b8c949ac4650a09736fc376e9aee" });
    expect(owasp?.actionParameters).toEqual({
      id: "4814384a9e5d4991b9815dcfc25d2f1f",
      overrides: {
        categories: [2, 3, 4].map((level) => ({ category: `paranoia-level-${level}`, enabled: false })),
        rules: [{ id: "6179ae15870a4bb7b2d480d4843b323c", action: "block", scoreThreshold: 40 }],
      },
    });
    for (const host of OF_THE_CRM) expect(hit(rules.pro.managed, get(`${host}.${DOMAIN}`))).toHaveLength(2);
    for (const { action } of rules.pro.managed) expect(action).toBe("execute");
  });
});

describe("rate limits", () => {
  it("count for the whole zone on the free plan, where a rule can't see the host", () => {
    expect(rules.free.rate.map(({ ratelimit }) => ratelimit)).toEqual([
      {
        characteristics: ["cf.colo.id", "ip.src"],
        period: 10,
        requestsPerPeriod: 500,
        mitigationTimeout: 10,
      },
    ]);
    expect(hit(rules.free.rate, get(`api.${DOMAIN}`, "/v1/calls"))).toEqual(["crm_rate"]);
  });

  it("count api and app apart on pro, and nothing else", () => {
    const refs = (host: string) => hit(rules.pro.rate, get(`${host}.${DOMAIN}`));
    expect(["api", "api-dev", "app", "app-dev"].map(refs)).toEqual([
      ["crm_rate_api"],
      ["crm_rate_api"],
      ["crm_rate_app"],
      ["crm_rate_app"],
    ]);
    for (const host of [...OF_OTHERS, "assets", "assets-dev"]) expect(refs(host)).toEqual([]);
    for (const { ratelimit } of rules.pro.rate)
      expect(ratelimit).toMatchObject({ period: 60, requestsPerPeriod: 720, mitigationTimeout: 300 });
  });

  it.each([
    [1, 10, 500],
    [12, 10, 500],
    [60, 60, 500],
    [120, 60, 720],
    [400, 60, 2_400],
  ])(
    "at %i requests a second let a visitor have a tenth of them, but never less than a browser needs",
    (rps, period, n) => {
      expect(requestsPerPeriod(rps, period)).toBe(n);
    },
  );
});

describe("the check against a plan", () => {
  const rate = (changes: Partial<Rule>, ratelimit: object = {}): Rules => {
    const [rule] = rules.free.rate as readonly [Rule];
    return { ...rules.free, rate: [{ ...rule, ...changes, ratelimit: { ...rule.ratelimit, ...ratelimit } }] };
  };
  const first = (some: Rules) => breaches(some, PLANS.free, fieldsOf);

  it("finds each kind of breach", () => {
    expect(breaches(rules.pro, PLANS.free, fieldsOf)).toContain("managed: more than 0 rules");
    expect(breaches(rules.pro, PLANS.free, fieldsOf)).toContain("crm_rate_api: the field http.host");
    const many = Array.from({ length: 11 }, () => rules.free.cache[0] as Rule);
    expect(first({ ...rules.free, cache: many })).toEqual(["cache: more than 10 rules"]);
    expect(first({ ...rules.free, custom: many })).toEqual(["custom: more than 5 rules"]);
    expect(first({ ...rules.free, rate: [...rules.free.rate, ...rules.free.rate] })).toEqual([
      "rate: more than 1 rules",
    ]);
    expect(first(rate({ action: "managed_challenge" }))).toEqual(["crm_rate: another action than block"]);
    expect(first(rate({}, { period: 60 }))).toEqual(["crm_rate: a period the plan does not have"]);
    expect(first(rate({}, { mitigationTimeout: 11 }))).toEqual(["crm_rate: a timeout the plan does not have"]);
    expect(first(rate({}, { characteristics: ["ip.src"] }))).toEqual([
      "crm_rate: counted by something else than the address",
    ]);
    const log = rules.free.custom.map((rule, index) => (index === 0 ? { ...rule, action: "log" } : rule));
    expect(first({ ...rules.free, custom: log })).toEqual(["crm_ports: the action Log"]);
    const short = (edgeTtl: object) => ({
      ...rules.free,
      cache: [{ ...(rules.free.cache[1] as Rule), actionParameters: { edgeTtl } }],
    });
    expect(first(short({ mode: "override_origin", default: 3_600 }))).toEqual([
      "crm_cache_assets: kept for too short a time",
    ]);
    expect(first(short({ mode: "respect_origin", statusCodeTtls: [] }))).toEqual([
      "crm_cache_assets: times by status code",
    ]);
    expect(() => parse('http.request.uri.path matches "^/x"')).toThrow("not the rules language");
  });
});
