import type { Act, Scenario, Subject } from "./act";
import { again, beside, destroy, end, first, RECORD } from "./acts";
import { namesGivenAway, namesTaken } from "./cloud-switch";

/** Where each cloud's settings say where the stack is, and a region that is neither the stack's nor that of its copies. */
const PLACES: Readonly<
  Record<Subject["cloud"], { readonly home: string; readonly copies: string; readonly third: string }>
> = {
  aws: { home: "crm:aws.region", copies: "crm:aws.drRegion", third: "us-east-2" },
  gcp: { home: "crm:gcp.region", copies: "crm:gcp.drRegion", third: "us-west1" },
  azure: { home: "crm:azure.location", copies: "crm:azure.drLocation", third: "southcentralus" },
};

export const regionLoss: Scenario = {
  name: "region-loss",
  about: "the stack's region is lost; the copies outlive it, and a stack is made where they are",
  runbook: "region-loss",
  acts: (subject) => (subject.contract.drLevel === "copies" ? withCopies(subject) : without(subject)),
};

const elsewhere = ({ cloud, drRegion }: Subject): Readonly<Record<string, string>> => ({
  [PLACES[cloud].home]: drRegion,
  [PLACES[cloud].copies]: PLACES[cloud].third,
});

const regionLost = { kind: "loss of the region", ofFirst: true } as const;

/** Nothing that counts outlives the region: what is left is destroyed, for names that are unique in the whole account. */
const without = (subject: Subject): readonly Act[] => [
  first,
  {
    name: "refresh after the loss of the region",
    happens: regionLost,
    ...{ command: "refresh", does: ["delete"], may: ["update"] },
  },
  { ...destroy, name: "destroy of what is left" },
  { ...first, name: `first update in ${subject.drRegion}`, set: elsewhere(subject) },
  again,
  ...end,
];

/**
 * The old stack's names are taken from it without asking its region; what is left of it goes once it is needed no more. On Google Cloud it
 * stays: its copies refuse to go until somebody edits the state, as the runbook says.
 */
const withCopies = (subject: Subject): readonly Act[] => [
  first,
  {
    ...{ name: `a second stack, in ${subject.drRegion}`, beside: true, happens: regionLost },
    ...{ unset: ["crm:owns"], set: elsewhere(subject), command: "up", does: ["create"] },
  },
  // On Azure no update works: the program asks the lost cluster and cache for their keys. All records are deleted by hand there.
  ...(subject.cloud === "azure" ? [] : [{ ...namesGivenAway, only: [RECORD] }]),
  // What the old stack's lost parts decide, such as the proof of a certificate, keeps its name: that record is deleted by hand.
  { ...namesTaken, happens: { kind: "loss", types: [RECORD], ofFirst: true } },
  { name: "refresh of the old stack", command: "refresh", does: ["delete"], may: ["update"] },
  ...(subject.cloud === "gcp" ? [] : [{ ...destroy, name: "destroy of what is left", unprotects: true } as const]),
  ...beside(end),
];
