import { ALL_FAULT_KINDS, everyFault, sampleOf } from "../faults";
import type { Act, Scenario, Subject } from "./act";
import { again, ANY_CHANGE, destroy, first, takeOff } from "./acts";

/** How many faults a sample has. */
const SAMPLE = 16;

const typesIn = ({ resources }: Subject): readonly string[] =>
  resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:")).map(({ type }) => type);

const all = (subject: Subject) => everyFault(typesIn(subject), ALL_FAULT_KINDS);

/** To change everything, somebody changes something of everything by hand, and the next update takes it back. */
const acts: readonly Act[] = [
  { ...first, name: "first update, through its faults", persists: true, unforeseen: true, may: ANY_CHANGE },
  again,
  {
    name: "refresh after drift everywhere",
    happens: { kind: "drift everywhere" },
    ...{ command: "refresh", does: ["update"] },
  },
  {
    ...{ name: "drift taken back, through its faults", persists: true, unforeseen: true },
    ...{ command: "up", does: ["update"], may: ANY_CHANGE },
  },
  takeOff,
  { ...destroy, name: "destroy, through its faults", persists: true, unforeseen: true, may: ANY_CHANGE },
];

export const faults: Scenario = {
  name: "faults",
  about: `${SAMPLE} faults, drawn by the seed: everything goes on to the same world as without any`,
  runbook: "failed-update",
  compares: true,
  faults: (subject, seed) => sampleOf(all(subject), seed, SAMPLE),
  acts: () => acts,
};

export const allFaults: Scenario = {
  name: "all-faults",
  about: "every type's create, update and delete fails once in each way; takes its time",
  runbook: "failed-update",
  compares: true,
  faults: all,
  acts: () => acts,
};
