import { describe, expect, it } from "vitest";
import { type Box, boxesOf, linksOf } from "../../src/html/drawing/boxes";
import { wrapped } from "../../src/html/drawing/drawing";
import { LANES } from "../../src/html/drawing/lanes";
import { layoutOf, type Rect } from "../../src/html/drawing/layout";
import { modelOf } from "../../src/html/model";
import { CAPABILITIES } from "../../src/plan/capabilities";
import { ALL_VARIANTS, nameOfVariant, type Variant } from "../graphs";
import { sampleOf } from "./sample";

const drawn = (variant: Variant) => {
  const model = modelOf(sampleOf(variant));
  const boxes = boxesOf(model);
  const links = linksOf(boxes, model);
  return { model, boxes, links, layout: layoutOf(boxes, links) };
};

/** One after the other, in this order. */
const DRAWN = ALL_VARIANTS.map((variant) => [nameOfVariant(variant), drawn(variant), variant] as const);

const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const contains = (outer: Rect, { x, y, width, height }: Rect) =>
  outer.x <= x && outer.y <= y && x + width <= outer.x + outer.width && y + height <= outer.y + outer.height;

it("every capability that a lane names is one", () => {
  const named = LANES.flatMap(({ capabilities }): readonly string[] => capabilities);
  expect(named.filter((name) => !CAPABILITIES.some((one) => one === name))).toEqual([]);
});

describe.each(DRAWN)("the drawing of %s", (_, { model, boxes, links, layout }) => {
  it("has a box for every capability, and for each of the four services", () => {
    const shown = new Set(boxes.map(({ capability }) => capability));
    expect(model.plan.capabilities.filter(({ capability }) => !shown.has(capability))).toEqual([]);
    const services = boxes.filter(({ lane }) => lane === "services").map(({ title }) => title);
    expect([...services].sort()).toEqual(["api", "frontend", "scheduler", "worker"]);
  });

  it("joins a service with the database that its resources depend on, and with the edge that leads to it", () => {
    const idOf = (title: string) => boxes.find((box) => box.title === title)?.id;
    expect(links).toContainEqual({ from: idOf("api"), to: idOf("Database") });
    expect(links).toContainEqual({ from: idOf("Edge"), to: idOf("frontend") });
    expect(links).not.toContainEqual({ from: idOf("frontend"), to: idOf("Database") });
  });

  it("puts boxes into their lanes, in the lanes' order, and none over another", () => {
    const laneOf = ({ lane }: Box) => layout.lanes.find(({ id }) => id === lane);
    for (const { box, ...rect } of layout.boxes) {
      const lane = laneOf(box);
      expect([box.title, lane !== undefined && contains(lane, rect)]).toEqual([box.title, true]);
      expect(layout.boxes.filter((other) => other.box !== box && overlap(rect, other))).toEqual([]);
    }
    const flow = layout.lanes.filter(({ id }) => id !== "platform");
    expect(flow.map(({ x }) => x)).toEqual(flow.map(({ x }) => x).sort((a, b) => a - b));
    expect(layout.boxes).toHaveLength(boxes.length);
  });

  it("draws every link between lanes from the side of one box to the side of the other", () => {
    expect(layout.links.length).toBeGreaterThan(5);
    for (const { from, to, points } of layout.links) {
      const [outer, inner] = [from, to].map((id) => layout.boxes.find(({ box }) => box.id === id));
      expect(points[0]?.x).toBe((outer?.x ?? 0) + (outer?.width ?? 0));
      expect(points.at(-1)?.x).toBe(inner?.x);
    }
  });
});

it("is the same whatever was drawn before", () => {
  const some = DRAWN.filter(([, , { tier }]) => tier !== "production");
  const first = some.map(([, { layout }]) => JSON.stringify(layout));
  expect(some.map(([, , variant]) => JSON.stringify(drawn(variant).layout))).toEqual(first);
  expect(new Set(first).size).toBeGreaterThan(5);
});

describe("a box's small text", () => {
  it("breaks between words and ends in an ellipsis where it doesn't fit", () => {
    expect(wrapped("one two three", 7, 2)).toEqual(["one two", "three"]);
    expect(wrapped("one two three four", 7, 2)).toEqual(["one two", "three…"]);
    expect(wrapped("incomprehensible", 7, 2)).toEqual(["incomp…"]);
    expect(wrapped("", 7, 2)).toEqual([""]);
  });
});
