import type { StackConfig } from "../config/config";
import { advice, updateProblems } from "../config/warnings";
import { daysBetween } from "../conventions/days";
import { CLOUDFLARE_RANGES, RANGES_MAX_AGE_DAYS } from "../conventions/cloudflare-ranges";
import { SUPPORT_WARNING_DAYS, VERSIONS } from "../conventions/versions";

/** Something that doesn't keep a plan from being made. */
export interface Warning {
  readonly path: string;
  readonly message: string;
}

/** What an operator should know about a stack: what a real update would refuse, what is missing, what has grown old. */
export function warningsOf(config: StackConfig, asOf: string): readonly Warning[] {
  const refused = updateProblems(config).map(({ path, wrong, allowed }) => ({
    path,
    // Without the value in front, so that all placeholders say the same.
    message: `${wrong.replace(/^"[^"]*" /, "")}; wanted: ${allowed}`,
  }));
  return [...refused, ...advice(config), ...oldVersions(asOf), ...oldRanges(asOf)];
}

function oldVersions(asOf: string): readonly Warning[] {
  return Object.entries(VERSIONS)
    .filter(([, { endOfSupport }]) => daysBetween(asOf, endOfSupport) <= SUPPORT_WARNING_DAYS)
    .map(([name, { version, endOfSupport }]) => ({
      path: `versions.${name}`,
      message: `the support of ${version} ${asOf < endOfSupport ? "ends" : "ended"} on ${endOfSupport}`,
    }));
}

function oldRanges(asOf: string): readonly Warning[] {
  const age = daysBetween(CLOUDFLARE_RANGES.asOf, asOf);
  const message = `Cloudflare's list of addresses is ${age} days old; compare it with cloudflare.com/ips`;
  return age > RANGES_MAX_AGE_DAYS ? [{ path: "cloudflareRanges", message }] : [];
}
