import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { chromiumPath, NAMES } from "./chromium";

/** What a browser shows of a page, and what it did meanwhile. */
export interface Visit {
  readonly page: Page;
  /** Addresses that were asked for, the page's own first. */
  readonly requests: readonly string[];
  /** Everything on the console, and every exception. */
  readonly messages: readonly string[];
}

export type Open = (html: string, options?: BrowserContextOptions) => Promise<Visit>;

/** A suite in a real browser; without one it is skipped and says so. */
export function describeInChromium(name: string, suite: (open: Open) => void): void {
  const executablePath = chromiumPath();
  const title = executablePath === undefined ? `${name} (skipped: there is no ${NAMES.join(" or ")} on PATH)` : name;
  describe.skipIf(executablePath === undefined)(title, () => {
    const folder = mkdtempSync(join(tmpdir(), "page-"));
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }) });
    });
    afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
    afterAll(async () => {
      await (browser as Browser | undefined)?.close();
      rmSync(folder, { recursive: true, force: true });
    });
    suite((html, options) => visit(browser, folder, html, options));
  });
}

/** Opens the page as people do who got it by mail: from a file. */
async function visit(browser: Browser, folder: string, html: string, options?: BrowserContextOptions): Promise<Visit> {
  const file = join(folder, "plan.html");
  writeFileSync(file, html);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests: string[] = [];
  const messages: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => messages.push(message.text()));
  page.on("pageerror", ({ message }) => messages.push(message));
  await page.goto(pathToFileURL(file).href);
  return { page, requests, messages };
}
