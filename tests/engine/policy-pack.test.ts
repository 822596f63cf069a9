import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { configOf } from "../graphs";

const ROOT = resolve(__dirname, "../..");

interface Started {
  /** Where the engine would find it; empty where it did not start. */
  readonly port: string;
  readonly errors: string;
}

/** Starts the policy pack as the engine does, with a stack's settings in its environment, and ends it once it has said something. */
function start(settings: Readonly<Record<string, string>>): Promise<Started> {
  const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const environment = {
    PULUMI_CONFIG: JSON.stringify(settings),
    PULUMI_NODEJS_PROJECT: "sequelstring-crm",
    PULUMI_NODEJS_STACK: "prod",
    PULUMI_NODEJS_DRY_RUN: "true",
    NO_COLOR: "1",
  };
  const options = { cwd: resolve(ROOT, "policy-pack"), env: { ...process.env, ...environment } };
  const pack = spawn(process.execPath, [runner, "127.0.0.1:1", "."], options);
  return new Promise((settle) => {
    let [port, errors] = ["", ""];
    pack.stderr.on("data", (data) => (errors += String(data)));
    pack.stdout.on("data", (data) => {
      port += String(data);
      pack.kill();
    });
    pack.on("close", () => settle({ port: port.trim(), errors }));
  });
}

it("serves the rules of a stack, from its TypeScript", async () => {
  const { config } = configOf({ tier: "production" });
  expect(await start(config)).toEqual({ port: expect.stringMatching(/^\d+$/) as string, errors: "" });
});

it("says what is wrong with a stack's settings, and does not serve", async () => {
  const { port, errors } = await start({ "crm:tier": "huge" });
  expect(port).toBe("");
  expect(errors).toContain('crm:tier: "huge" is not accepted');
});
