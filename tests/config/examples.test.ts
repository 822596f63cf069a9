import { describe, expect, it } from "vitest";
import { hintAt, keysAt } from "../../src/config/hints";
import { removeCommand, setCommand, setSecretCommand } from "../../src/config/problem";
import { GOOD, raw, refusal } from "./raw";

/** Every key that holds a value itself; secrets have no example. */
function leavesBelow(path: readonly string[]): readonly (readonly string[])[] {
  const keys = keysAt(path).filter((key) => key !== "secrets");
  return keys.length === 0 ? [path] : keys.flatMap((key) => leavesBelow([...path, key]));
}

function withValue(around: object, [key = "", ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  const inside = (around as Readonly<Record<string, unknown>>)[key] ?? {};
  return { ...around, [key]: rest.length === 0 ? value : withValue(inside, rest, value) };
}

describe("what a refusal recommends", () => {
  const leaves = leavesBelow([]).filter(([key]) => key !== "unprotect" && key !== "gcp" && key !== "azure");

  it.each(leaves.map((path) => [path.join("."), path] as const))("is accepted as crm:%s", (_, path) => {
    const { path: target, example } = hintAt(path);
    const value = typeof target.at(-1) === "number" ? [example] : example === "true" || example;
    const [outer] = path;
    const tier = outer === "phase" || outer === "economy" ? { tier: "production" } : {};
    const region = path.at(-1) === "drRegion" ? { aws: { ...GOOD.aws, region: "us-west-2" } } : {};
    const lines = refusal(withValue({ ...raw(), ...tier, ...region }, path, value));
    // Whether a number of pods fits depends on the service and its tier; a number it is in any case.
    expect(outer === "pods" ? lines.filter((line) => line.includes("is not accepted")) : lines).toEqual([]);
  });

  it("survives a shell", () => {
    expect(setCommand("crm:tier", "dev")).toBe("pulumi config set crm:tier dev");
    expect(setCommand("crm:aws.region", "us-east-1")).toBe("pulumi config set --path crm:aws.region us-east-1");
    expect(setCommand("crm:owns[0]", "zone")).toBe("pulumi config set --path 'crm:owns[0]' zone");
    expect(setCommand("crm:allowMove", "a->b")).toBe("pulumi config set crm:allowMove 'a->b'");
    expect(setCommand("crm:hostSuffix", "-blue")).toBe("pulumi config set crm:hostSuffix -- -blue");
    expect(removeCommand("crm:owns[0]")).toBe("pulumi config rm --path 'crm:owns[0]'");
  });

  it("keeps a secret out of the shell's history", () => {
    expect(setSecretCommand("crm:secrets.newsApiKey")).toBe("pulumi config set --secret --path crm:secrets.newsApiKey");
  });
});
