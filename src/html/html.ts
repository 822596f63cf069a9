import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { Document } from "./document";
import { modelOf } from "./model";
import type { PlanPage } from "./page";

/**
 * The plan as one page that needs nothing else: no network, no other file. The same plan gives the same bytes.
 * Its policy lets nothing run or load but the style and the script in it, which it names by their hashes.
 */
export function htmlOf(plan: PlanPage): string {
  const document = h(Document, { model: modelOf(plan), style: STYLE, script: SCRIPT, policy: POLICY });
  return `<!doctype html>\n${renderToStaticMarkup(document)}\n`;
}

const asset = (name: string): string => readFileSync(join(__dirname, "assets", name), "utf8");
const STYLES = ["theme", "page", "parts", "tables", "charts", "drawing", "print"];
const STYLE = STYLES.map((name) => asset(`${name}.css`)).join("");
const SCRIPT = asset("page.cjs");

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(SCRIPT)}`,
  `style-src ${hashOf(STYLE)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
