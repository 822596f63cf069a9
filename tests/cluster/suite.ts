import { afterAll, beforeAll, describe } from "vitest";
import { ALL_VARIANTS, graphOf, nameOfVariant, type Variant } from "../graphs";
import { hasGo } from "./go";
import { World } from "./world";

/** On every cloud each tier, and the phase whose cluster differs from its tier's. */
export const STACKS = ALL_VARIANTS.filter(({ phase }) => phase === undefined || phase === "mvp");

/** A suite on programs that are built from Go modules; without Go it is skipped and says so. */
export function describeWithGo(name: string, suite: () => void): void {
  describe.skipIf(!hasGo)(hasGo ? name : `${name} (skipped: there is no Go to build a cluster with)`, suite);
}

/** Tests of one stack on every cloud, each in a cluster of its own, which they share one after the other. */
export function describeStacks(
  { tier, phase }: Pick<Variant, "tier" | "phase">,
  suite: (world: () => World) => void,
): void {
  for (const variant of STACKS.filter((stack) => stack.tier === tier && stack.phase === phase)) {
    describeStack(variant, suite);
  }
}

function describeStack(variant: Variant, suite: (world: () => World) => void): void {
  describeWithGo(`the Kubernetes objects of ${nameOfVariant(variant)}`, () => {
    let world: World;
    beforeAll(async () => {
      world = await World.start(graphOf(variant));
    });
    // Undefined where the start failed.
    afterAll(() => (world as World | undefined)?.stop());
    suite(() => world);
  });
}
