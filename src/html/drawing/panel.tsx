import { Cost, ResourceLink } from "../parts";
import { counted, usd } from "../format";
import type { Model } from "../model";
import type { Box, Link } from "./boxes";

const MOST = 6;

/** What the page shows beside the drawing of the box that is chosen there; without the script, the cards say it. */
export function Panel({ box, boxes, links, model }: PanelProps) {
  const lines = box.urns
    .flatMap((urn) => model.lines.get(urn) ?? [])
    .filter(({ monthly }) => monthly > 0)
    .sort((a, b) => b.monthly - a.monthly);
  const neighbours = boxes.filter(({ id }) => links.some(({ from, to }) => joins({ from, to }, box.id, id)));
  return (
    <section
      class="panel"
      data-panel={box.id}
      data-near={neighbours.map(({ id }) => id).join(" ")}
      tabindex={-1}
      aria-label={box.title}
      hidden
    >
      <h3>{box.title}</h3>
      <p>{box.detail}</p>
      <dl class="facts">
        <dt>Resources</dt>
        <dd>{box.urns.length}</dd>
        <dt>A month</dt>
        <dd>
          <Cost usd={box.monthly} />
        </dd>
      </dl>
      {lines.length > 0 && <h4>What costs most</h4>}
      <ul class="plain">
        {lines.slice(0, MOST).map(({ urn, item, monthly }) => (
          <li class="split">
            <span>{urn === null ? item : <ResourceLink urn={urn} model={model} text={item} />}</span>
            <span class="number">{usd(monthly)}</span>
          </li>
        ))}
      </ul>
      {neighbours.length > 0 && <h4>Connected with</h4>}
      <p>{neighbours.map(({ title }) => title).join(", ")}</p>
      <p>
        <a href={`#resources-${box.capability}`}>{counted(box.urns.length, "resource")}</a> ·{" "}
        <a href={`#capability-${box.capability}`}>Card</a>
      </p>
    </section>
  );
}

interface PanelProps {
  readonly box: Box;
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  readonly model: Model;
}

const joins = ({ from, to }: Link, one: string, other: string): boolean =>
  (from === one && to === other) || (from === other && to === one);
