import { getOrganization, getProject, getStack, StackReference } from "@pulumi/pulumi";
import { type PhaseName, rankOf, type TierName } from "../stacks";
import type { CloudName } from "./conventions/clouds";

/** Where a stack is and how big: what may not change by a slip of the hand once data lives there. */
export interface Placement {
  readonly cloud: CloudName;
  readonly account: string;
  readonly region: string;
  readonly drRegion: string;
  readonly tier: TierName;
  readonly phase: PhaseName | null;
  /** What the tier asks for: taking the protection off for a teardown does not make a slip harmless. */
  readonly protected: boolean;
}

/** A change of placement that would destroy or shrink protected data. */
export class MoveRefused extends Error {
  constructor(readonly moves: readonly string[]) {
    const named = moves.join(",");
    super(
      `This stack protects its data, and the configuration would move or shrink it: ${named}. Nothing has been changed. ` +
        `If the slip is in the configuration, set the former value back. If the move is meant, ` +
        `docs/runbooks/cloud-switch.md (another place) and docs/runbooks/tier-change.md (smaller) say how: ` +
        `most moves make a new stack beside this one. ` +
        `Only where they say "in place": pulumi config set crm:allowMove '${named}'`,
    );
    this.name = "MoveRefused";
  }
}

/**
 * Compares a placement with the one that was last deployed.
 * @throws MoveRefused while the deployed one protects its data and `allowed` does not name exactly these moves
 */
export async function refuseMove(next: Placement, allowed: readonly string[]): Promise<void> {
  const deployed = await deployedPlacement();
  if (deployed === undefined || !deployed.protected) return;
  const refused = movesBetween(deployed, next).filter((move) => !allowed.includes(move));
  if (refused.length > 0) throw new MoveRefused(refused);
}

/** The moves and downgrades between two placements, each as `from->to`; an upgrade in place is none. */
export function movesBetween(from: Placement, to: Placement): readonly string[] {
  const place = ({ cloud, region }: Placement) => `${cloud}/${region}`;
  const size = ({ tier, phase }: Placement) => (phase === null ? tier : `${tier}/${phase}`);
  const moved = place(from) !== place(to);
  return [
    ...(moved ? [`${place(from)}->${place(to)}`] : []),
    ...(from.cloud === to.cloud && from.account !== to.account ? [`${from.account}->${to.account}`] : []),
    ...(!moved && from.drRegion !== to.drRegion ? [`dr/${from.drRegion}->dr/${to.drRegion}`] : []),
    ...(rankOf(to.tier, to.phase) < rankOf(from.tier, from.phase) ? [`${size(from)}->${size(to)}`] : []),
  ];
}

/** What the last successful update left behind: the engine keeps it through failed updates, and no network is asked. */
async function deployedPlacement(): Promise<Placement | undefined> {
  const self = new StackReference("self", { name: `${getOrganization()}/${getProject()}/${getStack()}` });
  const details = await self.getOutputDetails("placement");
  return details.value as Placement | undefined;
}
