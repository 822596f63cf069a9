import type { VERSIONS } from "../conventions/versions";
import type { WireProperties } from "../graph/wire";
import type { Kind } from "./events";
import type { Fault } from "./faults";

/** Something that happens in the cloud behind the engine's back, to the first resources of a type. */
export interface Drift {
  readonly type: string;
  /** Changed inputs of the first one; the one after it disappears. */
  readonly change: WireProperties;
}

/** One command in the life of a stack: what comes before it, and what it must do. */
export interface Act {
  readonly name: string;
  /** Settings, by path; `<stack>` stands for the stack's name. */
  readonly set?: Readonly<Record<string, string>>;
  /** Versions that the program's next release pins. */
  readonly versions?: Readonly<Partial<Record<keyof typeof VERSIONS, string>>>;
  readonly drift?: Drift;
  /** A type of which the first resource is protected by hand. */
  readonly protects?: string;
  readonly command: "preview" | "up" | "refresh" | "destroy";
  /** A part of the engine's refusal: it must refuse, and nothing may change. */
  readonly refused?: string;
  /** It fails where it is done, not where it is foreseen: what was done until then stays. */
  readonly fails?: true;
  /** Left out where nothing of the stack is protected. */
  readonly ifProtected?: true;
  /** Kinds of steps that it must have at least one of. */
  readonly does: readonly Kind[];
  /** Kinds of steps that it may have besides those. */
  readonly may?: readonly Kind[];
}

export interface Scenario {
  readonly name: string;
  /** What it shows, for the help. */
  readonly about: string;
  readonly acts: readonly Act[];
  /** What goes wrong in the cloud, each once. */
  readonly faults?: readonly Fault[];
}

/** All that a change may be made of: a replacement is a creation and a deletion. */
const REPLACES: readonly Kind[] = ["create-replacement", "delete-replaced", "replace"];
const ANY_CHANGE: readonly Kind[] = ["create", "update", "delete", "discard", ...REPLACES];

/** Every stack has some of these, on every cloud. */
const RECORD = "cloudflare:index/dnsRecord:DnsRecord";

const first: Act = { name: "first update", command: "up", does: ["create"] };
const again: Act = { name: "the same again", command: "up", does: [] };
const preview: Act = { name: "preview", command: "preview", does: ["create"] };

/** A setting of one service's pods: the nodes have room for it in every tier. */
const resize: Act = {
  name: "another size, in place",
  set: { "crm:pods.scheduler.memory": "320" },
  command: "up",
  does: ["update"],
};

/** Other public hosts: certificates are made for their names. */
const rename: Act = {
  name: "other hosts, which replaces",
  set: { "crm:hostSuffix": "-rehearsed" },
  command: "up",
  does: REPLACES,
  may: ANY_CHANGE,
};

const drifts: readonly Act[] = [
  {
    name: "refresh after drift",
    drift: { type: RECORD, change: { proxied: false } },
    command: "refresh",
    does: ["delete", "update"],
  },
  { name: "drift taken back", command: "up", does: ["create", "update"] },
];

const upgrade: Act = {
  name: "the next version of Kubernetes",
  versions: { kubernetes: "1.36" },
  command: "up",
  does: ["update"],
  may: ANY_CHANGE,
};

const refusal: Act = {
  name: "destroy while protected",
  protects: RECORD,
  command: "destroy",
  refused: "protect",
  does: [],
};

const takeOff: Act = {
  name: "protection taken off",
  set: { "crm:unprotect": "<stack>" },
  command: "up",
  ifProtected: true,
  does: [],
  may: ["update"],
};

const destroy: Act = { name: "destroy", command: "destroy", does: ["delete"], may: ["discard"] };

const end: readonly Act[] = [takeOff, destroy];

/** A chart that never becomes ready, and a record that is not deleted at the first try: the same on every cloud. */
const faults: readonly Fault[] = [
  { operation: "create", type: "kubernetes:helm.sh/v3:Release", kind: "halfMade" },
  { operation: "delete", type: RECORD, kind: "error" },
];

const trouble: readonly Act[] = [
  { name: "first update, which fails", command: "up", fails: true, does: ["create"] },
  { name: "the rest of it", command: "up", does: ["create", "update"], may: REPLACES },
  again,
  takeOff,
  { name: "destroy, which fails", command: "destroy", fails: true, does: ["delete"] },
  destroy,
];

export const SCENARIOS: readonly Scenario[] = [
  {
    name: "life",
    about: "everything that happens to a stack, from its first preview to its end",
    acts: [preview, first, again, resize, rename, ...drifts, upgrade, refusal, ...end],
  },
  { name: "build", about: "a stack is made and destroyed", acts: [first, ...end] },
  { name: "changes", about: "sizes, hosts and versions change", acts: [first, resize, rename, upgrade, ...end] },
  { name: "drift", about: "somebody changes the cloud by hand", acts: [first, ...drifts, ...end] },
  { name: "trouble", about: "the cloud fails in the middle, and everything goes on from there", acts: trouble, faults },
  { name: "protection", about: "a protected stack is not destroyed", acts: [first, refusal, ...end] },
];
