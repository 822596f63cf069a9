import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import { Certificate } from "@pulumi/aws/acm/certificate";
import { CertificateValidation } from "@pulumi/aws/acm/certificateValidation";
import { Distribution } from "@pulumi/aws/cloudfront/distribution";
import { OriginAccessControl } from "@pulumi/aws/cloudfront/originAccessControl";
import { ResponseHeadersPolicy } from "@pulumi/aws/cloudfront/responseHeadersPolicy";
import { known } from "../../conventions/known";
import type { Cdn as CdnPort, CdnArgs } from "../../ports/cdn";
import type { DnsTarget } from "../../ports/common";
import { createCdnLogs } from "./cdn-logs";
import { AwsComponent } from "./component";
import { type AwsContext, GLOBAL_REGION, nameOf } from "./context";
import type { ObjectStore } from "./object-store";
import type { Secrets } from "./secrets";
import { createWebAcl } from "./waf";

/** AWS' own cache policy for static files, the same id in every account (CloudFront developer guide). */
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const RATE_LIMIT = 10_000;
const YEAR_SECONDS = 31_536_000;

export interface AwsCdnArgs extends CdnArgs {
  readonly secrets: Secrets;
  readonly objectStore: ObjectStore;
}

/** CloudFront in front of the assets bucket, which only it can read. */
export class Cdn extends AwsComponent implements CdnPort {
  readonly target: DnsTarget;
  readonly distribution: Distribution;

  constructor(
    name: string,
    private readonly args: AwsCdnArgs,
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("Cdn", name, aws, opts);
    this.distribution = this.createDistribution(this.createCertificate());
    createCdnLogs(name, { distribution: this.distribution, ...args }, aws, this);
    this.target = { kind: "hostname", value: this.distribution.domainName };
    args.zone.record(
      `${name}-host`,
      { host: args.host, type: "CNAME", value: this.target.value, proxied: false },
      this,
    );
    this.registerOutputs({ target: this.target.value });
  }

  /** Proved through a record in the public zone; CloudFront only takes a certificate that is. */
  private createCertificate(): Output<string> {
    const { host, zone } = this.args;
    const name = `${this.prefix}-certificate`;
    const region = GLOBAL_REGION;
    const certificate = new Certificate(name, { region, domainName: host, validationMethod: "DNS" }, this.child);
    const proof = certificate.domainValidationOptions.apply(([option]) => ({
      host: known(option?.resourceRecordName, "the name that proves the certificate"),
      value: known(option?.resourceRecordValue, "the value that proves the certificate"),
    }));
    const record = zone.record(
      `${name}-proof`,
      { host: proof.host, type: "CNAME", value: proof.value, proxied: false },
      this,
    );
    const validation = { region, certificateArn: certificate.arn, validationRecordFqdns: [record.name] };
    const opts = { ...this.child, customTimeouts: { create: "75m" } };
    return new CertificateValidation(`${name}-proved`, validation, opts).certificateArn;
  }

  private createDistribution(acmCertificateArn: Output<string>): Distribution {
    const { host, objectStore } = this.args;
    const bucket = objectStore.assets.bucket;
    return new Distribution(
      `${this.prefix}-distribution`,
      {
        enabled: true,
        comment: nameOf(this.aws, "assets"),
        aliases: [host],
        isIpv6Enabled: true,
        httpVersion: "http2and3",
        priceClass: "PriceClass_100",
        defaultRootObject: "index.html",
        webAclId: this.createFirewall(),
        origins: [
          {
            originId: "assets",
            domainName: bucket.bucketRegionalDomainName,
            originAccessControlId: this.createOriginAccess(),
          },
        ],
        defaultCacheBehavior: {
          targetOriginId: "assets",
          viewerProtocolPolicy: "redirect-to-https",
          allowedMethods: ["GET", "HEAD", "OPTIONS"],
          cachedMethods: ["GET", "HEAD"],
          compress: true,
          cachePolicyId: CACHING_OPTIMIZED,
          responseHeadersPolicyId: this.createHeaders(),
        },
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: {
          acmCertificateArn,
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: "TLSv1.2_2021",
        },
      },
      { ...this.child, customTimeouts: { create: "60m", update: "60m", delete: "60m" } },
    );
  }

  private createFirewall(): Output<string> {
    const { secrets, logs } = this.args;
    const key = secrets.encryption.keyIn(GLOBAL_REGION);
    const args = { name: nameOf(this.aws, "cdn"), rateLimit: RATE_LIMIT, days: logs.days, key };
    return createWebAcl(`${this.prefix}-waf`, { ...args, scope: "CLOUDFRONT", level: "full" }, this).arn;
  }

  private createOriginAccess(): Output<string> {
    const args = { originAccessControlOriginType: "s3", signingBehavior: "always", signingProtocol: "sigv4" };
    return new OriginAccessControl(`${this.prefix}-access`, { name: nameOf(this.aws, "assets"), ...args }, this.child)
      .id;
  }

  private createHeaders(): Output<string> {
    const securityHeadersConfig = {
      strictTransportSecurity: { accessControlMaxAgeSec: YEAR_SECONDS, includeSubdomains: true, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: "DENY", override: true },
      referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: true },
    };
    const args = { name: nameOf(this.aws, "assets"), securityHeadersConfig };
    return new ResponseHeadersPolicy(`${this.prefix}-headers`, args, this.child).id;
  }
}
