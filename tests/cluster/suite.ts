import { afterAll, beforeAll, describe } from "vitest";
import { graphOf, nameOfVariant, type Variant } from "../graphs";
import { hasGo } from "./go";
import { World } from "./world";

/** Every tier, and the phase whose cluster differs from its tier's. */
export const STACKS: readonly Variant[] = [
  { tier: "dev" },
  { tier: "staging" },
  { tier: "production", phase: "mvp" },
  { tier: "production" },
  { tier: "enterprise" },
];

/** A suite on programs that are built from Go modules; without Go it is skipped and says so. */
export function describeWithGo(name: string, suite: () => void): void {
  describe.skipIf(!hasGo)(hasGo ? name : `${name} (skipped: there is no Go to build a cluster with)`, suite);
}

/** Tests of one stack in a cluster of its own, which they share one after the other. */
export function describeStack(variant: Variant, suite: (world: () => World) => void): void {
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
