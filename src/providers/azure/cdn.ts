import { type ComponentResourceOptions, interpolate, type Resource } from "@pulumi/pulumi";
import { AFDCustomDomain } from "@pulumi/azure-native/cdn/afdcustomDomain";
import { AFDEndpoint } from "@pulumi/azure-native/cdn/afdendpoint";
import { AFDOrigin } from "@pulumi/azure-native/cdn/afdorigin";
import { AFDOriginGroup } from "@pulumi/azure-native/cdn/afdoriginGroup";
import { Profile } from "@pulumi/azure-native/cdn/profile";
import { Route } from "@pulumi/azure-native/cdn/route";
import { SecurityPolicy } from "@pulumi/azure-native/cdn/securityPolicy";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import { known } from "../../conventions/known";
import type { Cdn as CdnPort, CdnArgs } from "../../ports/cdn";
import type { DnsTarget } from "../../ports/common";
import type { Account } from "./account";
import { COMPRESSED, createCdnRules } from "./cdn-rules";
import { AzureComponent } from "./component";
import { type AzureContext, nameOf } from "./context";
import { sendLogs } from "./diagnostics";
import type { ObjectStore } from "./object-store";
import { grant } from "./role";
import { createCdnPolicy } from "./waf";

const RATE_LIMIT = 10_000;
/** Changes reach Front Door's sites all over the world before Azure calls them done. */
const SLOW = { customTimeouts: { create: "60m", update: "60m", delete: "60m" } } as const;
/** Whom the CDN's tokens are for. */
const STORAGE_SCOPE = "https://storage.azure.com/.default";

export interface AzureCdnArgs extends CdnArgs {
  readonly account: Account;
  readonly objectStore: ObjectStore;
}

/** Front Door in front of the assets container, which only it can read. */
export class Cdn extends AzureComponent implements CdnPort {
  readonly target: DnsTarget;
  readonly profile: Profile;
  readonly endpoint: AFDEndpoint;

  constructor(
    name: string,
    private readonly args: AzureCdnArgs,
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Cdn", name, azure, args.account, opts);
    const identity = this.createIdentity();
    const mayRead = this.letRead(identity);
    this.profile = this.createProfile(identity);
    this.endpoint = this.createEndpoint();
    const originGroup = this.createOriginGroup(identity, mayRead);
    const domain = this.createDomain();
    this.createRoute(originGroup, domain);
    this.protect(domain);
    sendLogs(`${name}-logs`, { of: this.profile.id, categoryGroup: "allLogs" }, args.account, this.child);
    this.target = { kind: "hostname", value: this.endpoint.hostName };
    args.zone.record(
      `${name}-host`,
      { host: args.host, type: "CNAME", value: this.target.value, proxied: false },
      this,
    );
    this.registerOutputs({ target: this.target.value });
  }

  /** Of the CDN alone; it may read the assets and nothing else. */
  private createIdentity(): UserAssignedIdentity {
    const resourceName = nameOf(this.azure, "cdn");
    return new UserAssignedIdentity(`${this.prefix}-identity`, { ...this.placed, resourceName }, this.child);
  }

  private letRead({ principalId }: UserAssignedIdentity): Resource {
    const { id: scope } = this.args.objectStore.buckets.assets.container;
    const right = { role: "Storage Blob Data Reader", scope, to: principalId } as const;
    return grant(`${this.prefix}-reader`, right, this.azure, this.child);
  }

  private createProfile({ id }: UserAssignedIdentity): Profile {
    return new Profile(
      `${this.prefix}-profile`,
      {
        ...this.global(),
        profileName: nameOf(this.azure, "cdn"),
        sku: { name: "Standard_AzureFrontDoor" },
        identity: { type: "UserAssigned", userAssignedIdentities: [id] },
        originResponseTimeoutSeconds: 30,
      },
      { ...this.child, ...SLOW },
    );
  }

  private createEndpoint(): AFDEndpoint {
    const args = {
      ...this.global(),
      profileName: this.profile.name,
      endpointName: nameOf(this.azure, "assets"),
      enabledState: "Enabled",
    };
    return new AFDEndpoint(`${this.prefix}-endpoint`, args, { ...this.child, ...SLOW });
  }

