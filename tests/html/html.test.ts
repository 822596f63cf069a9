import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { htmlOf } from "../../src/html/html";
import { titleOf } from "../../src/html/format";
import { ALL_VARIANTS, CANARY, nameOfVariant } from "../graphs";
import { hostileOf, MARKUP_NAME, MARKUP_TEXT, sampleOf } from "./sample";

const PLAN = sampleOf({ tier: "production" });
const PAGE = htmlOf(PLAN);
const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
const countOf = (part: string | RegExp, text = PAGE) => text.split(part).length - 1;

describe("the page", () => {
  it.each(
    ALL_VARIANTS.filter(({ phase }) => phase === undefined).map(
      (variant) => [nameOfVariant(variant), variant] as const,
    ),
  )("has a card and a group of resources for every capability of %s, in less than 2 MB", (_, variant) => {
    const plan = sampleOf(variant);
    const page = htmlOf(plan);
    for (const { capability, service } of plan.capabilities) {
      expect(page).toContain(`id="capability-${capability}"`);
      expect(page).toContain(`id="resources-${capability}"`);
      expect(page).toContain(escaped(service));
    }
    expect(Buffer.byteLength(page)).toBeLessThan(2_000_000);
    expect(page).not.toMatch(CANARY);
  });

  it("has a row for every resource that is created, with its inputs", () => {
    const created = PLAN.resources.filter(({ custom }) => custom);
    expect(countOf(" data-row")).toBe(created.length);
    for (const { inputs, type } of created) {
      expect(PAGE).toContain(type);
      expect(PAGE).toContain(escaped(JSON.stringify(inputs, null, 2)));
    }
  });

  it("has every line of the bill, every finding, every loss and every part of the availability", () => {
    for (const { item, group } of PLAN.cost.lines) {
      expect(PAGE).toContain(item);
      expect(PAGE).toContain(`Cost of ${titleOf(group)}`);
    }
    const rows = [
      ...PLAN.cost.unpriced.map(({ reason }) => reason),
      ...PLAN.policy.findings.flatMap(({ message, waiver }) => [message, waiver ?? message]),
      ...PLAN.policy.exempted.flatMap(({ message, reason }) => [message, reason]),
      ...PLAN.policy.notApplicable.map(({ reason }) => reason),
      ...PLAN.cost.notes,
      ...(PLAN.cost.suggestions ?? []).flatMap(({ assignment, what, but }) => [assignment, what, but]),
      ...PLAN.recovery.map(({ data }) => data),
      ...PLAN.recovery.flatMap(({ sources }) => sources),
      ...PLAN.regionLoss.data.flatMap(({ data, todo }) => [data, todo]),
      ...PLAN.availability.parts.map(({ service }) => service),
      PLAN.availability.arithmetic,
      PLAN.timeline.forced?.name ?? "nothing is forced",
      ...(PLAN.timeline.forced?.links ?? []).map(({ why }) => why),
      ...PLAN.timeline.advice.flatMap(({ reason }) => reason ?? "let it not wait"),
      ...PLAN.warnings.flatMap(({ path, message }) => [path, message]),
    ];
    for (const text of rows) expect(PAGE).toContain(escaped(text));
    expect(countOf(/role="row"/)).toBeGreaterThan(PLAN.cost.lines.length + PLAN.recovery.length);
  });

  it("links only to what is on it", () => {
    const ids = new Set([...PAGE.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    const targets = [...PAGE.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? "");
    expect(targets.length).toBeGreaterThan(100);
    for (const target of targets) expect(ids).toContain(target.replace(/^#/, ""));
    expect(ids.size).toBe(countOf(/ id="/));
  });

  it("is the same in every run", () => {
    expect(htmlOf(sampleOf({ tier: "production" }))).toBe(PAGE);
  });
});

describe("the page's own policy", () => {
  it("allows the style and the script that are in it, and nothing else", () => {
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(PAGE) ?? [];
    const hashOf = (tag: string) => {
      const [, text = ""] = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(PAGE) ?? [];
      return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    };
    expect(policy?.split("; ")).toEqual([
      "default-src 'none'",
      `script-src ${hashOf("script")}`,
      `style-src ${hashOf("style")}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(PAGE).not.toMatch(/ (style|on\w+)=/);
  });

  it("has nothing to load", () => {
    expect(PAGE).not.toMatch(/ (src|srcset|poster|action|data|xlink:href)="/);
    expect(PAGE).not.toMatch(/<(link|iframe|object|embed|base|img|form)\b/);
    const [, style = ""] = /<style>([^]*?)<\/style>/.exec(PAGE) ?? [];
    expect(style).not.toMatch(/url\(|@import/);
  });
});

describe("names with markup", () => {
  const page = htmlOf(hostileOf({ tier: "production" }));

  it("stay text wherever they are shown", () => {
    expect(page).not.toContain("<img");
    expect(page).not.toContain(MARKUP_TEXT);
    expect(countOf(escaped(MARKUP_NAME), page)).toBeGreaterThan(20);
    expect(countOf(escaped(MARKUP_TEXT), page)).toBeGreaterThan(20);
  });

  it("end neither the style nor the script", () => {
    for (const tag of ["script", "style", "head", "body"]) {
      expect([tag, countOf(`<${tag}>`, page), countOf(`</${tag}>`, page)]).toEqual([tag, 1, 1]);
    }
  });
});
