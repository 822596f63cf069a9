import { PHASES, type PhaseName, TIERS, type TierName } from "../../../stacks";
import { type Act, isProtected, type Scenario, type Subject } from "./act";
import { again, ANY_CHANGE, destroy, end, first } from "./acts";

interface Size {
  readonly tier: TierName;
  readonly phase: PhaseName | null;
}

/** Every size that a stack can have, the smallest first. */
const SIZES: readonly Size[] = TIERS.flatMap((tier): readonly Size[] => {
  if (tier !== "production") return [{ tier, phase: null }];
  const [smallest, ...larger] = PHASES;
  return [smallest, null, ...larger].map((phase) => ({ tier, phase }));
});

export const tierChange: Scenario = {
  name: "tier-change",
  about: "a stack grows in place; that it shrinks is refused where its data is protected",
  runbook: "tier-change",
  acts: (subject) => {
    const at = SIZES.findIndex(({ tier, phase }) => tier === subject.tier && phase === subject.phase);
    const [smaller, larger] = [SIZES[at - 1], SIZES[at + 1]];
    const grown = larger === undefined ? [] : growth(subject, larger);
    const refused = smaller === undefined || !isProtected(subject) ? [] : refusal(smaller, subject);
    return [first, ...refused, ...grown, again, ...end];
  },
};

/** To the next size. Back again is never in place where keys, clusters or shards would go: that is a stack beside. */
function growth(subject: Subject, larger: Size): readonly Act[] {
  const grow: Act = {
    ...to(larger),
    ...{ name: `grown to ${nameOf(larger)}`, command: "up", does: ["update"], may: ANY_CHANGE },
  };
  if (isProtected(subject)) return [{ ...grow, keepsData: true }];
  if (growsInPlace(subject)) return [grow];
  return [
    { ...destroy, name: "destroyed, to be made larger" },
    { ...grow, does: ["create"] },
  ];
}

/** A tier with keys of its own is another cluster on Azure, and other secrets on Google Cloud: what keeps no data is made anew whole. */
const growsInPlace = ({ cloud }: Subject): boolean => cloud === "aws";

const refusal = (smaller: Size, own: Size): readonly Act[] => [
  { ...to(smaller), name: `shrunk to ${nameOf(smaller)}, which is refused`, command: "up", refused: REFUSED, does: [] },
  { ...to(own), name: "the former size set back", command: "up", does: [] },
];

/** The program's own words. */
export const REFUSED = "This stack protects its data";

const nameOf = ({ tier, phase }: Size): string => (phase === null ? tier : `${tier}/${phase}`);

const to = ({ tier, phase }: Size): Pick<Act, "set" | "unset"> => ({
  set: { "crm:tier": tier, ...(phase === null ? {} : { "crm:phase": phase }) },
  ...(phase === null ? { unset: ["crm:phase"] } : {}),
});
