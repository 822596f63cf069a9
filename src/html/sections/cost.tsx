import { amount, counted, share, titleOf, unitUsd, usd } from "../format";
import { budgeted, kindOf, type Model, monthlyOf } from "../model";
import { Bar, ResourceLink, Section, Table } from "../parts";
import type { PageCostLine, PlanPage } from "../page";

export function Cost({ model }: { readonly model: Model }) {
  const { cost } = model.plan;
  const groups = [...model.groups]
    .map(([group, lines]) => ({ group, lines, monthly: monthlyOf(lines) }))
    .sort((a, b) => b.monthly - a.monthly);
  return (
    <Section id="cost" title="Cost" lead={["USD a month at list price, before tax.", ...cost.notes].join(" ")}>
      <Budget cost={cost} />
      <div class="card chart">
        {groups.map((group) => (
          <Group {...group} most={groups[0]?.monthly ?? 0} total={cost.platform + cost.thirdParty} model={model} />
        ))}
      </div>
      <Unpriced model={model} />
    </Section>
  );
}

/** The sums against the budget, on one scale. */
function Budget({ cost }: { readonly cost: PlanPage["cost"] }) {
  const { platform, thirdParty, budget, budgetScope } = cost;
  const verdict = budgeted(cost) > budget ? "bad" : "good";
  const both = { name: "Both together", part: platform + thirdParty, kind: verdict };
  const rows = [
    { name: "Platform", part: platform, kind: budgetScope === "platform" ? verdict : "plain" },
    { name: "Third parties", part: thirdParty, kind: "plain" },
    ...(budgetScope === "total" ? [both] : []),
    { name: budgetScope === "total" ? "Budget for both" : "Budget of the platform", part: budget, kind: "limit" },
  ];
  const whole = Math.max(...rows.map(({ part }) => part));
  return (
    <dl class="card chart sums">
      {rows.map(({ name, part, kind }) => (
        <div class="chart-row">
          <dt>{name}</dt>
          <dd class="chart-bar">
            <Bar part={part} whole={whole} kind={kind} limit={kind === verdict ? budget : undefined} />
          </dd>
          <dd class="number">{usd(part)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A bar of the chart opens into the lines that it is made of. */
function Group({ group, lines, monthly, most, total, model }: GroupProps) {
  return (
    <details>
      <summary class="chart-row">
        <span>{titleOf(group)}</span>
        <span class="chart-bar">
          <Bar part={monthly} whole={most} />
        </span>
        <span class="number">
          {usd(monthly)} <span class="quiet">{share(monthly, total)}</span>
        </span>
      </summary>
      <Table
        caption={`Cost of ${titleOf(group)}`}
        columns={["Item", "Resource", "#Quantity", "#Price of one", "#A month", "Source"]}
        rows={[...lines].sort((a, b) => b.monthly - a.monthly).map((line) => cellsOf(line, model))}
      />
    </details>
  );
}

interface GroupProps {
  readonly group: string;
  readonly lines: readonly PageCostLine[];
  readonly monthly: number;
  readonly most: number;
  readonly total: number;
  readonly model: Model;
}

const cellsOf = (line: PageCostLine, model: Model) => [
  line.item,
  line.urn === null ? "" : <ResourceLink urn={line.urn} model={model} />,
  `${amount(line.quantity)} × ${line.unit}`,
  unitUsd(line.unitPrice),
  usd(line.monthly),
  <span class="source">
    {line.source}
    {line.asOf !== null && `, ${line.asOf}`}
  </span>,
];

function Unpriced({ model }: { readonly model: Model }) {
  const { unpriced } = model.plan.cost;
  if (unpriced.length === 0) return null;
  return (
    <details class="card">
      <summary>{counted(unpriced.length, "resource")} without a price</summary>
      <Table
        caption="Resources without a price"
        columns={["Resource", "Type", "Why"]}
        rows={unpriced.map(({ urn, type, reason }) => [<ResourceLink urn={urn} model={model} />, kindOf(type), reason])}
      />
    </details>
  );
}
