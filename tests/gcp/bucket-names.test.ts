import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_STACK_NAME, NAME_LIMITS, STACK_NAME } from "../../src/conventions/names";
import { BUCKETS, DATA_BUCKETS } from "../../src/ports/object-store";
import { bucketName } from "../../src/providers/gcp/bucket";

const PLACE = { projectNumber: "123456789012", region: "us-central1", drRegion: "us-east1", zones: [], labels: {} };

const stackName = fc
  .stringMatching(/^[a-z]([a-z0-9]|-[a-z0-9]){0,13}$/)
  .filter((name) => name.length <= MAX_STACK_NAME && STACK_NAME.test(name));
const project = fc.stringMatching(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
const role = fc.constantFrom(...BUCKETS, ...DATA_BUCKETS.map((bucket) => `${bucket}-dr`));

describe("names of buckets on Google Cloud", () => {
  it("are legal for every stack in every project", () => {
    fc.assert(
      fc.property(stackName, project, role, (stack, id, bucket) => {
        const name = bucketName({ ...PLACE, stack, project: id }, bucket);
        expect(name).toMatch(/^[a-z0-9][a-z0-9-]+[a-z0-9]$/);
        expect(name.length).toBeLessThanOrEqual(NAME_LIMITS.bucket);
      }),
    );
  });

  it("fit just so at their longest", () => {
    const longest = { ...PLACE, stack: "s".repeat(MAX_STACK_NAME), project: "p".repeat(30) };
    expect(bucketName(longest, "transcripts-dr")).toHaveLength(NAME_LIMITS.bucket);
  });
});
