import type { CustomResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { CertificateMap } from "@pulumi/gcp/certificatemanager/certificateMap";
import { CertificateMapEntry } from "@pulumi/gcp/certificatemanager/certificateMapEntry";
import { SSLPolicy } from "@pulumi/gcp/compute/sslpolicy";

/** TLS 1.2 and 1.3 with post-quantum key exchange; without a policy the load balancer still speaks TLS 1.0. */
export function createTlsPolicy(name: string, opts: CustomResourceOptions): SSLPolicy {
  const args = { profile: "MODERN", minTlsVersion: "TLS_1_2", postQuantumKeyExchange: "ENABLED" };
  return new SSLPolicy(name, args, opts);
}

/** Which certificate a load balancer shows for which host. */
export interface HostCertificates {
  readonly map: CertificateMap;
  /** Without these the map is empty. */
  readonly ready: readonly Resource[];
}

/** Nothing is shown for any other host, so nobody can open a connection with it. */
export function createHostCertificates(
  name: string,
  { hosts, certificate }: { readonly hosts: readonly string[]; readonly certificate: Output<string> },
  opts: CustomResourceOptions,
): HostCertificates {
  const map = new CertificateMap(name, {}, opts);
  const ready = hosts.map((hostname) => {
    // Hosts are one label below the zone: by it they differ.
    const [label] = hostname.split(".", 1);
    return new CertificateMapEntry(`${name}-${label}`, { map: map.name, hostname, certificates: [certificate] }, opts);
  });
  return { map, ready };
}
