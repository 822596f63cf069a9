import { describe, expect, it } from "vitest";
import { amount, counted, duration, percentOf, share, titleOf, unitUsd, usd } from "../../src/html/format";
import { kindOf } from "../../src/html/model";
import { nameIn } from "../../src/graph/urn";

describe("what the page writes", () => {
  it.each([
    [0, "0 min"],
    [0.25, "15 s"],
    [1.75, "1.8 min"],
    [27.33, "27 min"],
    [119, "119 min"],
    [120, "2 h"],
    [150, "2 h 30 min"],
    [1_440, "24 h"],
    [2_880, "2 d"],
    [2_940, "2 d 1 h"],
  ])("%d minutes as %s", (minutes, text) => {
    expect(duration(minutes)).toBe(text);
  });

  it("numbers as people of en-US write them, on every machine", () => {
    expect([usd(1234.5), usd(3.6), usd(5), usd(0)]).toEqual(["$1,235", "$3.60", "$5", "$0"]);
    expect([unitUsd(0.0000004), unitUsd(0.0816), unitUsd(23)]).toEqual(["$0.0000004", "$0.0816", "$23"]);
    expect([amount(2400), amount(99.8765, 3)]).toEqual(["2,400", "99.877"]);
    expect([counted(1, "pod"), counted(1_000, "pod")]).toEqual(["1 pod", "1,000 pods"]);
  });

  it("parts of nothing as none or all of it, never as NaN", () => {
    expect([percentOf(1, 3), percentOf(0, 0), percentOf(-1, 3), share(1, 3)]).toEqual(["33.333%", "0%", "0%", "33 %"]);
  });

  it("ids as words, and resources by what they are", () => {
    expect([titleOf("objectStore"), titleOf("cdn"), titleOf("thirdParty")]).toEqual([
      "Object store",
      "CDN",
      "Third parties",
    ]);
    expect([kindOf("aws:kms/key:Key"), kindOf("kubernetes:apps/v1:Deployment")]).toEqual([
      "kms Key",
      "apps Deployment",
    ]);
    expect(nameIn("urn:pulumi:prod::crm::a$b::crm-api")).toBe("crm-api");
  });
});
