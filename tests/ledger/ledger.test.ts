import { describe, expect, it } from "vitest";
import { DEVIATIONS } from "../../src/ledger/deviations";

describe("the deviation ledger", () => {
  it("has ids that can be referred to", () => {
    const ids = DEVIATIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it("says what, how and why in every entry", () => {
    for (const { stated, built, why, clouds } of DEVIATIONS) {
      expect([stated, built, why].every((text) => text.length > 10)).toBe(true);
      expect(clouds.length).toBeGreaterThan(0);
    }
  });
});