  /** The right comes before its use where storage knows no strangers (Front Door, managed identities for origins). */
  private createOriginGroup({ id }: UserAssignedIdentity, mayRead: Resource): AFDOriginGroup {
    return new AFDOriginGroup(
      `${this.prefix}-origins`,
      {
        ...this.inside(),
        originGroupName: "assets",
        authentication: { type: "UserAssignedIdentity", scope: STORAGE_SCOPE, userAssignedIdentity: { id } },
        // There is one origin, which is used whatever a probe says; tokens are only sent where probes are encrypted, too.
        healthProbeSettings: {
          probePath: "/",
          probeProtocol: "Https",
          probeRequestType: "HEAD",
          probeIntervalInSeconds: 255,
        },
        loadBalancingSettings: { sampleSize: 4, successfulSamplesRequired: 3, additionalLatencyInMilliseconds: 50 },
      },
      { ...this.child, ...SLOW, dependsOn: [...this.child.dependsOn, mayRead] },
    );
  }

  private createOrigin({ name: originGroupName }: AFDOriginGroup): AFDOrigin {
    const hostName = interpolate`${this.args.objectStore.buckets.assets.account.name}.blob.core.windows.net`;
    const host = { hostName, originHostHeader: hostName, enforceCertificateNameCheck: true };
    return new AFDOrigin(
      `${this.prefix}-origin`,
      { ...this.inside(), originGroupName, originName: "assets", ...host, httpsPort: 443, enabledState: "Enabled" },
      { ...this.child, ...SLOW },
    );
  }

  /** Proved through a record in the public zone. Azure issues the certificate in the background once it has seen it. */
  private createDomain(): AFDCustomDomain {
    const { host, zone } = this.args;
    const name = `${this.prefix}-domain`;
    // Named by its host, which is fixed: another one can be made before the route lets this one go.
    const customDomainName = host.replaceAll(".", "-");
    const tlsSettings = { certificateType: "ManagedCertificate", minimumTlsVersion: "TLS12" } as const;
    const domain = new AFDCustomDomain(
      name,
      { ...this.inside(), customDomainName, hostName: host, tlsSettings },
      { ...this.child, ...SLOW },
    );
    const value = domain.validationProperties.apply((proof) =>
      known(proof.validationToken, "the value that proves the host"),
    );
    zone.record(`${name}-proof`, { host: `_dnsauth.${host}`, type: "TXT", value, proxied: false }, this);
    return domain;
  }

  private createRoute(originGroup: AFDOriginGroup, domain: AFDCustomDomain): void {
    const { container } = this.args.objectStore.buckets.assets;
    const inside = this.inside();
    const { ruleSet, rules } = createCdnRules(`${this.prefix}-rules`, inside, this.child);
    const args = {
      ...inside,
      endpointName: this.endpoint.name,
      routeName: "assets",
      customDomains: [{ id: domain.id }],
      linkToDefaultDomain: "Disabled",
      originGroup: { id: originGroup.id },
      originPath: interpolate`/${container.name}`,
      patternsToMatch: ["/*"],
      supportedProtocols: ["Http", "Https"],
      httpsRedirect: "Enabled",
      forwardingProtocol: "HttpsOnly",
      cacheConfiguration: { queryStringCachingBehavior: "IgnoreQueryString", compressionSettings: COMPRESSED },
      ruleSets: [{ id: ruleSet.id }],
      enabledState: "Enabled",
    };
    // Azure refuses a route to a group that has no origin yet.
    const dependsOn = [...this.child.dependsOn, this.createOrigin(originGroup), ...rules];
    new Route(`${this.prefix}-route`, args, { ...this.child, ...SLOW, dependsOn });
  }

  private protect({ id }: AFDCustomDomain): void {
    const { resourceGroupName, tags } = this.placed;
    // The only name of the architecture without hyphens: Front Door's firewalls know none.
    const policyName = nameOf(this.azure, "cdn").replaceAll("-", "");
    const policy = createCdnPolicy(
      `${this.prefix}-waf`,
      { resourceGroupName, policyName, rateLimit: RATE_LIMIT, tags },
      this.child,
    );
    const associations = [{ domains: [{ id }], patternsToMatch: ["/*"] }];
    const parameters = { type: "WebApplicationFirewall", wafPolicy: { id: policy.id }, associations } as const;
    const args = { ...this.inside(), securityPolicyName: "assets", parameters };
    new SecurityPolicy(`${this.prefix}-firewall`, args, { ...this.child, ...SLOW });
  }

  private global() {
    const { resourceGroupName, tags } = this.placed;
    return { resourceGroupName, location: "Global", tags };
  }

  /** What is in the profile has neither place nor tags of its own. */
  private inside() {
    return { resourceGroupName: this.placed.resourceGroupName, profileName: this.profile.name };
  }
}
