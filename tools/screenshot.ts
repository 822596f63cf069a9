import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { chromiumPath } from "../tests/browser/chromium";

/**
 * Takes the README's pictures of the page into docs/images, with the Chromium on PATH:
 * `npm run screenshot` of the plan of production, `npm run screenshot -- plan.html` of a page that is there already.
 */

const ROOT = resolve(__dirname, "..");
const IMAGES = join(ROOT, "docs", "images");
/** Ages are judged by this day, so that the pictures change only with the program. */
const AS_OF = "2026-11-25";

const DESKTOP = { viewport: { width: 1_280, height: 800 } };
/** The whole drawing, of which a browser shows no more than fits its window. */
const TALL = { viewport: { width: 1_280, height: 1_200 } };
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };

interface Picture {
  readonly name: string;
  readonly options: BrowserContextOptions;
  readonly take: (page: Page, path: string) => Promise<unknown>;
}

const firstScreen = (page: Page, path: string) => page.screenshot({ path });

async function chosenService(page: Page, path: string): Promise<void> {
  await page.locator(".drawing").getByRole("link", { name: /^api / }).click();
  await page.locator("#architecture").screenshot({ path });
}

const PICTURES: readonly Picture[] = [
  { name: "plan-light", options: { ...DESKTOP, colorScheme: "light" }, take: firstScreen },
  { name: "plan-dark", options: { ...DESKTOP, colorScheme: "dark" }, take: firstScreen },
  { name: "plan-architecture", options: { ...TALL, colorScheme: "light" }, take: chosenService },
  { name: "plan-phone", options: { ...PHONE, colorScheme: "light" }, take: firstScreen },
];

async function main(): Promise<void> {
  const executablePath = chromiumPath();
  if (executablePath === undefined)
    throw new Error("there is no Chromium on PATH; on Debian: apt-get install chromium");
  const folder = mkdtempSync(join(tmpdir(), "plan-"));
  const browser = await chromium.launch({ executablePath });
  try {
    const file = resolve(process.argv[2] ?? plannedPage(folder));
    mkdirSync(IMAGES, { recursive: true });
    for (const picture of PICTURES) await taken(browser, pathToFileURL(file).href, picture);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns the page of the plan of production, made as everybody makes it */
function plannedPage(folder: string): string {
  const file = join(folder, "plan.html");
  const options = ["--stack", "prod", "--as-of", AS_OF, "--format", "html", "--out", file];
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "src/plan/cli.ts", ...options], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return file;
}

async function taken(browser: Browser, url: string, { name, options, take }: Picture): Promise<void> {
  const page = await browser.newPage(options);
  await page.goto(url);
  await take(page, join(IMAGES, `${name}.png`));
  await page.close();
}

void main();
