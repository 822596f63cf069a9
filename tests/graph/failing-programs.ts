import { secret } from "@pulumi/pulumi";
import { record } from "../../src/graph/record";
import { FAKE_STACK, Store } from "./fakes";

/** Programs that fail where nobody awaits it: they need a process of their own, whose every word is looked at. */
const PROGRAMS: Readonly<Record<string, () => Promise<unknown>>> = {
  "in a callback": async () => {
    const broken = new Store("first", {}).address.apply((): string => {
      throw new Error("bug in a callback");
    });
    const second = new Store("second", { label: broken });
    return { second: new Store("third", { label: second.address }).address, canary: secret("x") };
  },
  "in the last thing that happens": async () => {
    const broken = new Store("first", {}).address.apply((): string => {
      throw new Error("bug at the end");
    });
    new Store("second", { label: broken });
  },
  "without end": () => new Promise(() => undefined),
  "not at all": async () => ({ address: new Store("first", {}).address }),
};

async function main(): Promise<void> {
  const results: Record<string, unknown> = {};
  for (const [name, program] of Object.entries(PROGRAMS)) {
    results[name] = await record(program, FAKE_STACK).then(
      ({ outputs }) => outputs,
      (error: unknown) => (error as Error).message,
    );
  }
  process.stdout.write(JSON.stringify(results));
}

void main();
