import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Resource,
} from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { Cluster } from "../../ports/cluster";
import type { NetworkPeer, SecretRef } from "../../ports/common";
import type { Secrets } from "../../ports/secrets";
import { createExternalSecret } from "../external-secret";
import { createPriority } from "../limits";
import { createNamespace, type NamespaceArgs, type PodSecurity } from "../namespace";
import { OPS_PORT } from "../ops";
import { confine, INTERNET, type Traffic } from "../network-policy";
import { API_KEY, DATADOG, datadog, TRACES } from "./datadog";
import { externalSecrets, type ExternalSecretsArgs } from "./external-secrets";
import { KEDA, KEDA_PORT, keda } from "./keda";
import { installOperator, type Operator, type SystemPod } from "./operator";
import { PROMETHEUS, PROMETHEUS_PORT, PROMETHEUS_URL, prometheus } from "./prometheus";

/** Where secrets of the cluster come from. */
export const SECRET_STORE = { kind: "ClusterSecretStore", name: "cloud" } as const;

/** When room is short the operators come first: without them nothing scales, and no pod gets its secrets. */
export const OPERATOR_PRIORITY = { className: "crm-operators", value: 10_000 } as const;

/** Ports of the charts' webhooks and metrics, which the API server calls. */
const WEBHOOK_PORTS = { externalSecrets: 10_250, keda: [9_443, 6_443] } as const;

export interface OperatorsArgs {
  readonly secrets: Resource & Pick<Secrets, "storeSpec" | "peer">;
  /** Whom the cloud lets read them. */
  readonly secretReader: ExternalSecretsArgs["identity"];
  /** The CRM's: its pods are scaled, get secrets, are asked for metrics, and their logs are kept. */
  readonly namespace: NamespaceArgs;
  /** Services whose requests are counted, because they are scaled by them. */
  readonly counted: readonly string[];
  /** Where jobs wait. */
  readonly queues: NetworkPeer;
  readonly highlyAvailable: boolean;
  /** Null where its key is not set. */
  readonly datadogKey: SecretRef | null;
  readonly cluster: Resource & Pick<Cluster, "clusterName" | "kubernetes" | "api" | "identityEndpoint">;
}

/** What the CRM needs in a cluster before its first pod, the same on every cloud. */
export class Operators extends ComponentResource {
  /** The CRM's. */
  readonly namespace: Resource;
  /** Depend on it to use the secret store. */
  readonly externalSecrets: Resource;
  /** Depend on it to scale by queues or requests. */
  readonly keda: Resource;
  /** Where requests per second are asked for, and the namespace from which pods' metrics are read; null where nobody counts. */
  readonly metricsUrl: string | null;
  readonly metricsNamespace: string | null;
  /** Where pods send their traces; null where nobody looks at them. */
  readonly traces: { readonly url: string; readonly namespace: string; readonly port: number } | null;

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
    this.namespace = createNamespace(`${prefix}-crm-namespace`, args.namespace, this.child);
    this.externalSecrets = this.createSecretStore();
    this.keda = this.scale();
    const counts = args.counted.length > 0;
    this.metricsUrl = counts ? PROMETHEUS_URL : null;
    this.metricsNamespace = counts ? PROMETHEUS : null;
    if (counts) this.countRequests();
    this.traces = args.datadogKey === null ? null : TRACES;
    if (args.datadogKey !== null) this.sendToDatadog(args.datadogKey);
    this.registerOutputs({ pods: this.pods });
  }

  private createSecretStore(): Resource {
    const { secretReader: identity, secrets, namespace, datadogKey, cluster } = this.args;
    const operator = this.install(externalSecrets({ ...this.common(), identity }), "restricted", {
      from: [{ anyone: true, ports: [WEBHOOK_PORTS.externalSecrets] }],
      to: [cluster.api, ...[cluster.identityEndpoint, secrets.peer].filter((peer) => peer !== null), INTERNET],
    });
    const namespaces = [namespace.namespace, ...(datadogKey === null ? [] : [DATADOG])];
    return new CustomResource(
      `${this.prefix}-secret-store`,
      {
        apiVersion: "external-secrets.io/v1",
        kind: SECRET_STORE.kind,
        // Ready once the cloud knows the operator; what is fetched through it would only fail later.
        metadata: { name: SECRET_STORE.name, annotations: { "pulumi.com/waitFor": "condition=Ready" } },
        spec: { conditions: [{ namespaces }], provider: secrets.storeSpec },
      },
      // The secrets too: with them comes the right to read them.
      { ...this.child, dependsOn: [operator, secrets] },
    );
  }

  /** Only in the CRM's namespace, so only there it may read secrets and change deployments. */
  private scale(): Resource {
    const { cluster, queues, namespace } = this.args;
    const operator = keda({ ...this.common(), scaled: namespace.namespace });
    return this.install(operator, "restricted", {
      from: [
        { anyone: true, ports: WEBHOOK_PORTS.keda },
        { namespace: KEDA, ports: [KEDA_PORT] },
      ],
      to: [
        cluster.api,
        queues,
        { namespace: KEDA, ports: [KEDA_PORT] },
        { namespace: PROMETHEUS, ports: [PROMETHEUS_PORT] },
      ],
    });
  }

  private countRequests(): void {
    const { cluster, counted, namespace } = this.args;
    const operator = prometheus({ ...this.common(), scraped: namespace.namespace, services: counted });
    this.install(operator, "restricted", {
      from: [{ namespace: KEDA, ports: [PROMETHEUS_PORT] }],
      to: [cluster.api, { namespace: namespace.namespace, ports: [OPS_PORT] }],
    });
  }

  private sendToDatadog(apiKey: SecretRef): void {
    const { clusterName } = this.args.cluster;
    const operator = datadog({ ...this.common(), clusterName, logged: this.args.namespace.namespace });
    // Its agents read their node's logs and ask its kubelet: no standard but the widest lets them, and no policy confines them.
    this.install(operator, "privileged", null, (namespace) => {
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
    traffic: Traffic | null,
    prepare: (namespace: Resource) => readonly Resource[] = () => [],
  ): Resource {
    const name = `${this.prefix}-${operator.chart}`;
    const namespace = createNamespace(`${name}-namespace`, { namespace: operator.namespace, security }, this.child);
    // The whole cluster: an operator's identity in the cloud has to be bound before its first pod asks for it.
    const dependsOn = [this.priority, namespace, this.namespace, this.args.cluster, ...prepare(namespace)];
    if (traffic !== null) {
      const opts = { ...this.child, dependsOn: [namespace] };
      dependsOn.push(confine(`${name}-network`, operator.namespace, traffic, opts));
    }
    this.pods.push(...operator.pods);
    return installOperator(name, operator, { ...this.child, dependsOn });
  }

  private common() {
    return { highlyAvailable: this.args.highlyAvailable, priorityClass: OPERATOR_PRIORITY.className };
  }
}
