import type { CloudName } from "../conventions/clouds";
import type { Deviation } from "./deviation";

/** As people write them. */
export const CLOUD_NAMES: Readonly<Record<CloudName, string>> = { aws: "AWS", gcp: "Google Cloud", azure: "Azure" };

/** The ledger as a page: one section per capability, in the order of the data. */
export function ledgerMarkdown(deviations: readonly Deviation[]): string {
  const capabilities = [...new Set(deviations.map(({ capability }) => capability))];
  const sections = capabilities.map((capability) =>
    section(
      capability,
      deviations.filter((deviation) => deviation.capability === capability),
    ),
  );
  return [HEADER, ...sections].join("\n");
}

const HEADER = `# Deviations

Each statement of the requirements that is built differently, how, and why. Generated from \`src/ledger/deviations.ts\` by
\`npm run docs\`; a test keeps the two equal.
`;

function section(capability: string, deviations: readonly Deviation[]): string {
  const entries = deviations.map(({ id, clouds, stated, built, why }) =>
    [
      `### ${id}`,
      "",
      `- **Stated:** ${stated}`,
      `- **Built:** ${built}`,
      `- **Why:** ${why}`,
      `- **Clouds:** ${clouds.map((cloud) => CLOUD_NAMES[cloud]).join(", ")}`,
      "",
    ].join("\n"),
  );
  return [`## ${capability}`, "", ...entries].join("\n");
}
