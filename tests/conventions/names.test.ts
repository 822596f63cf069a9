import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_STACK_NAME, NAME_LIMITS, physicalName, STACK_NAME } from "../../src/conventions/names";
import { AWS_REGIONS, completeRegions } from "../../src/conventions/regions";
import { BUCKETS } from "../../src/ports/object-store";

const stackName = fc
  .stringMatching(/^[a-z]([a-z0-9]|-[a-z0-9]){0,13}$/)
  .filter((name) => name.length <= MAX_STACK_NAME && STACK_NAME.test(name));

/** What each vendor takes, from its API reference; the length beside it is that of `NAME_LIMITS`. */
const VENDOR_FORMS = {
  cluster: { role: "eks", form: /^[0-9A-Za-z][A-Za-z0-9_-]*$/ },
  loadBalancer: { role: "alb", form: /^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/ },
  cacheGroup: { role: "cache", form: /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/ },
  searchDomain: { role: "search", form: /^[a-z][a-z0-9-]{2,}$/ },
  role: { role: "cache-snapshots", form: /^[\w+=,.@-]+$/ },
} as const satisfies Partial<Record<keyof typeof NAME_LIMITS, { role: string; form: RegExp }>>;

describe("physical names", () => {
  it.each(Object.entries(VENDOR_FORMS))("of a %s are legal for every stack", (kind, { role, form }) => {
    fc.assert(
      fc.property(stackName, (stack) => {
        const name = physicalName(stack, role);
        expect(name).toMatch(form);
        expect(name.length).toBeLessThanOrEqual(NAME_LIMITS[kind as keyof typeof NAME_LIMITS]);
      }),
    );
  });

  it("of buckets, with account and region in them, are legal for every stack", () => {
    const region = fc.constantFrom(...completeRegions(AWS_REGIONS));
    fc.assert(
      fc.property(stackName, fc.constantFrom(...BUCKETS), region, (stack, bucket, where) => {
        const name = `${physicalName(stack, bucket)}-123456789012-${where}`;
        expect(name).toMatch(/^(?!xn--)[a-z0-9](?!.*\.\.)[a-z0-9.-]+[a-z0-9]$/);
        expect(name.length).toBeLessThanOrEqual(NAME_LIMITS.bucket);
      }),
    );
  });

  it("of two stacks differ", () => {
    fc.assert(
      fc.property(stackName, stackName, (one, other) => {
        fc.pre(one !== other);
        expect(physicalName(one, "cache")).not.toBe(physicalName(other, "cache"));
      }),
    );
  });
});

describe("stack names", () => {
  it.each(["dev", "prod", "prod-dr", "team2-blue"])("may be %s", (name) => expect(name).toMatch(STACK_NAME));
  it.each(["", "2dev", "Dev", "dev-", "-dev", "dev--2", "dev_2", "dev.2"])('may not be "%s"', (name) =>
    expect(name).not.toMatch(STACK_NAME),
  );
});
