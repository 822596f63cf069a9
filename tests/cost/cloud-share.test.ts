import { describe, expect, it } from "vitest";
import { cloudBudget } from "../../stacks";
import { ALL_VARIANTS, nameOfVariant } from "../graphs";
import { costOfVariant } from "./priced";

describe("the cloud's own budget", () => {
  it.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))(
    "is the part of the whole that the cloud bills: %s",
    (_, variant) => {
      const { cloud = "aws", tier, phase = null } = variant;
      const { lines, compared, budget } = costOfVariant(variant);
      const own = lines.filter(({ vendor }) => vendor === cloud).reduce((sum, { monthly }) => sum + monthly, 0);
      const percent = Math.round((own / compared) * 100);
      expect(
        cloudBudget(100, cloud, tier, phase),
        `stacks/cloud-share.ts says another percentage than ${percent}`,
      ).toBe(percent);
      expect(cloudBudget(budget, cloud, tier, phase)).toBe(Math.round((budget * percent) / 100));
    },
  );

  it("is refused for a cloud that nobody has priced", () => {
    expect(() => cloudBudget(100, "moon", "dev", null)).toThrow("nobody has said which part of a budget moon bills");
  });
});
