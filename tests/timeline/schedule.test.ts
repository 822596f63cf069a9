import { describe, expect, it } from "vitest";
import { type Duration, minutesOf } from "../../src/timeline/duration";
import { timelineLines } from "../../src/timeline/lines";
import { timelineOf } from "../../src/timeline/schedule";
import { type Draft, graphFrom, TYPES, urnOf } from "./drafts";

const named = (name: string, type: string, more: Partial<Draft> = {}): Draft => ({ name, type, ...more });
const pathOf = (...drafts: readonly Draft[]) =>
  timelineOf(graphFrom(...drafts)).criticalPath.map(({ urn, start }) => [urn.slice(urn.lastIndexOf(":") + 1), start]);

describe("a timeline", () => {
  const diamond = [
    named("key", TYPES.key),
    named("cache", TYPES.cache, { uses: ["key"] }),
    named("cdn", TYPES.cdn, { uses: ["key"] }),
    named("last", TYPES.key, { uses: ["cache", "cdn"] }),
  ];

  it("is as long as the longer side of a diamond, and says how late the other may be", () => {
    const { minutes, criticalPath, steps } = timelineOf(graphFrom(...diamond));
    expect(minutes).toBe(8.4);
    expect(criticalPath).toEqual([
      { urn: urnOf("key"), start: 0, minutes: 0.2 },
      { urn: urnOf("cache"), start: 0.2, minutes: 8 },
      { urn: urnOf("last"), start: 8.2, minutes: 0.2 },
    ]);
    expect(steps.map(({ slack }) => slack)).toEqual([0, 0, 3, 0]);
  });

  it("does not depend on the order in which resources are registered", () => {
    expect(timelineOf(graphFrom(...[...diamond].reverse())).criticalPath).toEqual(
      timelineOf(graphFrom(...diamond)).criticalPath,
    );
  });

  it("waits for the provider, and for what a component is asked to wait for", () => {
    expect(pathOf(named("key", TYPES.cache), named("made", TYPES.key, { provider: "key" }))).toEqual([
      ["key", 0],
      ["made", 8],
    ]);
    const component = named("group", "crm:test:Group", { custom: false, dependsOn: ["key"] });
    expect(pathOf(named("key", TYPES.cdn), component, named("child", TYPES.key, { parent: "group" }))).toEqual([
      ["key", 0],
      ["child", 5],
    ]);
  });

  it("does not wait for the children of a parent", () => {
    const component = named("group", "crm:test:Group", { custom: false });
    const children = [named("slow", TYPES.search, { parent: "group" }), named("quick", TYPES.key, { parent: "group" })];
    const { steps } = timelineOf(graphFrom(component, ...children));
    expect(steps.map(({ start }) => start)).toEqual([0, 0]);
  });

  it("counts a type that nobody timed as one request, and names it", () => {
    const { minutes, unknownTypes } = timelineOf(graphFrom(named("new", "aws:new/thing:Thing")));
    expect([minutes, unknownTypes]).toEqual([0.05, ["aws:new/thing:Thing"]]);
  });

  it("of nothing is nothing", () => {
    const { minutes, criticalPath, forced, advice } = timelineOf(graphFrom());
    expect([minutes, criticalPath, forced, advice]).toEqual([0, [], null, []]);
  });

  it("names a circle, and what is not there", () => {
    const circle = [
      named("before", TYPES.key, { uses: ["one"] }),
      named("one", TYPES.key, { uses: ["two"] }),
      named("two", TYPES.key, { uses: ["one"] }),
    ];
    expect(() => timelineOf(graphFrom(...circle))).toThrow(
      `resources wait for each other: ${urnOf("one")} -> ${urnOf("two")} -> ${urnOf("one")}`,
    );
    expect(() => timelineOf(graphFrom(named("one", TYPES.key, { uses: ["gone"] })))).toThrow(/waits for .*gone/);
  });
});

describe("advice", () => {
  const cache = named("cache", TYPES.cache);

  it("finds a wait that nothing needs, and its minutes", () => {
    const graph = graphFrom(cache, named("cdn", TYPES.cdn, { dependsOn: ["cache"] }), named("key", TYPES.key));
    expect(timelineOf(graph).advice).toEqual([
      { urn: urnOf("cdn"), waitsFor: [urnOf("cache")], minutes: 5, minutesEverywhere: 5, reason: null },
    ]);
  });

  it("is silent about what carries an input over", () => {
    const graph = graphFrom(cache, named("cdn", TYPES.cdn, { uses: ["cache"], dependsOn: ["cache"] }));
    expect(timelineOf(graph).advice).toEqual([]);
  });

  it("takes all of a component together, as the program asks for it", () => {
    const parent = named("group", "crm:test:Group", { custom: false });
    const twins = ["one", "two"].map((name) => named(name, TYPES.cache, { parent: "group" }));
    const graph = graphFrom(parent, ...twins, named("cdn", TYPES.cdn, { dependsOn: ["one", "two"] }));
    const [advice] = timelineOf(graph).advice;
    expect(advice).toMatchObject({ waitsFor: [urnOf("one"), urnOf("two")], minutes: 5 });
  });

  it("says what is won only when nobody waits", () => {
    const waiters = ["one", "two"].map((name) => named(name, TYPES.cdn, { dependsOn: ["cache"] }));
    const [advice] = timelineOf(graphFrom(cache, ...waiters)).advice;
    expect(advice).toMatchObject({ minutes: 0, minutesEverywhere: 5 });
  });

  it("knows waits that are right", () => {
    const job = named("job", "kubernetes:batch/v1:Job");
    const pods = named("pods", "kubernetes:apps/v1:Deployment", { dependsOn: ["job"] });
    const [advice] = timelineOf(graphFrom(job, pods)).advice;
    expect(advice).toMatchObject({ minutes: 0.75, reason: expect.stringContaining("migrated") as string });
  });
});

describe("the terminal", () => {
  const chain = Array.from({ length: 30 }, (_, index) =>
    named(`step-${index}`, index === 20 ? TYPES.search : TYPES.key, {
      uses: index === 0 ? [] : [`step-${index - 1}`],
    }),
  );

  it("shows a long path on a few lines, and the slowest step alone", () => {
    const [head, ...lines] = timelineLines(timelineOf(graphFrom(...chain)));
    expect(head).toContain("32.8 minutes");
    expect(lines).toEqual([
      "   0.0 + 4.0  step-0, step-1, step-2 and 17 more",
      "   4.0 +27.0  step-20",
      "  31.0 + 1.8  step-21, step-22, step-23 and 6 more",
    ]);
  });

  it("says what could be won", () => {
    const cdn = named("cdn", TYPES.cdn, { dependsOn: ["cache"] });
    expect(timelineLines(timelineOf(graphFrom(named("cache", TYPES.cache), cdn))).at(-1)).toBe(
      "  cdn waits for cache without using it: 5.0 minutes",
    );
  });
});

describe("a duration", () => {
  it("is read as apply logs write it", () => {
    const texts: readonly Duration[] = ["8m50s", "27m", "12s", "0s"];
    expect(texts.map(minutesOf)).toEqual([8.83, 27, 0.2, 0]);
  });

  it("is nothing else", () => {
    expect(() => minutesOf("" as Duration)).toThrow(RangeError);
    expect(() => minutesOf("1.5m")).toThrow(RangeError);
  });
});
