/** What a vendor's interface refuses, as data; every path is of inputs unless it says otherwise, `*` takes all of a list. */
export interface VendorRules {
  /** Prefix of its types. */
  readonly prefix: string;
  readonly required: Readonly<Record<string, readonly string[]>>;
  readonly limits: readonly Limit[];
  readonly references: readonly Reference[];
  readonly ranges: readonly AddressRange[];
  readonly guards: readonly Guard[];
  readonly unique: readonly UniqueName[];
  /** Types of which the same can be asked for by many: it is there already then, and that is as good. */
  readonly idempotent?: readonly string[];
  readonly keeps: readonly KeptName[];
  readonly unseen: readonly Unseen[];
  readonly texts: Texts;
}

/** Values that an input may have. */
export interface Limit {
  readonly type: string;
  readonly path: string;
  readonly allows: readonly (string | number | boolean)[] | RegExp | readonly [from: number, to: number, or: "between"];
  /** What is allowed, as the vendor documents it. */
  readonly says: string;
}

/** What becomes of something that is deleted while another resource still refers to it. */
export type Hold = "refuses" | "goesAlong" | "letsGo";

/** An input that names another resource, which must exist. */
export interface Reference {
  /** `kubernetes:core/*` are all types that begin so. */
  readonly from: string;
  /** Where it is named; a `value` instead where it is always the same one. */
  readonly path?: string;
  readonly value?: string;
  readonly to: readonly string[];
  /** Properties of its state, one of which is the name; "id" is its id. None: any one will do. */
  readonly by: readonly string[];
  /** Whether the other one can be deleted before this one. */
  readonly hold: Hold;
  /** Names that are always there. */
  readonly except?: RegExp;
  /** An input of both: the name means something only where it has the same value. */
  readonly within?: string;
}

/** Addresses that belong to a resource: inside their network, and nobody else's. */
export interface AddressRange {
  readonly type: string;
  readonly cidrs: readonly string[];
  /** The input that names the network. */
  readonly network: string;
  /** The network's own ranges, where it has any. */
  readonly within?: { readonly type: string; readonly by: string; readonly cidrs: string };
}

/** An input that keeps a resource from being deleted. */
export interface Guard {
  readonly type: string;
  readonly path: string;
  readonly is: string | boolean;
  /** Only where something is in it. */
  readonly filled?: true;
  readonly says: string;
}

/** Inputs that no two resources of a type have the same values for, although each has an id of its own. */
export interface UniqueName {
  readonly type: string;
  readonly paths: readonly string[];
  /** Only where the first of them is like that. */
  readonly when?: RegExp;
}

/** A name that is taken for a while, or for ever, after its resource is gone. */
export interface KeptName {
  readonly type: string;
  /** An input on which that depends. */
  readonly path?: string;
  readonly when?: (value: unknown) => boolean;
  readonly says: string;
}

/** A resource that others don't see at once. */
export interface Unseen {
  readonly type: string;
  /** How others name it. */
  readonly by: string;
  /** Until everybody sees it. */
  readonly minutes: number;
  /** Whoever asks too early and is refused; everybody else's provider asks again. */
  readonly refused?: { readonly from: string; readonly unless: string; readonly says: string };
}

/** The vendor's words; `what` is a type's last part. */
export interface Texts {
  readonly exists: (what: string, name: string) => string;
  readonly missing: (what: string, name: string) => string;
  readonly inUse: (what: string, name: string, by: string) => string;
}

/** References of one type: `[path, types, properties, hold]`, alternatives with a bar between them. */
type Row = readonly [path: string, to: string, by: string, hold: Hold, within?: string];

/** @param prefix of all types that the rows name without one */
export function referencesOf(prefix: string, rows: Readonly<Record<string, readonly Row[]>>): readonly Reference[] {
  const full = (type: string) => (VENDOR.test(type) ? type : `${prefix}${type}`);
  return Object.entries(rows).flatMap(([from, ofType]) =>
    ofType.map(([path, to, by, hold, within]) => ({
      from: full(from),
      path,
      to: to.split("|").map(full),
      by: by.split("|"),
      hold,
      ...(within === undefined ? {} : { within }),
    })),
  );
}

const VENDOR = /^(aws|gcp|azure-native|mongodbatlas|cloudflare|ec|kubernetes):/;

/** The last part of a type, as people say it. */
export const kindOf = (type: string): string => type.split(/[:/]/).at(-1) ?? type;
