import { counted, duration, titleOf } from "../format";
import { type Model, OTHERS } from "../model";
import { Bar, ResourceLink, Section, Table } from "../parts";
import type { PageStep, PlanPage } from "../page";
import { BuildLimits } from "./build-limits";

/** A chart with hundreds of bars of a second says nothing. */
const DRAWN = 28;
const TICKS = 5;

export function Timeline({ model }: { readonly model: Model }) {
  const { timeline } = model.plan;
  const critical = new Set(timeline.criticalPath.map(({ urn }) => urn));
  const drawn = drawnSteps(timeline, critical);
  const lead = `A first build takes ${duration(timeline.minutes)} where nothing fails. What does not wait for something else is built at the same time.`;
  return (
    <Section id="timeline" title="Timeline" lead={lead}>
      <div class="card gantt">
        <p class="legend">
          <span class="key critical">critical path: late here is late in all</span>
          <span class="key">has time to spare</span>
        </p>
        <Axis minutes={timeline.minutes} />
        <ol class="plain">
          {drawn.map((step) => (
            <Row step={step} critical={critical.has(step.urn)} model={model} />
          ))}
        </ol>
        <p class="quiet">
          The {drawn.length} longest of {counted(timeline.steps.length, "step")}, in the order in which they begin.
        </p>
      </div>
      <details class="card">
        <summary>Critical path, {counted(timeline.criticalPath.length, "step")}</summary>
        <Table
          caption="Critical path"
          columns={["Resource", "Capability", "#Begins after", "#Takes"]}
          rows={timeline.criticalPath.map(({ urn, start, minutes }) => [
            <ResourceLink urn={urn} model={model} />,
            titleOf(model.capabilityOf.get(urn) ?? OTHERS),
            duration(start),
            duration(minutes),
          ])}
        />
      </details>
      <BuildLimits model={model} />
    </Section>
  );
}

/** The longest ones, of the critical path and beside it. */
function drawnSteps({ steps }: PlanPage["timeline"], critical: ReadonlySet<string>): readonly PageStep[] {
  const weight = ({ urn, minutes }: PageStep) => minutes * (critical.has(urn) ? 1_000 : 1);
  const longest = [...steps].sort((a, b) => weight(b) - weight(a)).slice(0, DRAWN);
  return longest.sort((a, b) => a.start - b.start || b.minutes - a.minutes);
}

function Axis({ minutes }: { readonly minutes: number }) {
  const ticks = Array.from({ length: TICKS + 1 }, (_, index) => (index * minutes) / TICKS);
  return (
    <div class="gantt-row axis" aria-hidden="true">
      <span class="ticks">
        {ticks.map((tick) => (
          <span>{duration(Math.round(tick))}</span>
        ))}
      </span>
    </div>
  );
}

function Row({ step: { urn, start, minutes }, critical, model }: RowProps) {
  return (
    <li class="gantt-row">
      <span class="gantt-name">
        <ResourceLink urn={urn} model={model} />
      </span>
      <Bar from={start} part={minutes} whole={model.plan.timeline.minutes} kind={critical ? "critical" : "plain"} />
      <span class="number">
        {duration(minutes)}
        <span class="hidden">
          {" "}
          after {duration(start)}
          {critical && ", on the critical path"}
        </span>
      </span>
    </li>
  );
}

interface RowProps {
  readonly step: PageStep;
  readonly critical: boolean;
  readonly model: Model;
}
