import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Input,
  type Resource,
} from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { Cluster } from "../../ports/cluster";
import type { SecretRef } from "../../ports/common";
import { createExternalSecret } from "../external-secret";
import { createPriority } from "../limits";
import { createNamespace, type PodSecurity } from "../namespace";
import { API_KEY, DATADOG, datadog } from "./datadog";
import { externalSecrets, type ExternalSecretsArgs } from "./external-secrets";
import { keda } from "./keda";
import { installOperator, type Operator, type SystemPod } from "./operator";
import { PROMETHEUS, PROMETHEUS_URL, prometheus } from "./prometheus";

/** Where secrets of the cluster come from. */
export const SECRET_STORE = { kind: "ClusterSecretStore", name: "cloud" } as const;

/** When room is short the operators come first: without them nothing scales, and no pod gets its secrets. */
export const OPERATOR_PRIORITY = { className: "crm-operators", value: 10_000 } as const;

export interface OperatorsArgs {
  /** How secrets are fetched: `spec.provider` of an External Secrets store. */
  readonly secretStore: Readonly<Record<string, Input<unknown>>>;
  /** Whom the cloud lets read them. */
  readonly secretReader: ExternalSecretsArgs["identity"];
  /** The CRM's: it may use the store, its pods are asked for metrics, its logs are kept. */
  readonly namespace: string;
  /** Requests per second are counted, because something is scaled by them. */
  readonly requestMetrics: boolean;
  readonly highlyAvailable: boolean;
  /** Null where its key is not set. */
  readonly datadogKey: SecretRef | null;
  readonly cluster: Resource & Pick<Cluster, "clusterName" | "kubernetes">;
}

/** What the CRM needs in a cluster before its first pod, the same on every cloud. */
export class Operators extends ComponentResource {
  /** Depend on it to use the secret store. */
  readonly externalSecrets: Resource;
  /** Depend on it to scale by queues or requests. */
  readonly keda: Resource;
  /** Where requests per second are asked for, and the namespace from which pods' metrics are read; null where nobody counts. */
  readonly metricsUrl: string | null;
  readonly metricsNamespace: string | null;

  private readonly child: CustomResourceOptions;
  private readonly priority: Resource;
  private readonly pods: SystemPod[] = [];

  constructor(
    private readonly prefix: string,
    private readonly args: OperatorsArgs,
    opts: ComponentResourceOptions,
  ) {
    super("crm:kubernetes:Operators", prefix, {}, opts);
    this.child = { parent: this, provider: args.cluster.kubernetes };
    this.priority = createPriority(`${prefix}-priority`, OPERATOR_PRIORITY, this.child);
    this.externalSecrets = this.createSecretStore();
    this.keda = this.install(keda(this.common()), "restricted");
    this.metricsUrl = args.requestMetrics ? PROMETHEUS_URL : null;
    this.metricsNamespace = args.requestMetrics ? PROMETHEUS : null;
    if (args.requestMetrics) this.countRequests();
    if (args.datadogKey !== null) this.sendToDatadog(args.datadogKey);
    this.registerOutputs({ pods: this.pods });
  }

  private createSecretStore(): Resource {
    const { secretReader: identity, secretStore, namespace, datadogKey } = this.args;
    const operator = this.install(externalSecrets({ ...this.common(), identity }), "restricted");
    const namespaces = [namespace, ...(datadogKey === null ? [] : [DATADOG])];
    return new CustomResource(
      `${this.prefix}-secret-store`,
      {
        apiVersion: "external-secrets.io/v1",
        kind: SECRET_STORE.kind,
        // Ready once the cloud knows the operator; what is fetched through it would only fail later.
        metadata: { name: SECRET_STORE.name, annotations: { "pulumi.com/waitFor": "condition=Ready" } },
        spec: { conditions: [{ namespaces }], provider: secretStore },
      },
      { ...this.child, dependsOn: [operator] },
    );
  }

  private countRequests(): void {
    this.install(prometheus({ ...this.common(), scraped: this.args.namespace }), "restricted");
  }

  private sendToDatadog(apiKey: SecretRef): void {
    const { clusterName } = this.args.cluster;
    const operator = datadog({ ...this.common(), clusterName, logged: this.args.namespace });
    // Its agents read their node's logs and processes: no standard but the widest lets them.
    this.install(operator, "privileged", (namespace) => {
      const name = `${this.prefix}-datadog-key`;
      const keys = { [API_KEY.key]: apiKey };
      const opts = { ...this.child, dependsOn: [namespace, this.externalSecrets] };
      return [
        createExternalSecret(name, { namespace: DATADOG, secret: API_KEY.secret, store: SECRET_STORE, keys }, opts),
      ];
    });
  }

  /** A namespace of its own, what the operator needs in there, and the operator. */
  private install(
    operator: Operator,
    security: PodSecurity,
    prepare: (namespace: Resource) => readonly Resource[] = () => [],
  ): Resource {
    const name = `${this.prefix}-${operator.chart}`;
    const namespace = createNamespace(`${name}-namespace`, { namespace: operator.namespace, security }, this.child);
    // The whole cluster: an operator's identity in the cloud has to be bound before its first pod asks for it.
    const dependsOn = [this.priority, namespace, this.args.cluster, ...prepare(namespace)];
    this.pods.push(...operator.pods);
    return installOperator(name, operator, { ...this.child, dependsOn });
  }

  private common() {
    return { highlyAvailable: this.args.highlyAvailable, priorityClass: OPERATOR_PRIORITY.className };
  }
}
