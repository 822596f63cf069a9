import { runtime } from "@pulumi/pulumi";
import type { Placement } from "../../src/placement";

/** A stack whose data is protected. */
export const PRODUCTION: Placement = {
  cloud: "aws",
  account: "123456789012",
  region: "us-east-1",
  drRegion: "us-west-2",
  tier: "production",
  phase: null,
  protected: true,
};

/** Makes `placement` the one that was last deployed; null: nothing was. */
export async function deploy(placement: Placement | null): Promise<void> {
  const outputs = placement === null ? {} : { placement };
  const mocks: runtime.Mocks = {
    newResource: ({ inputs }) => ({ id: "self", state: { ...(inputs as object), outputs, secretOutputNames: [] } }),
    call: () => ({}),
  };
  await runtime.setMocks(mocks, "sequelstring-crm", "prod", true, "acme");
}
