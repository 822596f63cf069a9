import type { GraphResource, Value } from "../graph/graph";
import type { CapabilityId } from "../plan/capabilities";
import type { Member, Members } from "../plan/describe/members";

/** What a vendor's resources have to do with the promises of a tier, as data: one file per vendor, read by `vendors.ts`. */
export interface Kinds {
  /** How its types begin; it is asked about capabilities that have one of them. */
  readonly prefix: string;
  /** What people call the service behind a type, for each capability that is made of it. */
  readonly services: Readonly<Partial<Record<CapabilityId, Readonly<Record<string, string>>>>>;
  /** How big a capability is, in words of its vendor. */
  readonly size: Readonly<Partial<Record<CapabilityId, (members: Members) => string>>>;
  /** In how many zones a capability stands; undefined where this vendor has no part in that. */
  readonly zones: Readonly<Partial<Record<CapabilityId, (members: Members) => Zones | undefined>>>;
  /** From where a capability can be reached; undefined where this vendor does not decide it. */
  readonly access: Readonly<Partial<Record<CapabilityId, (members: Members, all: Members) => Access | undefined>>>;
  /** Types that keep data of the CRM, or what opens and runs it. */
  readonly stateful: Readonly<Record<string, StatefulKind>>;
  /** Where a type, stateful or not, says which key encrypts it. A type that says nothing has its provider's key. */
  readonly encryption: Readonly<Record<string, readonly Place[]>>;
  /** Types of keys that belong to the stack. */
  readonly keys: readonly string[];
  /** Types that call somebody. */
  readonly alarms: Readonly<Record<string, AlarmKind>>;
  /** Types with charts in them: the charts of one, each as the value that says what it shows. */
  readonly dashboards: Readonly<Record<string, (dashboard: GraphResource) => readonly Value[]>>;
  /** Ways back to lost data, by the type whose data it is. */
  readonly backups: Readonly<Record<string, readonly BackupRule[]>>;
}

export interface StatefulKind {
  /** A resource of the type counts where it belongs to this capability, and is then its data. */
  readonly capability: CapabilityId;
  /** Inputs that others know it by, beside its symbol: a physical name, the project that holds nothing else. */
  readonly names: readonly string[];
  /**
   * How the metrics of its service begin, in alarms and charts; empty where any alarm that names it will do.
   * Null where nothing of ours is to be watched: a store that the cloud runs, without load, size or nodes of its own.
   */
  readonly metrics: readonly string[] | null;
  /** Types of the same capability that are parts of it: an alarm on one of them is an alarm on it. */
  readonly parts?: readonly string[];
  /** Last parts of the names of those that keep nothing that is lost with them. */
  readonly exceptions?: readonly string[];
}

/** The resource itself, or another one that speaks of it. */
export interface Holder {
  /** Type of the other one; absent for the resource itself. */
  readonly by?: string;
  /** Path of the other one's input that names the resource; absent where all of that type are meant. */
  readonly naming?: string;
}

export interface Place extends Holder {
  /** Path of the input that names the key. */
  readonly at: string;
}

export interface AlarmKind {
  /** Inputs that say what is watched. */
  readonly watches: readonly string[];
  /** Input with those who are told: without any, it is no alarm. */
  readonly tells: string;
}

export interface BackupRule extends Holder {
  /** What it gives, read from the holder, the members of the resource's own capability and the whole stack; empty where it is off. */
  readonly gives: (holder: Member, members: Members, all: Members) => readonly Way[];
  /** Where another resource keeps the copies, the path of the holder's input that names it: it is no data of its own then. */
  readonly target?: string;
}

/** One way back to lost data. */
export interface Way {
  /**
   * `continuous`: every moment of the time that is kept; `snapshots`: moments; `versions`: what was overwritten or deleted;
   * `replica`: the present only, so a mistake is in it too.
   */
  readonly way: "continuous" | "snapshots" | "versions" | "replica";
  /** Hours from one to the next; 0: without a pause. */
  readonly everyHours: number;
  /** Days back; null: as long as the original, or as the service decides. */
  readonly keepDays: number | null;
  /** In which region, seen from the data. */
  readonly region: "same" | "other";
}

/** `region`: the service itself spans its zones; `global`: it has no region to lose. */
export type Zones = number | "region" | "global";

/** From the widest to the narrowest. */
export const ACCESS = [
  "internet",
  "by name, behind IAM",
  "own addresses",
  "Cloudflare",
  "Cloudflare with certificate",
  "identity",
  "private",
  "private, own endpoint",
] as const;
export type Access = (typeof ACCESS)[number];
