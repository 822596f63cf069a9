import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { placeLines, placeOf } from "../../src/plan/place";

function placeIn(content: string) {
  const root = mkdtempSync(join(tmpdir(), "place-"));
  writeFileSync(join(root, "Pulumi.dev.yaml"), content);
  return placeOf("dev", root);
}

it("is the cloud that the stack file names, with the settings of that cloud alone", () => {
  const files = [
    "config:",
    "  crm:cloud: gcp",
    "  crm:aws: { region: us-east-1 }",
    "  crm:gcp: { project: p, region: r }",
  ];
  expect(placeIn(files.join("\n"))).toEqual({ cloud: "gcp", project: "p", region: "r" });
});

it("is one line for each value, so that none can pretend to be another", () => {
  const sly = 'config:\n  crm:cloud: aws\n  crm:aws: { accountId: "1\\nregion=x", region: r, cloud: gcp }';
  expect(placeLines(placeIn(sly))).toBe("region=r\ncloud=aws\n");
});

it.each([
  ["config: {}", /^crm:cloud: is not set; allowed: aws, gcp, azure; fix: pulumi config set crm:cloud aws -s dev$/],
  ["config:\n  crm:cloud: ibm", /^crm:cloud: "ibm" is not accepted; allowed: aws, gcp, azure; fix: /],
])("is refused where the file names no cloud: %j", (content, message) => {
  expect(() => placeIn(content)).toThrow(message);
});
