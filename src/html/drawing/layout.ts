import { type EdgeLabel, type GraphLabel, graphlib, layout, type NodeLabel } from "@dagrejs/dagre";
import type { Box, Link } from "./boxes";
import { LANES, type LaneId } from "./lanes";

/** All lengths are the drawing's own units; the page scales it. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly (Rect & { readonly id: LaneId; readonly title: string })[];
  readonly boxes: readonly (Rect & { readonly box: Box })[];
  readonly links: readonly (Link & { readonly points: readonly Point[] })[];
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const BOX = { width: 204, height: 72 };
/** Between a lane's border and its boxes; a lane's title stands in the upper one. */
const PADDING = { x: 16, top: 44, bottom: 18 };
const GAP = 18;
const BETWEEN_LANES = 34;

type Flow = graphlib.Graph<GraphLabel, NodeLabel, EdgeLabel>;

/** The way of a request from left to right, one lane after the other, with the platform below all of it. */
export function layoutOf(boxes: readonly Box[], links: readonly Link[]): Layout {
  const inFlow = boxes.filter(({ lane }) => lane !== "platform");
  const flow = flowOf(inFlow, links);
  const placed = inFlow.map((box) => ({ ...cornerOf(flow.node(box.id)), box }));
  const bottom = Math.max(0, ...placed.map(({ y }) => y + BOX.height)) + PADDING.bottom;
  const lanes = lanesOf(placed, bottom);
  const width = Math.max(...lanes.map((lane) => lane.x + lane.width), BOX.width + 2 * PADDING.x);
  const platform = platformOf(boxes, width, lanes.length === 0 ? 0 : bottom + GAP);
  return {
    width,
    height: Math.max(bottom, ...platform.lanes.map((lane) => lane.y + lane.height)),
    lanes: [...lanes, ...platform.lanes],
    boxes: [...placed, ...platform.boxes],
    links: links.flatMap((link) =>
      flow.hasEdge(link.from, link.to) ? [{ ...link, points: wayOf(link, flow, lanes) }] : [],
    ),
  };
}

/** Invisible gates between lanes keep every box of a lane in one column: dagre itself knows ranks, but no lanes. */
function flowOf(boxes: readonly Box[], links: readonly Link[]): Flow {
  const graph: Flow = new graphlib.Graph();
  graph.setGraph({ rankdir: "LR", nodesep: GAP, edgesep: GAP, ranksep: BETWEEN_LANES, marginx: PADDING.x, marginy: 0 });
  const laneById = new Map(boxes.map(({ id, lane }) => [id, lane]));
  for (const { id } of boxes) graph.setNode(id, { ...BOX });
  const columns = LANES.map(({ id }) => boxes.filter(({ lane }) => lane === id)).filter(({ length }) => length > 0);
  columns.slice(1).forEach((column, index) => {
    const gate = `gate-${index}`;
    graph.setNode(gate, { width: 0, height: 0 });
    for (const { id } of columns[index] ?? []) graph.setEdge(id, gate, { weight: 1 });
    for (const { id } of column) graph.setEdge(gate, id, { weight: 1 });
  });
  for (const { from, to } of links) {
    const [outer, inner] = [laneById.get(from), laneById.get(to)];
    if (outer !== undefined && inner !== undefined && outer !== inner) graph.setEdge(from, to, { weight: 4 });
  }
  layout(graph);
  return graph;
}

/** From side to side; dagre says where a line crosses the lanes between, and there it stays level. */
function wayOf({ from, to }: Link, flow: Flow, lanes: readonly Rect[]): readonly Point[] {
  const [outer, inner] = [cornerOf(flow.node(from)), cornerOf(flow.node(to))];
  const between = lanes.filter(({ x }) => x > outer.x && x + BOX.width < inner.x);
  const bends = (flow.edge(from, to).points ?? []).map(lowered).flatMap(({ x, y }) =>
    between
      .filter((lane) => x > lane.x && x < lane.x + lane.width)
      .flatMap((lane) => [
        { x: lane.x, y },
        { x: lane.x + lane.width, y },
      ]),
  );
  return [{ x: outer.x + outer.width, y: middleOf(outer) }, ...bends, { x: inner.x, y: middleOf(inner) }];
}

const middleOf = ({ y, height }: Rect): number => y + height / 2;

/** Dagre says where the middle is. */
const cornerOf = ({ x = 0, y = 0, width, height }: NodeLabel): Rect => ({
  ...lowered({ x: x - width / 2, y: y - height / 2 }),
  width,
  height,
});

/** Below the lanes' titles. */
const lowered = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) + PADDING.top });

function lanesOf(placed: Layout["boxes"], bottom: number): Layout["lanes"] {
  return LANES.flatMap(({ id, title }) => {
    const x = placed.find(({ box }) => box.lane === id)?.x;
    if (x === undefined) return [];
    return [{ id, title, x: x - PADDING.x, y: 0, width: BOX.width + 2 * PADDING.x, height: bottom }];
  });
}

/** Everything stands on it: rows of boxes as wide as the flow, without lines. */
function platformOf(all: readonly Box[], width: number, top: number): Pick<Layout, "lanes" | "boxes"> {
  const boxes = all.filter(({ lane }) => lane === "platform");
  const lane = LANES.find(({ id }) => id === "platform");
  if (boxes.length === 0 || lane === undefined) return { lanes: [], boxes: [] };
  const columns = Math.max(1, Math.floor((width - 2 * PADDING.x + GAP) / (BOX.width + GAP)));
  const rows = Math.ceil(boxes.length / columns);
  const perRow = Math.ceil(boxes.length / rows);
  const each = (width - 2 * PADDING.x - (perRow - 1) * GAP) / perRow;
  return {
    lanes: [
      {
        id: lane.id,
        title: lane.title,
        x: 0,
        y: top,
        width,
        height: PADDING.top + rows * (BOX.height + GAP) - GAP + PADDING.bottom,
      },
    ],
    boxes: boxes.map((box, index) => ({
      x: Math.round(PADDING.x + (index % perRow) * (each + GAP)),
      y: top + PADDING.top + Math.floor(index / perRow) * (BOX.height + GAP),
      width: Math.round(each),
      height: BOX.height,
      box,
    })),
  };
}
