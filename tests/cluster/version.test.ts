import { expect, it } from "vitest";
import { VERSIONS } from "../../src/conventions/versions";
import { KUBERNETES } from "./binaries";

it("the clusters of this suite are of the version that the program pins", () => {
  expect(KUBERNETES).toMatch(new RegExp(`^${VERSIONS.kubernetes.version.replace(".", "\\.")}\\.\\d+$`));
});
