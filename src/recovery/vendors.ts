import { ATLAS } from "./atlas";
import { AWS } from "./aws";
import { AZURE } from "./azure";
import { ELASTIC } from "./elastic";
import { GCP } from "./gcp";
import type { RecoveryKind } from "./kinds";
import type { CopyKind, RecoveryVendor } from "./vendor";

/** Every vendor whose resources a failure can hit; all others stand in no region. */
export const VENDORS: readonly RecoveryVendor[] = [AWS, GCP, AZURE, ATLAS, ELASTIC];

const KINDS: Readonly<Record<string, RecoveryKind>> = Object.fromEntries(
  VENDORS.flatMap(({ kinds }) => Object.entries(kinds)),
);
const COPIES: Readonly<Record<string, CopyKind>> = Object.fromEntries(
  VENDORS.flatMap(({ copies }) => Object.entries(copies)),
);

/** Types that are a key once more, each with the input that names the key. */
export const TWINS: Readonly<Record<string, string>> = Object.fromEntries(
  VENDORS.flatMap(({ twins = {} }) => Object.entries(twins)),
);

/** @throws RangeError for a type of which nobody knows how its data comes back */
export function kindOf(type: string): RecoveryKind {
  const kind = KINDS[type];
  if (kind === undefined)
    throw new RangeError(`nobody says how the data of ${type} comes back: add it in src/recovery`);
  return kind;
}

export const copyKindOf = (type: string): CopyKind | undefined => COPIES[type];
