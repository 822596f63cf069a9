import type { GraphResource } from "../../graph/graph";
import { AZURE } from "../../policy/azure/types";
import type { PolicyGraph } from "../../policy/query";
import { listOf, plain, plainOf, readIn } from "../../policy/values";
import { billed, type Charge, type CostContext, type Costs, monthly, Unpriced } from "../estimator";
import { nameOf } from "./read";

const OPERATIONS = 10_000;

/** Secrets cost by being read, through a private endpoint where there is one; a vault without waits for a disaster. */
function vaultCharges(vault: GraphResource, { graph, usage }: CostContext): readonly Charge[] {
  const vaults = graph.ofType(AZURE.vault);
  const reached = vaults.filter((one) => isReached(one, graph));
  const read = reached.length > 0 ? reached : vaults;
  const reads = read.includes(vault) ? usage.secretReads / OPERATIONS / read.length : 0;
  return [monthly("reads of secrets", "azure/key-vault/standard.operations", reads)];
}

const isReached = (vault: GraphResource, graph: PolicyGraph): boolean =>
  graph.referring(AZURE.privateEndpoint, "privateLinkServiceConnections", vault).length > 0;

/** Keys of any other kind or size are "advanced" (Key Vault, pricing). */
const PLAIN = { kind: "RSA", bits: 2_048 } as const;

/** Uses, rotations, and the key itself where it is in hardware. */
function keyCharges(key: GraphResource, { usage }: CostContext): readonly Charge[] {
  const kind = nameOf(key, "properties.kty");
  const hardware = kind.endsWith("-HSM");
  const isPlain = kind.startsWith(PLAIN.kind) && plainOf(key, "properties.keySize") === PLAIN.bits;
  const operations = isPlain && !hardware ? "standard.operations" : "advanced-key.operations";
  const inHardware = isPlain ? "premium.hsm-rsa2048-key" : "premium.hsm-advanced-key";
  return [
    ...(hardware ? [monthly("key in hardware", `azure/key-vault/${inHardware}`)] : []),
    monthly("uses of the key", `azure/key-vault/${operations}`, usage.keyUses / OPERATIONS),
    monthly("rotations of the key", "azure/key-vault/rotation", rotationsOf(key)),
  ];
}

const DAYS = 365 / 12;

/** In a month; `P365D` is once a year. */
function rotationsOf(key: GraphResource): number {
  const actions = listOf(key, "properties.rotationPolicy.lifetimeActions");
  const rotations = actions.filter((action) => String(plain(readIn(action, "action.type"), "type")) === "rotate");
  return rotations.reduce<number>((sum, action) => {
    const after = String(plain(readIn(action, "trigger.timeAfterCreate"), "trigger"));
    const [, days] = /^P(\d+)D$/.exec(after) ?? [];
    if (days === undefined) throw new Unpriced(`the key rotates after ${after}, which says no days`);
    return sum + DAYS / Number(days);
  }, 0);
}

export const SECRETS_COSTS: Costs = { [AZURE.vault]: billed(vaultCharges), [AZURE.key]: billed(keyCharges) };
