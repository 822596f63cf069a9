import type { GraphResource } from "../../graph/graph";
import { atLeast, is, isNot, isSet, where } from "../conditions";
import { perResource, type Rule } from "../rule";
import { listOf, plain, plainOf, read, readIn } from "../values";
import { AZURE } from "./types";

export const SECRET_RULES: readonly Rule[] = [
  {
    id: "Z20",
    title: "roles decide who may read what in a vault",
    why: "a vault's own list of rights gives all its secrets at once, and can be changed by those who may not read them",
    reference: "Azure Policy 12d4fa5e, CIS 8.3.6",
    severity: "high",
    check: perResource(AZURE.vault, where({ "properties.enableRbacAuthorization": is(true) })),
  },
  {
    id: "Z21",
    title: "nobody deletes a vault for good",
    why: "without its keys all data is lost, and whoever blackmails knows that",
    reference: "Azure Policy 0b60c0b2, 1e66c121, CIS 8.3.5",
    severity: "high",
    check: perResource(
      AZURE.vault,
      where({ "properties.enablePurgeProtection": is(true), "properties.enableSoftDelete": isNot(false) }),
    ),
  },
  {
    id: "Z22",
    title: "vaults are reached from the network alone",
    why: "a token that was taken elsewhere then opens nothing",
    reference: "Azure Policy 405c5871, 55615ac9, CIS 8.3.7",
    severity: "high",
    check: perResource(AZURE.vault, isPrivate),
  },
  {
    id: "Z23",
    title: "secrets have an end",
    why: "one without an end is never changed",
    reference: "Azure Policy 98728c90, CIS 8.3.3",
    severity: "medium",
    check: perResource(AZURE.secret, where({ "properties.attributes.expires": atLeast(1) })),
  },
  {
    id: "Z24",
    title: "keys rotate",
    why: "what one version of a key has encrypted stays small",
    reference: "CIS 8.3.1, 8.3.9",
    severity: "medium",
    check: perResource(AZURE.key, turns),
  },
];

function isPrivate(vault: GraphResource): boolean | string {
  const closed = plainOf(vault, "properties.publicNetworkAccess") === "Disabled";
  return closed || plainOf(vault, "properties.networkAcls.defaultAction") === "Deny" || "open to all";
}

/** By the vault's own clock, or because it ends and has to be made anew. */
function turns(key: GraphResource): boolean | string {
  if (isSet(read(key, "properties.attributes.expires"), "expires")) return true;
  const actions = listOf(key, "properties.rotationPolicy.lifetimeActions");
  return actions.some((action) => plain(readIn(action, "action.type"), "action") === "rotate") || "it never turns";
}
