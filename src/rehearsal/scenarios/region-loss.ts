import { type Act, type Scenario, type Subject } from "./act";
import { again, ANY_CHANGE, beside, destroy, end, first, RECORD } from "./acts";
import { namesGivenAway, namesTaken } from "./cloud-switch";

/** Where each cloud's settings say where the stack is, and a region that is neither the stack's nor that of its copies. */
const PLACES: Readonly<
  Record<Subject["cloud"], { readonly home: string; readonly copies: string; readonly third: string }>
> = {
  aws: { home: "crm:aws.region", copies: "crm:aws.drRegion", third: "us-east-2" },
  gcp: { home: "crm:gcp.region", copies: "crm:gcp.drRegion", third: "us-west1" },
  azure: { home: "crm:azure.location", copies: "crm:azure.drLocation", third: "westus3" },
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

/** Nothing outlives the region, so that the same stack is made anew in another one. */
const without = (subject: Subject): readonly Act[] => [
  first,
  {
    name: "refresh after the loss of the region",
    happens: { kind: "loss of the region" },
    ...{ command: "refresh", does: ["delete"], may: ["update"] },
  },
  {
    name: `made anew in ${subject.drRegion}`,
    set: elsewhere(subject),
    command: "up",
    does: ["create"],
    may: ANY_CHANGE,
  },
  again,
  ...end,
];

/** The old stack's names are taken from it without asking its region; what is left of it goes once it is needed no more. */
const withCopies = (subject: Subject): readonly Act[] => [
  first,
  {
    ...{ name: `a second stack, in ${subject.drRegion}`, beside: true, happens: { kind: "loss of the region" } },
    ...{ unset: ["crm:owns"], set: elsewhere(subject), command: "up", does: ["create"] },
  },
  { ...namesGivenAway, only: [RECORD] },
  namesTaken,
  { name: "refresh of the old stack", command: "refresh", does: ["delete"], may: ["update"] },
  { ...destroy, name: "destroy of what is left", unprotects: true },
  ...beside(end),
];
