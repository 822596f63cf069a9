import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { htmlOf } from "../../src/html/html";
import { ALL_VARIANTS, nameOfVariant } from "../graphs";
import { hostileOf, MARKUP_NAME, sampleOf } from "../html/sample";
import { describeInChromium } from "./suite";

const PRODUCTION = htmlOf(sampleOf({ tier: "production" }));
const PHONE = { viewport: { width: 360, height: 740 } };
const THEMES = ["light", "dark"] as const;

const isOpen = (page: Page, selector: string) => page.locator(selector).evaluate((one) => one.hasAttribute("open"));
const scheme = (page: Page) => page.evaluate("getComputedStyle(document.documentElement).colorScheme");
const opened = (page: Page) =>
  page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");

/** Accessibility as WCAG 2.2 AA has it, contrast among it; the browser runs the checks, so the page's policy holds. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const run = `axe.run({ runOnly: ${JSON.stringify(tags)} })`;
  const results = await page.evaluate<AxeResults>(run);
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** A server that everybody may ask, and that remembers who did. */
async function listening() {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { asked, url: `http://127.0.0.1:${port}/`, close };
}

describeInChromium("the page in a browser", (open) => {
  it("asks for nothing but itself, and has nothing to complain about", async () => {
    const { page, requests, messages } = await open(PRODUCTION);
    await opened(page);
    await page.mouse.wheel(0, 20_000);
    await page.waitForLoadState("networkidle");
    expect(requests).toEqual([page.url()]);
    expect(messages).toEqual([]);
  });

  it("could not ask even if something in it tried", async () => {
    const { page, messages } = await open(PRODUCTION);
    const server = await listening();
    const fetched = `fetch("${server.url}", { mode: "no-cors" }).then(() => "loaded", () => "refused")`;
    expect(await page.evaluate(fetched)).toBe("refused");
    await page.evaluate(`document.body.append(
      Object.assign(new Image(), { src: "${server.url}" }),
      Object.assign(document.createElement("script"), { src: "${server.url}" }),
    )`);
    const refusals = () => messages.filter((message) => message.includes("Content Security Policy")).join("\n");
    await expect.poll(refusals).toMatch(/default-src[^]*script-src|script-src[^]*default-src/);
    await server.close();
    expect(server.asked).toEqual([]);
  });

  it("shows markup in names as text", async () => {
    const { page, requests, messages } = await open(htmlOf(hostileOf({ tier: "production" })));
    await opened(page);
    await page.locator("[data-box]").first().click();
    expect(await page.title()).not.toBe("hacked");
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.locator("main").getByText(MARKUP_NAME).count()).toBeGreaterThan(5);
    expect(requests).toEqual([page.url()]);
    expect(messages).toEqual([]);
  });

  it.each(ALL_VARIANTS.filter(({ phase }) => phase === undefined).map((one) => [nameOfVariant(one), one] as const))(
    "fits a phone: %s",
    async (_, variant) => {
      const { page, messages } = await open(htmlOf(sampleOf(variant)), PHONE);
      await opened(page);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
      expect(messages).toEqual([]);
    },
  );

  it.each(THEMES)("is accessible, with everything open, in the %s theme", async (colorScheme) => {
    const { page } = await open(PRODUCTION, { colorScheme });
    await opened(page);
    expect(await violations(page)).toEqual([]);
  });

  it("is accessible on a phone", async () => {
    const { page } = await open(PRODUCTION, PHONE);
    expect(await violations(page)).toEqual([]);
  });

  it("follows the system's theme until it is told another one, which it remembers", async () => {
    const { page } = await open(PRODUCTION, { colorScheme: "dark" });
    const button = page.getByRole("button", { name: "Dark theme" });
    expect(await button.getAttribute("aria-pressed")).toBe("true");
    await page.emulateMedia({ colorScheme: "light" });
    await expect.poll(() => button.getAttribute("aria-pressed")).toBe("false");
    await button.click();
    expect([await scheme(page), await button.getAttribute("aria-pressed")]).toEqual(["dark", "true"]);
    await page.reload();
    expect([await scheme(page), await button.getAttribute("aria-pressed")]).toEqual(["dark", "true"]);
    await button.click();
    expect(await scheme(page)).toBe("light");
  });

  it("finds resources by name, type and inputs, all words together", async () => {
    const { page } = await open(PRODUCTION);
    const rows = page.locator("[data-row]");
    const all = await rows.count();
    await page.keyboard.press("/");
    await page.keyboard.type("Subnet 10.0.1.0");
    const shown = page.locator("[data-row]:visible");
    expect(await shown.allInnerTexts()).toEqual([expect.stringContaining("crm-network-public-0")]);
    expect(await page.getByRole("status").innerText()).toBe(`1 of ${all}`);
    await page.keyboard.press("Escape");
    expect(await page.getByRole("status").innerText()).toBe("");
    expect(await page.locator("[data-group]:visible").count()).toBeGreaterThan(10);
    await page.keyboard.type("no such thing");
    expect([await shown.count(), await page.locator("[data-group]:visible").count()]).toEqual([0, 0]);
  });

  it("leads from a cost to its resource, even where the search hid it", async () => {
    const { page } = await open(PRODUCTION);
    await page.locator("#search").fill("no such thing");
    await page.locator(".chart summary").first().click();
    await page.locator(".chart td a").first().click();
    await expect.poll(() => page.locator("[data-row]:target").isVisible()).toBe(true);
    expect(await isOpen(page, "[data-group]:has(:target)")).toBe(true);
  });

  it("can be used with the keyboard alone", async () => {
    const { page } = await open(PRODUCTION);
    const focused = () => page.evaluate("document.activeElement.outerHTML.slice(0, 120)");
    await page.keyboard.press("Tab");
    expect(await focused()).toContain("Skip to the content");
    await page.keyboard.press("Enter");
    expect(page.url()).toMatch(/#overview$/);
    await page.locator(".scroll").focus();
    await page.keyboard.press("Tab");
    expect(await focused()).toContain("data-box");
    const chosen = page.locator("[data-box][aria-current]");
    const [id, title] = [await chosen.getAttribute("data-box"), await chosen.locator("text").first().innerHTML()];
    const panel = page.locator(`[data-panel="${id ?? ""}"]`);
    expect(await panel.isVisible()).toBe(true);
    expect(await panel.innerText()).toContain(title);
    await page.keyboard.press("Enter");
    expect(await focused()).toContain(`data-panel="${id ?? ""}"`);
    await page.keyboard.press("Escape");
    expect(await focused()).toContain(`data-box="${id ?? ""}"`);
    await page.keyboard.press("Escape");
    expect([await panel.isVisible(), await chosen.count()]).toEqual([false, 0]);
  });

  it("says what a chosen box costs and is connected with, and shows both in the drawing", async () => {
    const { page } = await open(PRODUCTION);
    const drawing = page.locator(".drawing");
    await drawing.getByRole("link", { name: /^api / }).click();
    const panel = page.locator("[data-panel]:visible");
    expect(await panel.innerText()).toMatch(/Connected with\s+Edge, Database/);
    expect(await page.locator(".link.near").count()).toBeGreaterThan(3);
    await drawing.getByRole("link", { name: /^Database / }).click();
    expect(await panel.innerText()).toMatch(/What costs most[^]*Database cluster, 3 nodes\s+\$1,183/);
  });

  it("is whole without scripts", async () => {
    const { page } = await open(PRODUCTION, { javaScriptEnabled: false });
    expect(await page.locator("[data-scripted]:visible").count()).toBe(0);
    await page.locator("#resources-network > summary").click();
    await page.locator("#resources-network [data-row] > summary").first().click();
    expect(await page.locator("#resources-network pre").first().isVisible()).toBe(true);
    await page.locator("[data-box]").first().click();
    expect(page.url()).toMatch(/#capability-\w+$/);
    expect(await page.locator(":target h3").isVisible()).toBe(true);
  });

  it("prints everything but the controls and the inputs, on white", async () => {
    const { page } = await open(PRODUCTION, { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    expect(await scheme(page)).toBe("light");
    for (const hidden of ["nav", "button", "#search", "aside", "[data-row] pre"]) {
      expect([hidden, await page.locator(hidden).first().isVisible()]).toEqual([hidden, false]);
    }
    for (const shown of [".chart details table", "#timeline details table", "[data-row] .name", ".drawing"]) {
      expect([shown, await page.locator(shown).first().isVisible()]).toEqual([shown, true]);
    }
    expect((await page.pdf()).subarray(0, 5).toString()).toBe("%PDF-");
  });
});
