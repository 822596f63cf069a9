import { describe, expect, it } from "vitest";
import { completeRegions, GCP_REGIONS } from "../../src/conventions/regions";
import { elasticRegionOfGoogle } from "../../src/providers/elastic/regions";

const complete = completeRegions(GCP_REGIONS);
const others = Object.keys(GCP_REGIONS).filter((region) => !complete.includes(region));

describe("Elastic Cloud", () => {
  it.each(complete)("has a private endpoint of its own in %s", (region) => {
    const { name, serviceAttachment, domain } = elasticRegionOfGoogle(region);
    expect(name).toBe(`gcp-${region}`);
    expect(serviceAttachment).toMatch(
      new RegExp(`^projects/[a-z0-9-]+/regions/${region}/serviceAttachments/[a-z-]+-${region}-v1-attachment$`),
    );
    expect(domain).toMatch(new RegExp(`^psc\\.${region}\\.gcp\\.(cloud\\.es\\.io|elastic-cloud\\.com)$`));
  });

  it.each(others)("has none in %s, and says so", (region) => {
    expect(() => elasticRegionOfGoogle(region)).toThrow(`no private endpoint in ${region}`);
  });
});
