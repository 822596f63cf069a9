import { type Box, boxesOf, linksOf } from "../drawing/boxes";
import { Drawing } from "../drawing/drawing";
import { LANES } from "../drawing/lanes";
import { layoutOf } from "../drawing/layout";
import { Panel } from "../drawing/panel";
import type { Model } from "../model";
import { Cost, Section } from "../parts";

const LEAD =
  "The way of a request from left to right. A line joins two boxes whose resources depend on each other, as the program registers them.";

export function Architecture({ model }: { readonly model: Model }) {
  const boxes = boxesOf(model);
  const links = linksOf(boxes, model);
  return (
    <Section id="architecture" title="Architecture" lead={LEAD}>
      <div class="architecture">
        <div class="scroll card" role="region" aria-label="Drawing" tabindex={0}>
          <Drawing layout={layoutOf(boxes, links)} />
        </div>
        <aside class="card" aria-label="The chosen box">
          <ByLane boxes={boxes} />
          {boxes.map((box) => (
            <Panel box={box} boxes={boxes} links={links} model={model} />
          ))}
        </aside>
      </div>
    </Section>
  );
}

/** What the panel shows while no box is chosen. */
function ByLane({ boxes }: { readonly boxes: readonly Box[] }) {
  return (
    <div class="panel" data-panel="none">
      <h3>A month, by place</h3>
      <dl class="facts">
        {LANES.map(({ id, title }) => (
          <>
            <dt>{title}</dt>
            <dd>
              <Cost usd={boxes.filter(({ lane }) => lane === id).reduce((sum, { monthly }) => sum + monthly, 0)} />
            </dd>
          </>
        ))}
      </dl>
      <p class="quiet" data-scripted hidden>
        Choose a box to see its resources, its cost and what it is connected with. <kbd>Tab</kbd> goes from box to box,{" "}
        <kbd>Enter</kbd> into this panel, <kbd>Esc</kbd> back.
      </p>
    </div>
  );
}
