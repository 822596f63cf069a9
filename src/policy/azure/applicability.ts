import type { Inapplicable } from "../applicability";

/** None: what a rule asks beyond a tier's promise is an exemption, which says what must hold instead. */
export const AZURE_NOT_ASKED: readonly Inapplicable[] = [];

/** Rules that may find nothing to look at; if they do find something, they count. */
export const AZURE_MAY_BE_ABSENT: readonly Inapplicable[] = [
  {
    rules: ["Z35", "Z36"],
    reason: "the database is DocumentDB, which is Z37's, and not Cosmos DB",
    holds: () => true,
  },
  {
    rules: ["Z45"],
    reason: "the load balancer is Application Gateway for Containers, which speaks TLS 1.2 and newer only",
    holds: () => true,
  },
  {
    rules: ["Z48"],
    reason: "the images come from a registry that exists already",
    holds: () => true,
  },
  {
    rules: ["Z24"],
    reason: "the tier has no own keys",
    holds: ({ ownKeys }) => !ownKeys,
  },
  {
    rules: ["Z40"],
    reason: "the phase runs without search",
    holds: ({ search }) => search === null,
  },
  {
    rules: ["Z47"],
    reason: "the tier has no CDN of the cloud",
    holds: ({ cdn }) => !cdn,
  },
  {
    rules: ["Z51", "Z52", "Z53"],
    reason: "the subscription is another stack's to look after",
    holds: (_, { owns }) => !owns.account,
  },
];
