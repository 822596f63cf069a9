import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, it } from "vitest";

/** Only the rules about imports, without the type information that the others need. */
const eslint = new ESLint({
  ruleFilter: ({ ruleId }) => ruleId.startsWith("boundaries/"),
  overrideConfig: [tseslint.configs.disableTypeChecked],
});

async function problemsOf(filePath: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

describe("import direction", () => {
  it.each([
    ["a cloud sees no other layer of the program", "src/providers/aws/x.ts", "../../platform/platform"],
    ["a cloud does not see the configuration", "src/providers/aws/x.ts", "../../config/config"],
    ["the platform does not see the clouds", "src/platform/x.ts", "../providers/select"],
    ["the platform does not see the configuration", "src/platform/x.ts", "../config/config"],
    ["the CRM does not see the clouds", "src/crm/x.ts", "../providers/select"],
    ["Cloudflare does not see the platform", "src/cloudflare/x.ts", "../platform/platform"],
    ["ports see no component", "src/ports/x.ts", "../cloudflare/zone"],
    ["policies do not see the clouds", "src/policy/x.ts", "../providers/select"],
    ["policies do not see components", "src/policy/x.ts", "../platform/platform"],
    ["the plan sees the program in one place only", "src/plan/x.ts", "../index"],
    ["the graph sees nothing", "src/graph/x.ts", "../ports/common"],
    ["conventions see nothing", "src/conventions/x.ts", "../ports/common"],
    ["a tier sees nothing of the program", "stacks/x.ts", "../src/ports/common"],
    ["the platform uses no vendor's SDK", "src/platform/x.ts", "@pulumi/aws/ec2/vpc"],
    ["a cloud uses no other cloud's SDK", "src/providers/gcp/x.ts", "@pulumi/aws/ec2/vpc"],
    ["a dynamic import's ending hides nothing", "src/platform/x.ts", "../providers/select.js"],
    ["a file that can't be found escapes nothing", "src/platform/x.ts", "../nowhere"],
  ])("%s", async (_, filePath, source) => {
    const forms = [
      `import { x } from "${source}";`,
      `import type { X } from "${source}";`,
      `export * from "${source}";`,
      `void import("${source}");`,
    ];
    for (const form of forms) expect(await problemsOf(filePath, form), form).toEqual(["boundaries/dependencies"]);
  });

  it.each([
    ["src/index.ts", "./providers/select"],
    ["src/providers/select.ts", "../config/config"],
    ["src/providers/aws/x.ts", "../../ports/common"],
    ["src/providers/aws/x.ts", "@pulumi/aws/ec2/vpc"],
    ["src/platform/x.ts", "../ports/common"],
    ["src/policy/x.ts", "../graph/graph"],
    ["src/plan/stack.ts", "../index"],
    ["src/config/x.ts", "../placement"],
  ])("%s may import %s", async (filePath, source) => {
    expect(await problemsOf(filePath, `import { x } from "${source}";`)).toEqual([]);
  });

  it("leaves no file without a layer", async () => {
    expect(await problemsOf("src/helpers/x.ts", "")).toEqual(["boundaries/no-unknown-files"]);
  });
});
