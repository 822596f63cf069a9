import type { Output, ProviderResource } from "@pulumi/pulumi";
import { Provider as CloudflareProvider } from "@pulumi/cloudflare/provider";
import { Provider as TlsProvider } from "@pulumi/tls/provider";

/** The explicit providers of everything at Cloudflare; without a token only a plan can be made. */
export function cloudflareProviders(apiToken: Output<string> | undefined): readonly ProviderResource[] {
  const cloudflare = new CloudflareProvider("cloudflare", apiToken === undefined ? {} : { apiToken });
  return [cloudflare, new TlsProvider("tls")];
}
