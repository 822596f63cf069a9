import { isPromised } from "../../recovery/row";
import { amount, duration } from "../format";
import type { Model } from "../model";
import { Badge, Bar, ResourceLink, Section, Table } from "../parts";
import type { PageAvailabilityPart, PageRecovery } from "../page";
import { RegionLoss } from "./region-loss";

const LEAD =
  "What becomes of the data after a loss: how long until it is back (RTO), and how much of it is missing (RPO).";

export function Recovery({ model }: { readonly model: Model }) {
  return (
    <Section id="recovery" title="Recovery and availability" lead={LEAD}>
      <div class="card">
        <Table
          caption="Losses of data"
          columns={["Data", "Class", "Loss", "#RTO", "#RPO", "Verdict", "Brought back by", "Why"]}
          rows={model.plan.recovery.map((row) => cellsOf(row, model))}
        />
      </div>
      <RegionLoss model={model} />
      <Availability model={model} />
    </Section>
  );
}

const cellsOf = (row: PageRecovery, model: Model) => [
  <ResourceLink urn={row.urn} model={model} text={row.data} />,
  row.class,
  row.failure,
  <Against achieved={row.rtoMinutes} target={row.targetRtoMinutes} />,
  <Against achieved={row.rpoMinutes} target={row.targetRpoMinutes} />,
  <Met row={row} />,
  row.by.map((urn, index) => (
    <>
      {index > 0 && ", "}
      <ResourceLink urn={urn} model={model} />
    </>
  )),
  <>
    {row.why}
    <span class="target source">{row.sources.join("; ")}</span>
  </>,
];

function Against({ achieved, target }: { readonly achieved: number | null; readonly target: number | null }) {
  return (
    <>
      {achieved === null ? "never" : duration(achieved)}
      <span class="target">{target === null ? "no target" : `of ${duration(target)}`}</span>
    </>
  );
}

function Met({ row }: { readonly row: PageRecovery }) {
  if (!isPromised(row)) return <Badge level="none">no target</Badge>;
  return row.meets ? <Badge level="good">met</Badge> : <Badge level="bad">missed</Badge>;
}

/** Bars are of the minutes that a month may be down: percents all look alike. */
function Availability({ model }: { readonly model: Model }) {
  const { target, achieved, parts, arithmetic } = model.plan.availability;
  const worst = Math.max(...parts.map(({ percent }) => downtime(percent ?? 100)));
  return (
    <div class="card">
      <h3>Availability</h3>
      <p>
        {achieved === null
          ? "The vendors promise nothing for all of it"
          : `The vendors' promises make ${inWords(achieved)}`}
        {target === null ? "; the tier promises nothing." : `; the tier promises ${inWords(target)}.`}
      </p>
      <p class="quiet">{arithmetic}.</p>
      <Table
        caption="What a request passes"
        columns={["Part", "Service", "#Promised", "Down in 30 days", "Why", "Source"]}
        rows={parts.map((part) => partCells(part, worst))}
      />
    </div>
  );
}

const inWords = (percent: number): string =>
  `${amount(percent, 4)} % (down for ${duration(downtime(percent))} in 30 days)`;

const partCells = ({ part, service, percent, counts, why, source }: PageAvailabilityPart, worst: number) => [
  counts ? part : `${part} (not counted)`,
  service,
  percent === null ? "nothing" : `${amount(percent, 4)} %`,
  percent === null ? null : (
    <span class="inline-bar">
      <Bar part={downtime(percent)} whole={worst} /> {duration(downtime(percent))}
    </span>
  ),
  why,
  <span class="source">{source}</span>,
];

/** Minutes in 30 days. */
const downtime = (percent: number): number => (1 - percent / 100) * 30 * 24 * 60;
