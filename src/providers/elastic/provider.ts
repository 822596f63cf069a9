import { type Output, ProviderResource, secret } from "@pulumi/pulumi";
import { RELEASE } from "./release";

/** The provider refuses to start without a key, even where it only plans; this one opens nothing. */
const OFFLINE_KEY = "offline";

/** Elastic Cloud, by Pulumi's own provider `ec`. */
export class Provider extends ProviderResource {
  constructor(name: string, { apikey }: { readonly apikey: Output<string> }) {
    super("ec", name, { apikey }, RELEASE);
  }
}

/** The explicit provider of everything at Elastic Cloud; without a key only a plan can be made. */
export function createElasticProvider(apiKey: Output<string> | undefined): Provider {
  return new Provider("ec", { apikey: secret(apiKey ?? OFFLINE_KEY) });
}
