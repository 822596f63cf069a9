import type { Output, Resource } from "@pulumi/pulumi";
import { AuthenticatedOriginPulls } from "@pulumi/cloudflare/authenticatedOriginPulls";
import { AuthenticatedOriginPullsHostnameCertificate } from "@pulumi/cloudflare/authenticatedOriginPullsHostnameCertificate";
import { OriginCaCertificate } from "@pulumi/cloudflare/originCaCertificate";
import { CertRequest } from "@pulumi/tls/certRequest";
import { LocallySignedCert } from "@pulumi/tls/locallySignedCert";
import { PrivateKey } from "@pulumi/tls/privateKey";
import { SelfSignedCert } from "@pulumi/tls/selfSignedCert";
import type { OriginCertificate } from "../ports/edge";
import type { ZoneArgs } from "./zone";

/** Cloudflare's longest validity for an origin certificate, in days. */
const ORIGIN_DAYS = 5475;
const CLIENT_HOURS = ORIGIN_DAYS * 24;
/** Cloudflare takes RSA or P-256; EC keys are what every cloud's load balancer accepts too. */
const EC_KEY = { algorithm: "ECDSA", ecdsaCurve: "P256" } as const;

/**
 * Both halves of the trust between Cloudflare and the origin: the origin's certificate, which only Cloudflare accepts,
 * and (where asked for) a client certificate of this stack's own CA, which only this stack's origin accepts.
 */
export class OriginTls {
  readonly certificate: OriginCertificate;
  readonly clientCa: Output<string> | null;

  constructor(
    private readonly name: string,
    private readonly args: ZoneArgs,
    private readonly parent: Resource,
  ) {
    this.certificate = this.originCertificate();
    this.clientCa = args.mutualTls ? this.clientCertificate() : null;
  }

  private originCertificate(): OriginCertificate {
    const { name, args, parent } = this;
    // Sorted: another order would be another certificate.
    const hostnames = Object.values(args.originHosts).sort();
    const key = new PrivateKey(`${name}-origin-key`, EC_KEY, { parent });
    const request = new CertRequest(
      `${name}-origin-request`,
      { privateKeyPem: key.privateKeyPem, subject: { commonName: args.domain }, dnsNames: hostnames },
      { parent },
    );
    const { certificate } = new OriginCaCertificate(
      `${name}-origin`,
      { csr: request.certRequestPem, hostnames, requestType: "origin-ecc", requestedValidity: ORIGIN_DAYS },
      { parent },
    );
    return { certificate, privateKey: key.privateKeyPem };
  }

  private clientCertificate(): Output<string> {
    const { name, args, parent } = this;
    const caKey = new PrivateKey(`${name}-client-ca-key`, EC_KEY, { parent });
    const ca = new SelfSignedCert(
      `${name}-client-ca`,
      {
        privateKeyPem: caKey.privateKeyPem,
        subject: { commonName: `Cloudflare to ${args.domain}` },
        allowedUses: ["cert_signing", "crl_signing"],
        isCaCertificate: true,
        validityPeriodHours: CLIENT_HOURS,
      },
      { parent },
    );
    const key = new PrivateKey(`${name}-client-key`, EC_KEY, { parent });
    const request = new CertRequest(
      `${name}-client-request`,
      { privateKeyPem: key.privateKeyPem, subject: { commonName: args.domain } },
      { parent },
    );
    const client = new LocallySignedCert(
      `${name}-client`,
      {
        certRequestPem: request.certRequestPem,
        caPrivateKeyPem: caKey.privateKeyPem,
        caCertPem: ca.certPem,
        allowedUses: ["digital_signature", "client_auth"],
        validityPeriodHours: CLIENT_HOURS,
      },
      { parent },
    );
    this.present(client.certPem, key.privateKeyPem);
    return ca.certPem;
  }

  /** Per host and not per zone, because other stacks share the zone. */
  private present(certificate: Output<string>, privateKey: Output<string>): void {
    const { name, args, parent } = this;
    const uploaded = new AuthenticatedOriginPullsHostnameCertificate(
      `${name}-client-upload`,
      { zoneId: args.zoneId, certificate, privateKey },
      { parent },
    );
    for (const [short, hostname] of Object.entries(args.originHosts)) {
      new AuthenticatedOriginPulls(
        `${name}-client-${short}`,
        { zoneId: args.zoneId, configs: [{ hostname, certId: uploaded.id, enabled: true }] },
        { parent },
      );
    }
  }
}
