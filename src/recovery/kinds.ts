import type { CapabilityId } from "../plan/capabilities";
import type { Member } from "../plan/describe/members";
import type { Way } from "../parity/kinds";

/** One thing that happens until data can be used again. */
export interface Step {
  readonly does: string;
  /** As much as is to be planned for. */
  readonly minutes: number;
  /** Whose number it is. */
  readonly source: string;
}

export type Steps = readonly Step[];

/** What must be done where a way back is used; absent where that way is of no use after the failure. */
export type Restores = Readonly<Partial<Record<Way["way"], Steps>>>;

/** How the data of a type comes back, as data: one file per vendor, read by `vendors.ts`. */
export interface RecoveryKind {
  /** Zones in which it must stand to outlive one of them: three where a majority decides. */
  readonly needs: 2 | 3;
  /** Its nodes are resources beside it. */
  readonly nodesBeside?: true;
  /** What its service does by itself when a zone is lost. */
  readonly failover: Step;
  /** Minutes of writes that a failover may lose. */
  readonly failoverLoses: (resource: Member) => number;
  /** When its only zone is lost. */
  readonly afterZone: Restores;
  readonly afterDeletion: Restores;
  /** With a copy in another region. */
  readonly afterRegion: Restores;
  /** Minutes by which a copy of the log in another region is behind it, where no vendor promises less. */
  readonly copiedLogLoses?: number;
  /** Minutes by which a replica is behind, as the resource that makes it says. */
  readonly replicaLoses?: (holder: Member) => number;
  readonly rebuilt?: Rebuilt;
}

/** Data that is made from something else. */
export interface Rebuilt {
  /** The capability whose data it is made from; null: from outside the stack. */
  readonly from: CapabilityId | null;
  readonly how: Steps;
  /** It is made again, but nothing that was in it. */
  readonly empty?: true;
  /** A new stack has it without any of these steps. */
  readonly inNewStack?: true;
}

/** Minutes between the last moment that can be restored and the failure, where the log is kept all the time. */
export const LOG_LOSES = 1;

export const nothing = (): number => 0;
/** Replicas follow asynchronously: seconds. */
export const seconds = (): number => 1;

const SIGNALS = "src/platform/signals.ts: alarms after 5 to 15 minutes";
const UP = "docs/runbooks/first-deployment.md: half an hour to an hour";
const EXERCISE = "planning value, to be corrected by the quarterly exercise of docs/runbooks/restore.md";

/** Before anybody does anything. */
export const NOTICED: Step = { does: "an alarm calls, somebody decides", minutes: 15, source: SIGNALS };
/** Data in another region is of use when the platform is there, too. */
export const NEW_STACK: Steps = [NOTICED, { does: "a stack in the DR region", minutes: 60, source: UP }];
export const RESTART: Step = { does: "the pods reconnect", minutes: 5, source: "docs/runbooks/alarms/cache.md" };

/** A step for which no vendor names a time. */
export const planned = (does: string, minutes: number): Step => ({ does, minutes, source: EXERCISE });
/** A creation whose time was measured. */
export const created = (what: string, minutes: number): Step => ({
  does: `a new ${what}`,
  minutes,
  source: "docs/runbooks/failed-update.md, what is normal",
});

export const VOLUMES = planned("volumes are restored and bound", 45);
export const NEW_NODES: Rebuilt = {
  from: null,
  how: [NOTICED, planned("`pulumi up` makes nodes in another zone", 30)],
  empty: true,
  inNewStack: true,
};

export const REINDEX = planned("all documents are indexed again", 45);
/** An object, a secret, an image. */
export const OLD_VERSION = planned("the old version is looked up and written back", 30);

/** From builds, or from another registry. */
export const PUSHED_AGAIN: Rebuilt = { from: null, how: [planned("the images are pushed again by their builds", 30)] };

/** A managed cluster over several zones, by the vendor's word for how it outlives one. */
export const clusterOverZones = (source: string): RecoveryKind => ({
  needs: 2,
  nodesBeside: true,
  failover: { does: "nodes in the other zones take the pods", minutes: 5, source },
  failoverLoses: nothing,
  afterZone: {},
  afterDeletion: { snapshots: [NOTICED, VOLUMES] },
  afterRegion: { snapshots: [VOLUMES] },
  rebuilt: NEW_NODES,
});

/** A service of a whole region that keeps old versions; a copy elsewhere is used by that step. */
export const regionalVersions = (
  source: string,
  copy: Step,
  replicaLoses: NonNullable<RecoveryKind["replicaLoses"]>,
): RecoveryKind => ({
  ...regional(source),
  afterDeletion: { versions: [NOTICED, OLD_VERSION] },
  afterRegion: { replica: [copy] },
  replicaLoses,
});

/** A registry of a whole region. */
export const regionalImages = (source: string): RecoveryKind => ({ ...regional(source), rebuilt: PUSHED_AGAIN });

const regional = (source: string): RecoveryKind => ({
  needs: 2,
  failover: { does: "the service goes on in the other zones", minutes: 0, source },
  failoverLoses: nothing,
  afterZone: {},
  afterDeletion: {},
  afterRegion: {},
});
