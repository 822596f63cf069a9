import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import { Lease } from "@pulumi/kubernetes/coordination/v1/lease";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount";
import { Role } from "@pulumi/kubernetes/rbac/v1/role";
import { RoleBinding } from "@pulumi/kubernetes/rbac/v1/roleBinding";
import type { SecretRef } from "../ports/common";
import type { Identity } from "../ports/identity";
import { createExternalSecret } from "./external-secret";
import { allowTraffic, type Traffic } from "./network-policy";

export interface ServiceAccessArgs {
  readonly namespace: string;
  /** Name of the service account, and of the secret with its settings. */
  readonly service: string;
  readonly identity: Identity;
  readonly secretStore: { readonly kind: string; readonly name: string };
  /** Settings that are fetched from the cloud's secret store, by the name of their environment variable. */
  readonly secrets: Readonly<Record<string, SecretRef>>;
  readonly traffic: Traffic;
  /** All that work in its name, by their name label. */
  readonly pods: readonly string[];
  /** It elects a leader by a lease of its own name, for which it needs the Kubernetes API. */
  readonly electsLeader: boolean;
  /** What has to be there before, such as the namespace. */
  readonly dependsOn: readonly Resource[];
}

/** Who a service is and what it can reach, before any pod of it runs: identity, secrets, network, rights in the cluster. */
export class ServiceAccess extends ComponentResource {
  /** Pods need all of these. */
  readonly ready: readonly Resource[];
  private readonly child: { readonly parent: Resource; readonly dependsOn: Resource[] };

  constructor(
    private readonly prefix: string,
    private readonly args: ServiceAccessArgs,
    opts: ComponentResourceOptions,
  ) {
    super("crm:kubernetes:ServiceAccess", prefix, {}, opts);
    this.child = { parent: this, dependsOn: [...args.dependsOn] };
    const account = this.createAccount();
    const network = allowTraffic(
      `${prefix}-network`,
      { ...args.traffic, pods: args.pods, namespace: args.namespace },
      this.child,
    );
    this.ready = [account, network, ...this.fetchSecrets(), ...this.allowElection(account)];
    this.registerOutputs({});
  }

  private createAccount(): ServiceAccount {
    const { service: name, namespace, identity } = this.args;
    const metadata = { name, namespace, annotations: { ...identity.serviceAccountAnnotations } };
    return new ServiceAccount(`${this.prefix}-account`, { metadata, automountServiceAccountToken: false }, this.child);
  }

  private fetchSecrets(): readonly Resource[] {
    const { service: secret, namespace, secretStore: store, secrets: keys } = this.args;
    if (Object.keys(keys).length === 0) return [];
    return [createExternalSecret(`${this.prefix}-secrets`, { namespace, secret, store, keys }, this.child)];
  }

  /** The lease is made here, so that no pod needs the right to make any. */
  private allowElection(account: ServiceAccount): readonly Resource[] {
    const { service: name, namespace, electsLeader } = this.args;
    if (!electsLeader) return [];
    const metadata = { name, namespace };
    const lease = new Lease(`${this.prefix}-lease`, { metadata }, this.child);
    const rule = {
      apiGroups: ["coordination.k8s.io"],
      resources: ["leases"],
      resourceNames: [name],
      verbs: ["get", "update", "patch"],
    };
    const role = new Role(`${this.prefix}-role`, { metadata, rules: [rule] }, this.child);
    const binding = {
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
      subjects: [{ kind: "ServiceAccount", name, namespace }],
    };
    const opts = { ...this.child, dependsOn: [account, role] };
    return [lease, new RoleBinding(`${this.prefix}-role-binding`, binding, opts)];
  }
}
