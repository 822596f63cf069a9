import { expect, it } from "vitest";
import { foreseen } from "../../src/rehearsal/foreseen";

const BEFORE = { version: "1.35", vpc: { subnets: ["a"], open: true }, tags: { a: "1" } };
const STATE = { ...BEFORE, vpc: { ...BEFORE.vpc, group: "sg-1" }, arn: "arn:1" };

it("keeps what the cloud added to inputs that stay", () => {
  expect(foreseen(STATE, BEFORE, { ...BEFORE, version: "1.36" })).toEqual({ ...STATE, version: "1.36" });
});

it("keeps it within an input of which another part changes", () => {
  const after = { ...BEFORE, vpc: { subnets: ["a", "b"], open: true } };
  expect(foreseen(STATE, BEFORE, after)).toEqual({ ...STATE, vpc: { ...after.vpc, group: "sg-1" } });
});

it("forgets an input that is no longer asked for, and learns a new one", () => {
  const { tags, ...others } = BEFORE;
  expect(tags).toEqual({ a: "1" });
  const { arn, vpc, version } = STATE;
  expect(foreseen(STATE, BEFORE, { ...others, log: true })).toEqual({ arn, vpc, version, log: true });
});

it("foresees a list item by item: what the cloud has added to one stays in it", () => {
  const state = { shards: [{ size: "M30", zoneId: "z1" }] };
  expect(foreseen(state, { shards: [{ size: "M30" }] }, { shards: [{ size: "M40" }, { size: "M40" }] })).toEqual({
    shards: [{ size: "M40", zoneId: "z1" }, { size: "M40" }],
  });
});
