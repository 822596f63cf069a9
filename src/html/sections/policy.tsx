import { counted } from "../format";
import type { Model } from "../model";
import { Badge, type Level, ResourceLink, Section, Table } from "../parts";
import type { PageFinding } from "../page";

const LEVELS: Readonly<Record<PageFinding["severity"], Level>> = { high: "bad", medium: "warn", low: "none" };
const ORDER = Object.keys(LEVELS);

export function Policy({ model }: { readonly model: Model }) {
  const { rules, findings, exempted, notApplicable } = model.plan.policy;
  const sorted = [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  const open = sorted.filter(({ waiver }) => waiver === null);
  const accepted = [
    ...sorted.flatMap(({ waiver, ...finding }) => (waiver === null ? [] : [{ ...finding, reason: waiver }])),
    ...exempted,
  ];
  return (
    <Section id="policy" title="Policy" lead={`What ${counted(rules, "security rule")} found in the stack.`}>
      <div class="card">
        {open.length === 0 ? (
          <p>
            <Badge level="good">no open finding</Badge>
          </p>
        ) : (
          <Table
            caption="Open findings"
            columns={["Severity", "Rule", "Resource", "What is so"]}
            rows={open.map((finding) => [...cellsOf(finding, model)])}
          />
        )}
      </div>
      {accepted.length > 0 && (
        <details class="card">
          <summary>{counted(accepted.length, "accepted finding")}</summary>
          <Table
            caption="Accepted findings"
            columns={["Severity", "Rule", "Resource", "What is so", "Why it is accepted"]}
            rows={accepted.map((finding) => [...cellsOf(finding, model), finding.reason])}
          />
        </details>
      )}
      {notApplicable.length > 0 && (
        <details class="card">
          <summary>{counted(notApplicable.length, "rule")} not asked of this stack</summary>
          <Table
            caption="Rules that are not asked"
            columns={["Rule", "Why"]}
            rows={notApplicable.map(({ rule, reason }) => [<code>{rule}</code>, reason])}
          />
        </details>
      )}
    </Section>
  );
}

const cellsOf = ({ severity, rule, urn, message }: Omit<PageFinding, "waiver">, model: Model) => [
  <Badge level={LEVELS[severity]}>{severity}</Badge>,
  <code>{rule}</code>,
  urn === null ? "the whole stack" : <ResourceLink urn={urn} model={model} />,
  message,
];
