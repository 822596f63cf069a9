import { groupedBy } from "../../conventions/groups";
import { ALL_FAULT_KINDS, everyFault, type Fault, type FaultKind, nameOf, sampleOf } from "../faults";
import { DIGITS, pick } from "../pick";
import type { Act, Scenario, Subject } from "./act";
import { again, ANY_CHANGE, destroy, first, takeOff } from "./acts";

/** How many faults a sample has. */
const SAMPLE = 16;

/** Every way in which the types of a stack can fail, each at a resource of its type that the seed draws. */
function all({ resources }: Subject, seed: string, kinds: readonly FaultKind[] = ALL_FAULT_KINDS): readonly Fault[] {
  const made = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  const urns = groupedBy(made, ({ type }) => type);
  return everyFault(urns.keys(), kinds).map((fault) => {
    const ofType = urns.get(fault.type) ?? [];
    const urn = ofType[Number(pick(DIGITS, 9, `${seed} ${nameOf(fault)}`)) % ofType.length]?.urn;
    return { ...fault, ...(urn === undefined ? {} : { urn }) };
  });
}

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
  { ...takeOff, persists: true, unforeseen: true, may: ANY_CHANGE },
  { ...destroy, name: "destroy, through its faults", persists: true, unforeseen: true, may: ANY_CHANGE },
];

const withFaults: Pick<Scenario, "runbook" | "compares" | "acts"> = {
  runbook: "failed-update",
  compares: true,
  acts: () => acts,
};

export const faults: Scenario = {
  ...withFaults,
  name: "faults",
  about: `${SAMPLE} faults, drawn by the seed: everything goes on to the same world as without any`,
  faults: (subject, seed) => sampleOf(all(subject, seed), seed, SAMPLE),
};

/** Whatever is made all the same is made only once, so that each of those kinds needs a life of its own. */
const ROUNDS: readonly (readonly FaultKind[])[] = [["error", "throttled"], ["timeout"], ["halfMade"], ["killed"]];

/** One after another, under one name. */
export const allFaults: readonly Scenario[] = ROUNDS.map((kinds) => ({
  ...withFaults,
  name: "all-faults",
  about: `every type's create, update and delete fails once, as far as anything updates it: ${kinds.join(", ")}`,
  faults: (subject, seed) => all(subject, seed, kinds),
}));
