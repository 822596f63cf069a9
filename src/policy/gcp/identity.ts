import type { GraphResource } from "../../graph/graph";
import { both } from "../conditions";
import { type PolicyGraph, textsIn } from "../query";
import { perResource, type Rule, without } from "../rule";
import { plainOf, textIn } from "../values";
import { GCP } from "./types";

const EVERYBODY = ["allUsers", "allAuthenticatedUsers"];
/** The roles of the early days, and those that may give away what they have. */
const TOO_MUCH = /^roles\/(owner|editor|viewer)$|[aA]dmin$/;

export const IDENTITY_RULES: readonly Rule[] = [
  {
    id: "G34",
    title: "nobody holds a role over the whole project that is wider than one task",
    why: "whoever takes over a wide role owns the stack",
    reference: "CIS 1.5",
    severity: "high",
    check: perResource(GCP.projectMember, both(holdsLittle, namesWho)),
  },
  {
    id: "G35",
    title: "no service account has a key",
    why: "a key is a password that never expires",
    reference: "CIS 1.4",
    severity: "high",
    check: without("gcp:", GCP.serviceAccountKey),
  },
  {
    id: "G36",
    title: "the project's rights are added one by one",
    why: "a whole policy or binding takes away the rights that others gave",
    reference: "@pulumi/gcp, projects",
    severity: "high",
    check: without("gcp:", GCP.projectPolicy, GCP.projectBinding),
  },
];

/** A right of whatever form, a member, several or a policy as text, is nobody's who is not named. */
export function namesWho({ inputs }: GraphResource): boolean | string {
  const grantees = ["member", "members", "policyData"].flatMap((path) => textsIn(inputs[path] ?? null));
  const open = grantees.filter((grantee) => EVERYBODY.some((name) => textIn(grantee, "member").includes(name)));
  return open.length === 0 || `it is ${open.join(", ")}'s`;
}

/** A role of the stack's own lists its rights one by one. */
function holdsLittle(member: GraphResource, graph: PolicyGraph): boolean | string {
  if (graph.referred(member, "role", GCP.customRole).length > 0) return true;
  const role = String(plainOf(member, "role"));
  return !TOO_MUCH.test(role) || role;
}
