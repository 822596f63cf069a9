import { afterAll, beforeAll, expect, it } from "vitest";
import { type Change, describeWithEngine, EngineStack, reachedProviders, type Run } from "./cli";
import { COMPLETE } from "./complete";

const DEPLOYED = {
  cloud: "aws",
  account: "123456789012",
  region: "us-east-1",
  drRegion: "us-west-2",
  tier: "production",
  phase: null,
  protected: true,
};
const REGION: Change = [["crm:aws", "region"], "eu-west-1"];
const TIER: Change = [["crm:tier"], "staging"];
const REFUSAL = "This stack protects its data";

function expectRefusal(run: Run, moves: string) {
  expect(run.exitCode).not.toBe(0);
  expect(run.errors).toHaveLength(1);
  expect(run.errors[0]).toContain(REFUSAL);
  expect(run.errors[0]).toContain("docs/runbooks/cloud-switch.md");
  expect(run.errors[0]).toContain("docs/runbooks/tier-change.md");
  expect(run.errors[0]).toMatch(new RegExp(`pulumi config set crm:allowMove '${moves}'$`));
  expect(run.text).not.toMatch(/^\s+at .+:\d+/m);
  expect([...run.types].sort()).toEqual(["pulumi:pulumi:Stack", "pulumi:pulumi:StackReference"]);
}

describeWithEngine("a stack whose deployed data is protected", () => {
  let stack: EngineStack;
  beforeAll(() => {
    stack = new EngineStack("prod");
    return stack.create({ placement: DEPLOYED });
  });
  afterAll(() => stack.remove());

  it("is not moved to another region by a preview", async () => {
    stack.configure([...COMPLETE, REGION]);
    expectRefusal(await stack.preview(), "aws/us-east-1->aws/eu-west-1");
  });

  it("is not made smaller by an update, and remembers where it is", async () => {
    stack.configure([...COMPLETE, TIER]);
    expectRefusal(await stack.up(), "production->staging");
    expect(await stack.outputs()).toEqual({ placement: DEPLOYED });
    stack.configure([...COMPLETE, REGION, TIER]);
    expectRefusal(await stack.up(), "aws/us-east-1->aws/eu-west-1,production->staging");
  });

  it("is moved when exactly that move is allowed", async () => {
    stack.configure([...COMPLETE, TIER, [["crm:allowMove"], "production->dev"]]);
    expectRefusal(await stack.preview(), "production->staging");
    stack.configure([...COMPLETE, TIER, [["crm:allowMove"], "production->staging"]]);
    const run = await stack.preview();
    expect(run.text).not.toContain(REFUSAL);
    expect(reachedProviders(run), run.text).toBe(true);
  });

  it("may grow", async () => {
    stack.configure([...COMPLETE, [["crm:tier"], "enterprise"]]);
    const run = await stack.preview();
    expect(run.text).not.toContain(REFUSAL);
    expect(reachedProviders(run), run.text).toBe(true);
  });
});
