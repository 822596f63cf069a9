import { answersOf } from "../../parity/vendors";
import type { GraphResource } from "../../graph/graph";
import type { CapabilityId } from "../../plan/capabilities";
import type { PolicyGraph } from "../query";
import { type Check, each, perStack, type Problem, type Rule } from "../rule";
import { byCapability, dataIn } from "./capabilities";
import { asksForEncryption } from "./in-transit";

/** Capabilities whose data only the CRM asks for; objects, images and secrets have doors of their own, and rules on them. */
const INSIDE: readonly CapabilityId[] = ["database", "cache", "search"];

export const DATA_RULES: readonly Rule[] = [
  {
    id: "X04",
    title: "whatever keeps data can't be deleted by Pulumi",
    why: "a line that is lost in an editor would be a database that is lost in the cloud",
    reference: "Pulumi, protect",
    severity: "high",
    check: perData(({ protect }) => protect),
  },
  {
    id: "X05",
    title: "nothing resists when the stack is taken down",
    why: "a stack that comes and goes stays for good if one of its resources does, and somebody pays for it",
    reference: "Pulumi, protect",
    severity: "medium",
    check: ({ resources }) => ({
      looked: resources.length,
      problems: resources.filter(({ protect }) => protect).map(({ urn }) => ({ urn, detail: "it is protected" })),
    }),
  },
  {
    id: "X06",
    title: "whoever speaks to data speaks in a cipher",
    why: "passwords, sessions and customers' words would travel in the clear",
    reference: "MCSB DP-3",
    severity: "high",
    check: each(asksForEncryption),
  },
  {
    id: "X07",
    title: "databases, caches and indexes answer the network alone",
    why: "what has a public address is one leaked password away from everybody",
    reference: "MCSB NS-2",
    severity: "high",
    check: perStack(answersInside),
  },
];

/** Looks at each resource that keeps data. */
function perData(holds: (resource: GraphResource) => boolean): Check {
  return (graph) => {
    const data = dataIn(graph);
    const wrong = data.filter((resource) => !holds(resource));
    return { looked: data.length, problems: wrong.map(({ urn }) => ({ urn, detail: "it is not protected" })) };
  };
}

function answersInside(graph: PolicyGraph) {
  const parity = byCapability(graph);
  const present = INSIDE.filter((capability) => parity.membersOf(capability).resources.length > 0);
  const problems = present.flatMap((capability): readonly Problem[] => {
    const members = parity.membersOf(capability);
    const answers = answersOf("access", capability, members).map((access) => access(members, parity.all));
    const open = answers.filter((access) => access !== undefined && !access.startsWith("private"));
    const data = dataIn(graph).find((resource) => parity.capabilityOf(resource) === capability);
    return open.map((access) => ({ urn: data?.urn ?? null, detail: `from ${String(access)}` }));
  });
  return { looked: present.length, problems };
}
