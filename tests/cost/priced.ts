import { contractOf } from "../../stacks";
import { readPriceBook } from "../../src/cost/price-book";
import { type Cost, costOf } from "../../src/cost/section";
import { capabilitiesOf } from "../../src/plan/capabilities";
import { graphOf, type Variant } from "../graphs";

const BOOK = readPriceBook();

/** What a recorded stack costs, on demand: dev and staging share a zone that production and enterprise own. */
export function costOfVariant(variant: Variant): Cost {
  const { cloud = "aws", tier, phase = null } = variant;
  const graph = graphOf(variant);
  const contract = contractOf(tier, phase);
  const groups = capabilitiesOf(graph).flatMap(({ capability, resources }) => {
    return resources.map((urn) => [urn, capability] as const);
  });
  return costOf({
    ...{ graph, cloud, region: "", copies: null, contract, commitment: "none", book: BOOK },
    groups: new Map(groups),
    thirdParties: { ...contract, ownsZone: tier === "production" || tier === "enterprise" },
  });
}
