import type { Output, Resource } from "@pulumi/pulumi";
import { CryptoKey } from "@pulumi/gcp/kms/cryptoKey";
import { CryptoKeyIAMMember } from "@pulumi/gcp/kms/cryptoKeyIAMMember";
import { KeyRing } from "@pulumi/gcp/kms/keyRing";
import { agentOf, type GcpContext } from "./context";

/** The stack's own keys, one per region: data and its key must be in the same place. */
export interface Encryption {
  /** Id of the key of a region; null where Google's default keys are used. */
  readonly keyIn: (region: string) => Output<string> | null;
  /** The rights of the services on the keys: nothing can be encrypted with a key before them. */
  readonly ready: readonly Resource[];
}

export const DEFAULT_ENCRYPTION: Encryption = { keyIn: () => null, ready: [] };

/** Days after which a new version encrypts; older ones go on decrypting (CIS Google Cloud 1.10 asks for 90 at most). */
const ROTATION_DAYS = 90;

const seconds = (days: number): string => `${days * 24 * 3600}s`;

export interface KeyArgs {
  readonly regions: readonly string[];
  readonly protect: boolean;
  /** What is left of the data stays readable. */
  readonly keepData: boolean;
  readonly dependsOn: readonly Resource[];
}

export function createKeys(prefix: string, args: KeyArgs, gcp: GcpContext, parent: Resource): Encryption {
  const keys = args.regions.map((region) => [region, createKey(prefix, region, args, parent)] as const);
  const ids = new Map(keys.map(([region, { id }]) => [region, id]));
  const ready = keys.flatMap(([region, key]) => grantAgents(`${prefix}-key-${region}`, key, gcp, parent));
  return { keyIn: (region) => ids.get(region) ?? null, ready };
}

/** Multi-regions of Cloud KMS that have every region whose name begins like theirs (Google Cloud, Cloud KMS locations). */
const CONTINENTS = ["us", "europe", "asia"] as const;

/** Where a key stays usable when one of these regions is lost. */
export const locationOver = (...regions: readonly string[]): string =>
  CONTINENTS.find((continent) => regions.every((region) => region.startsWith(`${continent}-`))) ?? "global";

/**
 * Rings and keys can never be deleted, so Pulumi names them: a stack that is built again gets new ones.
 * @param location a region, or a place of several
 */
export function createKey(
  prefix: string,
  location: string,
  args: Omit<KeyArgs, "regions">,
  parent: Resource,
): CryptoKey {
  const ring = new KeyRing(`${prefix}-ring-${location}`, { location }, { parent, dependsOn: [...args.dependsOn] });
  return new CryptoKey(
    `${prefix}-key-${location}`,
    {
      keyRing: ring.id,
      purpose: "ENCRYPT_DECRYPT",
      rotationPeriod: seconds(ROTATION_DAYS),
      destroyScheduledDuration: seconds(args.keepData ? 30 : 7),
      deletionPolicy: args.keepData ? "ABANDON" : "DELETE",
    },
    { parent, protect: args.protect },
  );
}

/** Google's services encrypt in the name of agents of their own, one per service and project. */
const AGENTS = {
  artifacts: "gcp-sa-artifactregistry",
  backup: "gcp-sa-gkebackup",
  cache: "cloud-redis",
  cluster: "container-engine-robot",
  disks: "compute-system",
  objects: "gs-project-accounts",
  secrets: "gcp-sa-secretmanager",
} as const;

function grantAgents(name: string, key: CryptoKey, gcp: GcpContext, parent: Resource): readonly Resource[] {
  const right = { cryptoKeyId: key.id, role: "roles/cloudkms.cryptoKeyEncrypterDecrypter" };
  return Object.entries(AGENTS).map(
    ([user, domain]) =>
      new CryptoKeyIAMMember(`${name}-${user}`, { ...right, member: agentOf(gcp, domain) }, { parent }),
  );
}
