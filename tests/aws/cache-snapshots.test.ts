import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import type { GraphResource } from "../../src/graph/graph";
import { graphOf } from "../graphs";

const DAY = 86_400_000;
const NOW = Date.now();

interface State {
  readonly Arguments: { readonly SnapshotName: string };
  readonly Output: { readonly Page: string; readonly Old: string };
}

const machine = graphOf({ tier: "production" }).resources.find(
  ({ type }) => type === "aws:sfn/stateMachine:StateMachine",
);
const { States } = JSON.parse(String((machine as GraphResource).inputs["definition"])) as {
  States: Record<string, State>;
};

const evaluate = (text: string, states: object): Promise<unknown> =>
  jsonata(text.replace(/^\{%|%\}$/g, "")).evaluate({}, { states }) as Promise<unknown>;

const snapshot = (SnapshotName: string, days: number) => ({
  SnapshotName,
  NodeSnapshots: [{ SnapshotCreateTime: new Date(NOW - days * DAY).toISOString() }],
});

/** Step Functions evaluates these texts only in the cloud, so the language itself tells here whether they mean anything. */
describe("the cache's snapshots", () => {
  it("are named after the minute", async () => {
    const name = await evaluate(States["Snapshot"]?.Arguments.SnapshotName ?? "", {});
    expect(name).toMatch(/^ss-prod-cache-auto-\d{8}-\d{4}$/);
  });

  it("are deleted after seven days, those of others are not", async () => {
    const Snapshots = [
      snapshot("ss-prod-cache-auto-20260101-0000", 8),
      snapshot("ss-prod-cache-auto-20260108-0000", 6),
      snapshot("ss-prod-cache-final", 400),
      snapshot("somebody-elses", 400),
    ];
    const old = await evaluate(States["List"]?.Output.Old ?? "", { result: { Snapshots }, input: { Page: {} } });
    expect(Array.from(old as string[])).toEqual(["ss-prod-cache-auto-20260101-0000"]);
  });

  it("are none to delete when none is old", async () => {
    const old = await evaluate(States["List"]?.Output.Old ?? "", { result: { Snapshots: [] }, input: { Page: {} } });
    expect(Array.from(old as string[])).toEqual([]);
  });

  it("are looked through page by page, to the last", async () => {
    const next = (result: object) =>
      evaluate(States["List"]?.Output.Page ?? "", { result, input: { Page: { MaxRecords: 50 } } });
    expect(await next({ Marker: "more" })).toEqual({ MaxRecords: 50, Marker: "more" });
    expect(await next({})).toEqual({});
  });
});
