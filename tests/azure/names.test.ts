import { output } from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_STACK_NAME, STACK_NAME } from "../../src/conventions/names";
import { type AzureContext, type GlobalRole, globalNameOf } from "../../src/providers/azure/context";

const stackName = fc
  .stringMatching(/^[a-z]([a-z0-9]|-[a-z0-9]){0,13}$/)
  .filter((name) => name.length <= MAX_STACK_NAME && STACK_NAME.test(name));
const suffix = fc.stringMatching(/^[a-z0-9]{5}$/);

/** What each kind of service takes (Azure, naming rules and restrictions). */
const FORMS: Readonly<Record<string, { readonly roles: readonly GlobalRole[]; readonly form: RegExp }>> = {
  "a storage account": { roles: ["data", "cdn", "logs", "back", "copy", "snap"], form: /^[a-z0-9]{3,24}$/ },
  "a vault": { roles: ["kv", "kvdr"], form: /^[a-z][a-z0-9]{2,23}$/ },
  "a registry": { roles: ["reg"], form: /^[a-z0-9]{5,50}$/ },
  // Its replica adds two letters.
  "a database": { roles: ["db"], form: /^[a-z0-9]{3,38}$/ },
  "a cache or a search service": { roles: ["mem", "find"], form: /^[a-z0-9]{2,60}$/ },
};

const nameOf = (stack: string, role: GlobalRole, letters: string): Promise<string> =>
  new Promise((resolve) => {
    globalNameOf({ stack } as AzureContext, role, output(letters)).apply(resolve);
  });

describe("names that all of Azure's customers share", () => {
  it.each(Object.entries(FORMS))("of %s are legal for every stack", async (_, { roles, form }) => {
    await fc.assert(
      fc.asyncProperty(stackName, suffix, fc.constantFrom(...roles), async (stack, letters, role) => {
        expect(await nameOf(stack, role, letters)).toMatch(form);
      }),
    );
  });

  it("are others when a stack is built again", async () => {
    expect(await nameOf("dev", "kv", "aaaaa")).not.toBe(await nameOf("dev", "kv", "bbbbb"));
  });
});
