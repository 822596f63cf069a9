import type { Inapplicable } from "../applicability";

/** None: what a rule asks beyond a tier's promise is an exemption, which says what must hold instead. */
export const GCP_NOT_ASKED: readonly Inapplicable[] = [];

/** Rules that may find nothing to look at; if they do find something, they count. */
export const GCP_MAY_BE_ABSENT: readonly Inapplicable[] = [
  {
    rules: ["G32"],
    reason: "the cache is Memorystore for Redis, which is G33's",
    holds: () => true,
  },
  {
    rules: ["G43"],
    reason: "the images come from a registry that exists already",
    holds: () => true,
  },
  {
    rules: ["G28", "G29"],
    reason: "the tier has no own keys",
    holds: ({ ownKeys }) => !ownKeys,
  },
  {
    rules: ["G37"],
    reason: "audit logs are turned on once per project, which is another stack's to look after",
    holds: (_, { owns }) => !owns.account,
  },
  {
    rules: ["G42"],
    reason: "the tier has no public zone of the cloud",
    holds: ({ cdn }) => !cdn,
  },
];
