import { CLOUDS, type CloudName } from "../conventions/clouds";
import { BASELINES, RULES } from "./baselines";
import { cisOf, CRITERIA, criteriaOf, recommendations } from "./controls";
import type { Exemption, Waiver } from "./exemptions";
import type { Rule } from "./rule";
import { WAIVERS_FILE } from "./waivers";

/** Where each rule is held against something that breaks it, by its id: a path from the root. */
export type Fixtures = Readonly<Record<string, string>>;

/** Whose resources a rule looks at, by the first letters of ids. */
const VENDORS: readonly (readonly [letters: string, name: string])[] = [
  ["NIKSELWCROBM", "AWS"],
  ["G", "Google Cloud"],
  ["Z", "Azure"],
  ["A", "MongoDB Atlas"],
  ["F", "Cloudflare"],
  ["P", "the cluster"],
  ["X", "our own, on every cloud"],
];

const HEADER = `# Controls

The rules that every stack is held against, and the controls that they stand for. Generated from \`src/policy/\` by \`npm run docs\`;
a test keeps the two equal.

A rule is held against the recorded graph of a stack by \`npm run plan\`, in every size on every cloud by \`npm test\`
(\`tests/policy/baselines.test.ts\`), and against what the engine really registers by the policy pack. \`npm run plan -- --fail-on policy\`
exits with 1 if something of high severity is found that is not waived. An id of a control is a pointer: texts were not compared word
for word, and what a control asks of people and processes is shown by no rule.

## Exceptions

**Exemptions** have no end: what a tier does not promise or does not pay for. Each says what must hold instead.
**Waivers** are everything else that is accepted, and end: the day after, what they excused is a finding like any other, and nothing
else changes. Those below belong to the program; an operator's own are in \`${WAIVERS_FILE}\` beside the stack files:

\`\`\`yaml
- rule: E08 # the id that the plan shows
  stack: prod # left out: every stack
  urn: "*::crm-cluster-*" # left out: every resource
  reason: the cluster is rebuilt this week
  until: 2026-12-31 # the last day
\`\`\`

A waiver that excuses nothing any more is named as a warning.

## The policy pack

\`pulumi up --policy-pack policy-pack\` holds the same rules against the engine's own registrations: what is of high severity stops the
update, the rest is told. It reads the stack's configuration and \`${WAIVERS_FILE}\` as the program and the plan do, so it runs from this
repository and is not published.

- **Unknown values.** In a preview, what only the cloud will know can't be judged; a rule that hangs on it says nothing, and is judged by
  the update, once it is known. A finding that needs no such value is found in the preview.
- **References.** In an update, a subnet's id is a text like any other. Where it came from is the engine's own record of dependencies, by
  which the pack turns it back into the symbol that the plan shows; so a rule sees the same in both.
- **Secrets.** The pack takes inputs down marked, and sees \`[secret]\` where the plan does. Values of secrets reach no rule and no message.
  The stack's outputs are judged by the plan alone.
- **Waivers.** The pack honours them whatever their date, so that no update is refused by the calendar; \`--fail-on policy\` counts days.
`;

/** The control map as a page: criteria and benchmarks to rules, rules to the tests that hold them against what breaks them. */
export function controlsMarkdown(fixtures: Fixtures): string {
  return [HEADER, ...soc2(), ...cis(), ...ruleLines(fixtures), ...exceptions()].join("\n");
}

const code = (id: string): string => `\`${id}\``;

const nameOf = (id: string): string => VENDORS.find(([letters]) => letters.includes(id.charAt(0)))?.[1] ?? "";

/** Rules of each vendor on a line. */
function byVendor(rules: readonly string[]): readonly string[] {
  const names = VENDORS.map(([, name]) => name).filter((name) => rules.some((id) => nameOf(id) === name));
  return names.map(
    (name) =>
      `- ${name}: ${rules
        .filter((id) => nameOf(id) === name)
        .map(code)
        .join(", ")}`,
  );
}

function soc2(): readonly string[] {
  return [
    "## SOC 2",
    "",
    ...CRITERIA.flatMap(({ id, asks, rules }) => [`### ${id}: ${asks}`, "", ...byVendor(rules), ""]),
  ];
}

function cis(): readonly string[] {
  const all = recommendations();
  const benchmarks = [...new Set(all.map(({ benchmark }) => benchmark))];
  return [
    "## CIS benchmarks",
    "",
    ...benchmarks.flatMap((name) => [
      `### ${name}`,
      "",
      ...all
        .filter(({ benchmark }) => benchmark === name)
        .map(({ id, rules }) => `- ${id}: ${rules.map(code).join(", ")}`),
      "",
    ]),
  ];
}

function ruleLines(fixtures: Fixtures): readonly string[] {
  return VENDORS.flatMap(([, name]) => [
    `## Rules: ${name}`,
    "",
    ...RULES.filter(({ id }) => nameOf(id) === name).map((rule) => ruleLine(rule, fixtures[rule.id] ?? "")),
    "",
  ]);
}

function ruleLine(rule: Rule, fixture: string): string {
  const { id, title, why, reference, severity } = rule;
  const controls = [...criteriaOf(rule), ...cisOf(rule).map((one) => `${one.benchmark}, ${one.id}`)].join("; ");
  return `- **${code(id)}** (${severity}) ${title}. Why: ${why}. From: ${reference}. For: ${controls}. Test: [${fixture}](../${fixture}).`;
}

function exceptions(): readonly string[] {
  const listed = <T extends Exemption>(pick: (cloud: CloudName) => readonly T[]) => [...new Set(CLOUDS.flatMap(pick))];
  const waivers: readonly Waiver[] = listed((cloud) => BASELINES[cloud].waivers);
  const exemptions = listed((cloud) => BASELINES[cloud].exemptions);
  return [
    "## Waivers of the program",
    "",
    ...waivers.map((waiver) => `${exceptionLine(waiver)} Until ${waiver.until}.`),
    "",
    "## Exemptions",
    "",
    ...exemptions.map(exceptionLine),
    "",
  ];
}

function exceptionLine({ rule, reason, tiers, phase }: Exemption): string {
  const where = `${tiers.join(", ")}${phase === undefined ? "" : `, ${phase} only`}`;
  return `- **${code(rule)}** (${where}) ${reason}.`;
}
