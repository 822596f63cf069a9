import type { Output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/mongodbatlas/provider";

export interface AtlasKeys {
  readonly atlasPublicKey?: Output<string>;
  readonly atlasPrivateKey?: Output<string>;
}

/** The explicit provider of everything at Atlas; without keys only a plan can be made. */
export function atlasProvider({ atlasPublicKey, atlasPrivateKey }: AtlasKeys): Provider {
  return new Provider("mongodbatlas", {
    ...(atlasPublicKey && { publicKey: atlasPublicKey }),
    ...(atlasPrivateKey && { privateKey: atlasPrivateKey }),
  });
}
