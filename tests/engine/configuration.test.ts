import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWithEngine, EngineStack, reachedProviders } from "./cli";
import { COMPLETE } from "./complete";

describeWithEngine("the configuration of a stack", () => {
  let stack: EngineStack;
  beforeAll(() => {
    stack = new EngineStack("dev");
    return stack.create();
  });
  afterAll(() => stack.remove());

  it("is refused with all its mistakes in one report, before anything is registered", async () => {
    stack.configure([
      [["crm:tier"], "huge"],
      [["crm:alertEmail"], "nobody"],
      [["crm:aws", "region"], "us-west-1"],
      [["crm:teir"], "dev"],
      [["crm:adminCidrs"], ["0.0.0.0/0"]],
    ]);
    const { exitCode, errors, types, text } = await stack.preview();
    expect(exitCode).not.toBe(0);
    expect(errors).toHaveLength(1);
    const lines = errors[0]?.split("\n") ?? [];
    const paths = lines.map((line) => line.slice(0, line.indexOf(": ")));
    expect(paths).toEqual(["crm:tier", "crm:alertEmail", "crm:teir", "crm:aws.region", "crm:adminCidrs[0]"]);
    expect([...types]).toEqual(["pulumi:pulumi:Stack"]);
    expect(text).not.toMatch(/^\s+at .+:\d+/m);
  });

  it("may hold placeholders in a preview", async () => {
    stack.configure([]);
    const run = await stack.preview();
    expect(run.text).not.toContain("is a placeholder");
    expect(reachedProviders(run), run.text).toBe(true);
  });

  it("may hold none in an update", async () => {
    stack.configure([]);
    const { exitCode, errors, types } = await stack.up();
    expect(exitCode).not.toBe(0);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('crm:aws.accountId: "000000000000" is a placeholder');
    expect(errors[0]).toContain("crm:secrets.cloudflareApiToken: is not set");
    expect(errors[0]).toContain("crm:adminCidrs: is not set");
    expect([...types]).toEqual(["pulumi:pulumi:Stack"]);
  });

  it("reaches the providers once everything is the operator's own", async () => {
    stack.configure(COMPLETE);
    const run = await stack.up();
    expect(run.text).not.toContain("default provider");
    expect(reachedProviders(run), run.text).toBe(true);
  });
});
