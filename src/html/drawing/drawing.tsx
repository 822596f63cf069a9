import { usd } from "../format";
import type { Box } from "./boxes";
import { BOX, type Layout, type Point, type Rect } from "./layout";

const MARGIN = { x: 14, title: 24, detail: 44, line: 15 };
const LINES = 2;
/** Characters of a box's small text that fit its width, on average. */
const CHARACTERS = Math.floor((BOX.width - 2 * MARGIN.x) / 6.4);

/** Boxes are links to their capability's card: they work from the keyboard, and without the script. */
export function Drawing({ layout }: { readonly layout: Layout }) {
  const { width, height, lanes, links, boxes } = layout;
  return (
    <svg class="drawing" viewBox={`-1 -1 ${width + 2} ${height + 2}`} role="group" aria-label="Architecture">
      {lanes.map(({ id, title, ...rect }) => (
        <g class={`lane lane-${id}`}>
          <rect {...rect} rx="14" />
          <text x={rect.x + MARGIN.x + 2} y={rect.y + 28}>
            {title}
          </text>
        </g>
      ))}
      {links.map(({ from, to, points }) => (
        <path class="link" d={curveThrough(points)} data-link={`${from} ${to}`} />
      ))}
      {boxes.map(({ box, ...rect }) => (
        <BoxLink box={box} rect={rect} />
      ))}
    </svg>
  );
}

/** Spaces between its texts are for those who hear them. */
function BoxLink({ box, rect }: { readonly box: Box; readonly rect: Rect }) {
  const { id, title, detail, capability, lane, monthly } = box;
  const x = rect.x + MARGIN.x;
  return (
    <a class={`box box-${lane}`} href={`#capability-${capability}`} data-box={id}>
      <rect {...rect} rx="9" />
      <rect class="stripe" x={rect.x} y={rect.y + 12} width="4" height={rect.height - 24} rx="2" />
      <text class="box-title" x={x} y={rect.y + MARGIN.title}>
        {title}
      </text>{" "}
      {monthly > 0 && (
        <text class="box-price" x={rect.x + rect.width - MARGIN.x} y={rect.y + MARGIN.title}>
          {usd(monthly)}
        </text>
      )}
      {wrapped(detail, CHARACTERS, LINES).map((line, index) => (
        <>
          {" "}
          <text class="box-detail" x={x} y={rect.y + MARGIN.detail + index * MARGIN.line}>
            {line}
          </text>
        </>
      ))}
    </a>
  );
}

/** SVG breaks no lines by itself; what doesn't fit ends in an ellipsis. */
export function wrapped(text: string, characters: number, lines: number): readonly string[] {
  const [first = "", ...words] = text.split(" ");
  const rows = words.reduce(
    (done, word) => {
      const last = done.at(-1) ?? "";
      const fits = last.length + 1 + word.length <= characters;
      return fits ? [...done.slice(0, -1), `${last} ${word}`] : [...done, word];
    },
    [first],
  );
  const shown = rows.slice(0, lines).map((row) => (row.length > characters ? `${row.slice(0, characters - 1)}…` : row));
  if (rows.length <= lines) return shown;
  const last = shown.at(-1) ?? "";
  return [...shown.slice(0, -1), `${last.slice(0, characters - 1).replace(/[,…\s]+$/, "")}…`];
}

/** Leaves and arrives level, and bends halfway between two points. */
function curveThrough(points: readonly Point[]): string {
  const curves = points.map(({ x, y }, index) => {
    const from = points[index - 1];
    if (from === undefined) return `M${x} ${y}`;
    const middle = Math.round((from.x + x) / 2);
    return `C${middle} ${from.y} ${middle} ${y} ${x} ${y}`;
  });
  return curves.join("");
}
