import { describe, expect, it } from "vitest";
import { hintAt, keysAt } from "../../src/config/hints";
import { removeCommand, setCommand, setSecretCommand } from "../../src/config/problem";
import { GOOD, raw, refusal } from "./raw";

/** Every key that holds a value itself; secrets have no example. */
function leavesBelow(path: readonly string[]): readonly (readonly string[])[] {
  const keys = keysAt(path).filter((key) => key !== "secrets");
  return keys.length === 0 ? [path] : keys.flatMap((key) => leavesBelow([...path, key]));
}

describe("what a refusal recommends", () => {
  const leaves = leavesBelow([]).filter(([key]) => key !== "unprotect" && key !== "gcp" && key !== "azure");

  it.each(leaves.map((path) => [path.join("."), path] as const))("is accepted as crm:%s", (_, path) => {
    const { path: target, example } = hintAt(path);
    const value = typeof target.at(-1) === "number" ? [example] : example;
    const [outer = "", leaf] = path;
    const around = (GOOD as Readonly<Record<string, unknown>>)[outer];
    const changed = leaf === undefined ? value : { ...(around as object | undefined), [leaf]: value };
    const tier = outer === "phase" ? { tier: "production" } : {};
    const region =
      leaf === "drRegion" ? { aws: { ...GOOD.aws, region: "us-west-2", drRegion: value } } : { [outer]: changed };
    expect(refusal(raw({ ...tier, ...region }))).toEqual([]);
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
