import { describe, expect, it } from "vitest";
import { contractOf } from "../../stacks";
import { readPriceBook } from "../../src/cost/price-book";
import { type Cost, costOf, isOverBudget } from "../../src/cost/section";
import { CLOUDS, type CloudName } from "../../src/conventions/clouds";
import { graphOf } from "../graphs";

const BOOK = readPriceBook();
const CONTRACT = contractOf("production", null);

const costOn = (cloud: CloudName, changes: Partial<Parameters<typeof costOf>[0]> = {}): Cost =>
  costOf({
    ...{
      graph: graphOf({ cloud, tier: "production" }),
      cloud,
      region: "us-east-1",
      copies: null,
      contract: CONTRACT,
      commitment: "none",
    },
    ...{ groups: new Map(), book: BOOK, thirdParties: { ...CONTRACT, ownsZone: true } },
    ...changes,
  });

describe.each(CLOUDS)("crm:economy.commitment on %s", (cloud) => {
  it("makes machines cheaper the longer it is, and nothing else dearer", () => {
    const totals = (["none", "1year", "3years"] as const).map((commitment) => costOn(cloud, { commitment }).compared);
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
    expect(new Set(totals).size).toBe(3);
    expect(costOn(cloud, { commitment: "1year" }).notes[0]).toContain("bought for a year");
  });
});

describe("a budget", () => {
  it("is held against the platform alone, or against everything", () => {
    const platform = costOn("aws");
    const total = costOn("aws", { contract: { ...CONTRACT, budget: { usd: 1_980, scope: "total" } } });
    expect(platform.compared).toBe(platform.platform);
    expect(total.compared).toBeCloseTo(platform.platform + platform.thirdParty, 2);
    expect(isOverBudget({ compared: 10.01, budget: 10 })).toBe(true);
    expect(isOverBudget({ compared: 10, budget: 10 })).toBe(false);
  });

  it("is eaten by what is named, the most first, as shares of the whole", () => {
    const { drivers, compared } = costOn("aws");
    expect(drivers[0]).toMatchObject({ what: "mongodb-atlas/cluster/aws.M30", monthly: 394.2 });
    expect(drivers.map(({ monthly }) => monthly)).toEqual(drivers.map(({ monthly }) => monthly).sort((a, b) => b - a));
    for (const { monthly, share } of drivers) expect(share).toBe(Math.round((monthly / compared) * 100));
  });

  it("has third parties in it by the load, and the zone's plan where the stack owns the zone", () => {
    const third = ({ lines }: Cost) => lines.filter(({ group }) => group === "thirdParty");
    const owner = third(costOn("aws"));
    expect(owner.map(({ vendor }) => vendor)).toEqual(
      expect.arrayContaining([
        "cloudflare",
        "github",
        "sendgrid",
        "openai",
        "twilio",
        "newsapi",
        "datadog",
        "pagerduty",
      ]),
    );
    const tenant = third(costOn("aws", { thirdParties: { ...CONTRACT, ownsZone: false } }));
    expect(tenant.map(({ vendor }) => vendor)).not.toContain("cloudflare");
    // 5 nodes at 15 and 31.
    const datadog = owner.filter(({ vendor }) => vendor === "datadog").reduce((sum, { monthly }) => sum + monthly, 0);
    expect(datadog).toBe(5 * 46);
  });

  it("names the region whose prices these are, and any other region", () => {
    expect(costOn("aws").notes.join(" ")).not.toContain("may differ");
    expect(costOn("aws", { region: "eu-west-1" }).notes).toContain(
      "The stack is in eu-west-1: prices there may differ.",
    );
  });
});

describe("what is said of the prices", () => {
  it("names every region that is not the book's", () => {
    const notes = costOn("aws", { region: "us-west-2", copies: "us-east-2" }).notes.join(" ");
    expect(notes).toContain("The stack is in us-west-2: prices there may differ.");
    expect(notes).toContain("Its copies are in us-east-2: prices there may differ.");
    expect(costOn("aws").notes.join(" ")).not.toContain("may differ");
  });

  it("keeps apart what is weakly founded in the budget's part and in third parties'", () => {
    const { lines, notes } = costOn("azure");
    const low = lines.filter(({ confidence }) => confidence === "low");
    const sum = (third: boolean) =>
      low.filter(({ group }) => (group === "thirdParty") === third).reduce((total, { monthly }) => total + monthly, 0);
    const [platform, others] = [sum(false), sum(true)].map((usd) => `$${Math.round(usd).toLocaleString("en-US")}`);
    expect(notes.at(-1)).toBe(`Without a source (confidence low): ${platform} of it, ${others} of third parties'.`);
  });

  it("counts no driver that is given away", () => {
    const { drivers, lines } = costOn("aws");
    const assets = "aws/cloudfront/egress.first-10tb";
    expect(lines.filter(({ price }) => price === assets).length).toBe(2);
    expect(drivers.map(({ what }) => what)).not.toContain(assets);
    expect(new Set(drivers.map(({ what }) => what)).size).toBe(drivers.length);
  });
});
