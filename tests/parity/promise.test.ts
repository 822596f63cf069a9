import { describe, expect, it } from "vitest";
import { ASPECTS } from "../../src/ledger/deviation";
import { DEVIATIONS } from "../../src/ledger/deviations";
import { excusesOf, type Gap, gapsOf, isCapability, needsExcuse, type Question } from "../../src/parity/gaps";
import type { Kept } from "../../src/parity/promise";
import { PLACES, questionsIn } from "./recorded";

describe.each(PLACES)("%s", (place) => {
  it("promises the same on every cloud, or the ledger says why not", () => {
    expect(questionsIn(place).flatMap((question) => gapsOf(question, DEVIATIONS))).toEqual([]);
  });
});

describe("the ledger", () => {
  const questions = PLACES.flatMap(questionsIn);
  const excuses = DEVIATIONS.flatMap(({ id, clouds, excuses: own = [] }) =>
    own.flatMap(({ capability, aspects, in: places }) =>
      clouds.flatMap((cloud) => aspects.map((aspect) => ({ id, cloud, capability, aspect, places }))),
    ),
  );

  it.each(excuses)("$id is needed for the $aspect of $capability on $cloud", (excuse) => {
    const { cloud, capability, aspect, places } = excuse;
    expect(isCapability(capability)).toBe(true);
    const needing = questions
      .filter((question) => question.capability === capability && needsExcuse(question, aspect, cloud, DEVIATIONS))
      .map(({ place }) => place);
    expect(needing).not.toEqual([]);
    if (places) expect(needing).toEqual(places);
  });

  it("says no more than once why a cloud differs", () => {
    const doubles = questions.flatMap((question) =>
      ASPECTS.flatMap((aspect) =>
        (["aws", "gcp", "azure"] as const).filter((cloud) => excusesOf(question, aspect, cloud, DEVIATIONS).length > 1),
      ),
    );
    expect(doubles).toEqual([]);
  });
});

describe("a promise that is kept differently", () => {
  const kept = (text: string, more: Partial<Kept> = {}): Kept => ({ text, promise: text, ...more });
  const with_ = (availability: Kept | null) => ({
    service: "x",
    size: "x",
    kept: { availability, encryption: null, access: null, backup: null, alarms: null, widgets: null },
  });
  const question = (...zones: readonly (Kept | null)[]): Question => {
    const [aws = null, gcp = null, azure = null] = zones;
    return {
      place: "dev",
      capability: "cache",
      promises: { aws: with_(aws), gcp: with_(gcp), azure: with_(azure) },
    };
  };
  const excuse = {
    id: "x",
    capability: "cache",
    clouds: ["gcp" as const],
    stated: "x",
    built: "x",
    why: "x",
    excuses: [{ capability: "cache", aspects: ["availability" as const], in: ["dev" as const] }],
  };
  const found = (asked: Question, ledger = [excuse]): readonly (readonly string[])[] =>
    gapsOf(asked, ledger).map(({ kept: had }: Gap) => had);

  it("is a gap", () => {
    expect(found(question(kept("3"), kept("1"), kept("3")), [])).toEqual([["3", "1", "3"]]);
  });

  it("is none with a reason, which is given for one cloud only", () => {
    expect(found(question(kept("3"), kept("1"), kept("3")))).toEqual([]);
    expect(found(question(kept("3"), kept("1"), kept("2")))).toEqual([["3", "2"]]);
  });

  it("needs its reason in the very place", () => {
    expect(found({ ...question(kept("3"), kept("1"), kept("3")), place: "staging" })).toHaveLength(1);
  });

  it("needs no reason where the others have one for being different", () => {
    const asked = question(kept("1"), kept("3"), kept("1"));
    const needing = (["aws", "gcp", "azure"] as const).filter((one) =>
      needsExcuse(asked, "availability", one, [excuse]),
    );
    expect(needing).toEqual(["gcp"]);
  });

  it("is a gap where a cloud has nothing, and where all have too little", () => {
    expect(found(question(kept("3"), kept("3"), null), [])).toEqual([["3", "3", "nothing"]]);
    const short = kept("1", { short: true });
    expect(found(question(short, short, short), [])).toEqual([["1", "1", "1"]]);
  });
});
