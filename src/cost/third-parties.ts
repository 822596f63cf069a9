import type { CloudflarePlan, ThirdParty } from "../../stacks";
import type { Graph } from "../graph/graph";
import { type Charge, monthly } from "./estimator";
import type { Usage } from "./usage";
import { COSTS } from "./vendors";

/** What the requirements buy from others, sized by the stack's load. */
export interface ThirdPartyUse {
  readonly usage: Usage;
  /** Keys that this size of the CRM is meant to run with. */
  readonly thirdParties: readonly ThirdParty[];
  readonly cloudflarePlan: CloudflarePlan;
  /** Whether the zone's plan is on this stack's bill. */
  readonly ownsZone: boolean;
  /** Machines of the cluster. */
  readonly nodes: number;
}

/** Requirements, "OpenAI usage estimates": tokens of a call's summary and action items, and of one piece of news. */
const TOKENS_PER_CALL = 5_000;
const TOKENS_PER_NEWS = 2_000;
/** Requirements: 10,000 pieces of news for production's thousand users. */
const NEWS_PER_USER = 10;
/** Four parts are read and one is written: a transcript in, a summary out. */
const WRITTEN = 0.2;
/** Nobody says how long a call is: at four minutes production pays the middle of the requirements' 500 to 2,000 USD. */
const MINUTES_PER_CALL = 4;
/** People who are called at night, and who write the code: a small team. */
const ON_CALL = 3;
const DEVELOPERS = 5;

const MILLION = 1_000_000;

/** Who is paid for which key: services without one (Cloudflare, GitHub) are always paid. */
const BY_KEY: Readonly<Partial<Record<ThirdParty, (use: ThirdPartyUse) => readonly Charge[]>>> = {
  sendgridApiKey: ({ usage: { users } }) => [
    users < SMALL_TEAM
      ? monthly("e-mail, 50,000 a month", "sendgrid/email-api/essentials-50k")
      : monthly("e-mail, 100,000 a month", "sendgrid/email-api/pro-100k"),
  ],
  openaiApiKey: ({ usage: { phoneCalls, users } }) => {
    const tokens = (phoneCalls * TOKENS_PER_CALL + users * NEWS_PER_USER * TOKENS_PER_NEWS) / MILLION;
    return [
      monthly("calls and news, read", "openai/tokens/gpt-5.4-mini.input", tokens * (1 - WRITTEN)),
      monthly("calls and news, written", "openai/tokens/gpt-5.4-mini.output", tokens * WRITTEN),
    ];
  },
  twilioAccountSid: ({ usage: { phoneCalls } }) => [
    monthly("phone calls", "twilio/voice/outbound-local", phoneCalls * MINUTES_PER_CALL),
    monthly("recording of phone calls", "twilio/voice/recording", phoneCalls * MINUTES_PER_CALL),
    monthly("phone number", "twilio/phone-number/us-local"),
  ],
  newsApiKey: () => [monthly("news, business plan", "newsapi/plan/business-250k-requests")],
  datadogApiKey: ({ nodes }) => [
    monthly(`infrastructure of ${nodes} nodes`, "datadog/host/infrastructure-pro", nodes),
    monthly(`traces of ${nodes} nodes`, "datadog/host/apm", nodes),
  ],
  pagerdutyKey: () => [monthly(`${ON_CALL} people on call`, "pagerduty/user/professional.monthly", ON_CALL)],
};

/** Below this many users SendGrid's smaller plan is enough. */
const SMALL_TEAM = 100;

/** What third parties cost a month. */
export function thirdPartyCharges(use: ThirdPartyUse): readonly Charge[] {
  const zone = use.ownsZone ? [monthly("Cloudflare's plan of the zone", `cloudflare/plan/${use.cloudflarePlan}`)] : [];
  const team = use.ownsZone ? [monthly(`${DEVELOPERS} developers on GitHub`, "github/user/team", DEVELOPERS)] : [];
  return [...zone, ...team, ...use.thirdParties.flatMap((key) => BY_KEY[key]?.(use) ?? [])];
}

/** Machines of the cluster, as its pools are recorded: what software that is paid by the host counts. */
export function nodesOf({ resources }: Graph): number {
  return resources.reduce((sum, resource) => {
    const costing = COSTS[resource.type];
    return sum + (costing?.kind === "billed" ? (costing.nodes?.(resource) ?? 0) : 0);
  }, 0);
}
