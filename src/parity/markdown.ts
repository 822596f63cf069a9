import type { CloudName } from "../conventions/clouds";
import { ASPECTS, type Deviation } from "../ledger/deviation";
import { CLOUD_NAMES } from "../ledger/markdown";
import { TIERS, type TierName } from "../../stacks";
import { CAPABILITIES, type CapabilityId } from "../plan/capabilities";
import { reasonsFor } from "./gaps";
import type { CapabilityPromise } from "./promise";

/** What a capability is on a cloud in a tier; null where it does not have it. */
export type Asked = (capability: CapabilityId, cloud: CloudName, tier: TierName) => CapabilityPromise | null;

/** What runs in the cluster is the same program on every cloud, and so is the zone in front of it. */
const SAME_EVERYWHERE: readonly CapabilityId[] = ["workloads", "cloudflare"];

const HEADER = `# Parity

What each tier promises of each capability, and how every cloud keeps it. Generated from the recorded resources by
\`npm run docs\`; a test keeps the two equal, and another one fails where a promise differs between clouds without a reason in
[the ledger](DEVIATIONS.md).

Availability is where a capability stands; encryption is at rest; backup says how often, and how far back. Alarms and charts
count for the least watched resource. The pods and Cloudflare's zone are the same on every cloud.
`;

/** The promises of all capabilities as a page: a table each, in which a line belongs to all clouds that agree on it. */
export function parityMarkdown(asked: Asked, clouds: readonly CloudName[], ledger: readonly Deviation[]): string {
  const shown = CAPABILITIES.filter((id) => !SAME_EVERYWHERE.includes(id));
  return [HEADER, ...shown.map((id) => section(id, asked, clouds, ledger))].join("\n");
}

type Cell = (promise: CapabilityPromise) => string;

const LINES: readonly (readonly [title: string, cell: Cell])[] = [
  ["service", ({ service }) => service],
  ["size", ({ size }) => size],
  ...ASPECTS.map((aspect) => {
    const cell: Cell = ({ kept }) => kept[aspect]?.text ?? "";
    return [aspect === "widgets" ? "charts" : aspect, cell] as const;
  }),
];

function section(
  capability: CapabilityId,
  asked: Asked,
  clouds: readonly CloudName[],
  ledger: readonly Deviation[],
): string {
  const rows = LINES.flatMap(([title, cell]) => {
    const lines = clouds.map((cloud) => TIERS.map((tier) => textOf(asked(capability, cloud, tier), cell)));
    return grouped(title, lines, clouds);
  });
  const reasons = reasonsFor(capability, ledger).map((id) => `[${id}](DEVIATIONS.md#${id})`);
  const why = reasons.length === 0 ? [] : [`Differences: ${reasons.join(", ")}.`, ""];
  return [`## ${capability}`, "", ...table([["", "cloud", ...TIERS], ...rows]), "", ...why].join("\n");
}

/** A tier without the capability says so; an aspect that means nothing for it stays empty. */
const textOf = (promise: CapabilityPromise | null, cell: Cell): string => (promise === null ? "-" : cell(promise));

/** One line for all clouds that say the same; none where no cloud says anything. */
function grouped(
  title: string,
  lines: readonly (readonly string[])[],
  clouds: readonly CloudName[],
): readonly (readonly string[])[] {
  const groups = new Map<string, readonly CloudName[]>();
  clouds.forEach((cloud, index) => {
    const key = JSON.stringify(lines[index]);
    groups.set(key, [...(groups.get(key) ?? []), cloud]);
  });
  return [...groups].flatMap(([key, names]) => {
    const cells = JSON.parse(key) as readonly string[];
    if (cells.every((cell) => cell === "" || cell === "-")) return [];
    const whose = names.length === clouds.length ? "all" : names.map((name) => CLOUD_NAMES[name]).join(", ");
    return [[title, whose, ...cells]];
  });
}

/** Aligned as the formatter would. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const padded = rows.map((row) => line(widths.map((width, column) => (row[column] ?? "").padEnd(width))));
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [...padded.slice(0, 1), rule, ...padded.slice(1)];
}
