import { CLOUDS, type CloudName } from "../../conventions/clouds";
import { type Act, isProtected, type Scenario, type Subject } from "./act";
import { again, ANY_CHANGE, beside, end, first } from "./acts";
import { REFUSED } from "./tier-change";

export const cloudSwitch: Scenario = {
  name: "cloud-switch",
  about: "a stack moves to another cloud: in place where nothing is protected, else beside the old one",
  runbook: "cloud-switch",
  acts: (subject) => {
    const other = CLOUDS[(CLOUDS.indexOf(subject.cloud) + 1) % CLOUDS.length] ?? subject.cloud;
    return isProtected(subject) ? movedBeside(subject, other) : movedInPlace(other);
  },
};

const movedInPlace = (other: CloudName): readonly Act[] => [
  first,
  {
    name: `on ${other} instead`,
    set: { "crm:cloud": other },
    command: "up",
    does: ["create", "delete"],
    may: ANY_CHANGE,
  },
  again,
  ...end,
];

/** The new stack is made, the names change hands, then the zone does, and the old stack goes. */
function movedBeside({ cloud }: Subject, other: CloudName): readonly Act[] {
  return [
    first,
    { name: `on ${other} instead, refused`, set: { "crm:cloud": other }, command: "up", refused: REFUSED, does: [] },
    {
      ...{ name: `a second stack, on ${other}`, beside: true, unset: ["crm:owns"] },
      set: { "crm:cloud": other, "crm:owns[0]": "account" },
      ...{ command: "up", does: ["create"] },
    },
    { ...namesGivenAway, set: { ...namesGivenAway.set, "crm:cloud": cloud } },
    namesTaken,
    {
      name: "the zone given away",
      unset: ["crm:owns"],
      set: { "crm:owns[0]": "account" },
      ...change,
      does: ["delete"],
    },
    { name: "the zone taken", beside: true, set: { "crm:owns[1]": "zone" }, ...change, does: ["create"] },
    ...end,
    ...beside(end),
  ];
}

const change = { command: "up", does: ["update"], may: ANY_CHANGE } as const satisfies Partial<Act>;

export const namesGivenAway: Act = { name: "names given away", set: { "crm:hostSuffix": "-old" }, ...change };
export const namesTaken: Act = { name: "names taken", beside: true, set: { "crm:hostSuffix": "" }, ...change };
