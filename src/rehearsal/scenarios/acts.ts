import type { Kind } from "../events";
import { type Act, isProtected, type Subject } from "./act";

/** All that a change may be made of: a replacement is a creation and a deletion. */
export const REPLACES: readonly Kind[] = ["create-replacement", "delete-replaced", "replace"];
export const ANY_CHANGE: readonly Kind[] = ["create", "update", "delete", "discard", ...REPLACES];

/** Every stack has some of these, on every cloud. */
export const RECORD = "cloudflare:index/dnsRecord:DnsRecord";

export const preview: Act = { name: "preview", command: "preview", does: ["create"] };
export const first: Act = { name: "first update", command: "up", does: ["create"] };
export const again: Act = { name: "the same again", command: "up", does: [] };

/** A setting of one service's pods: the nodes have room for it in every tier. */
export const resize: Act = {
  name: "another size, in place",
  keepsData: true,
  set: { "crm:pods.scheduler.memory": "320" },
  command: "up",
  does: ["update"],
};

/** Other public hosts: certificates are made for their names. */
export const rename: Act = {
  name: "other hosts, which replaces",
  keepsData: true,
  set: { "crm:hostSuffix": "-rehearsed" },
  command: "up",
  does: REPLACES,
  may: ANY_CHANGE,
};

/** Where the program protects nothing, something is protected by hand. */
export const refusal = (subject: Subject): Act => ({
  name: "destroy while protected",
  ...(isProtected(subject) ? {} : { protects: RECORD }),
  command: "destroy",
  refused: "because it is protected",
  does: [],
});

export const takeOff: Act = {
  name: "protection taken off",
  set: { "crm:unprotect": "<stack>" },
  command: "up",
  ifProtected: true,
  does: [],
  may: ["update"],
};

/** Azure's locks on what keeps data stop every destroy, until somebody takes them away by hand: the runbook's last step before it. */
const unlocked = { kind: "loss", types: ["azure-native:authorization:ManagementLockByScope"] } as const;

export const destroy: Act = {
  name: "destroy",
  happens: unlocked,
  command: "destroy",
  does: ["delete"],
  may: ["discard"],
};

/** The documented way to a stack's end. */
export const end: readonly Act[] = [takeOff, destroy];

/** The same acts on the second stack. */
export const beside = (acts: readonly Act[]): readonly Act[] =>
  acts.map((act) => ({ ...act, name: `${act.name}, of the second stack`, beside: true }));
