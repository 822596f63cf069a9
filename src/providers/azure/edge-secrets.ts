import type { CustomResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import { createExternalSecret } from "../../kubernetes/external-secret";
import { createNamespace } from "../../kubernetes/namespace";
import type { SecretRef } from "../../ports/common";
import type { OriginCertificate } from "../../ports/edge";
import { NAMESPACE } from "./edge-gateway";
import type { Secrets } from "./secrets";

export interface EdgeSecretsArgs {
  readonly certificate: OriginCertificate;
  readonly clientCa: Output<string> | null;
  readonly secrets: Secrets;
  /** Ready once the cluster can fetch secrets at all. */
  readonly secretStore: Resource;
}

export interface EdgeSecrets {
  /** Names of the Kubernetes secrets. */
  readonly certificate: string;
  readonly clientCa: string | null;
  readonly ready: readonly Resource[];
}

type InCluster = CustomResourceOptions & { readonly parent: Resource };

const CERTIFICATE = "origin-certificate";
const CLIENT_CA = "client-ca";
/** A store of its own, because the CRM's serves the CRM's namespaces only. */
const STORE = { kind: "ClusterSecretStore", name: NAMESPACE } as const;

/** The load balancer reads certificates from the cluster, which gets them as it gets every other secret. */
export function createEdgeSecrets(prefix: string, args: EdgeSecretsArgs, opts: InCluster): EdgeSecrets {
  const { certificate, clientCa, secrets, secretStore } = args;
  const keep = (key: string, value: Output<string>): SecretRef =>
    secrets.put(`${prefix}-${key}`, { key, value }, opts.parent);
  const namespace = createNamespace(`${prefix}-namespace`, { namespace: NAMESPACE, security: "restricted" }, opts);
  const store = createStore(`${prefix}-store`, secrets, { ...opts, dependsOn: [secretStore, secrets] });
  const fetch = (secret: string, keys: Readonly<Record<string, SecretRef>>, type?: string): Resource => {
    const wanted = { namespace: NAMESPACE, secret, store: STORE, keys, ...(type !== undefined && { type }) };
    return createExternalSecret(`${prefix}-${secret}`, wanted, { ...opts, dependsOn: [namespace, store] });
  };
  const shown = {
    "tls.crt": keep("origin-tls-certificate", certificate.certificate),
    "tls.key": keep("origin-tls-key", certificate.privateKey),
  };
  const ready = [fetch(CERTIFICATE, shown, "kubernetes.io/tls")];
  if (clientCa === null) return { certificate: CERTIFICATE, clientCa: null, ready };
  const trusted = { "ca.crt": keep("origin-client-ca", clientCa) };
  return { certificate: CERTIFICATE, clientCa: CLIENT_CA, ready: [...ready, fetch(CLIENT_CA, trusted)] };
}

function createStore(name: string, { storeSpec }: Secrets, opts: CustomResourceOptions): CustomResource {
  return new CustomResource(
    name,
    {
      apiVersion: "external-secrets.io/v1",
      kind: STORE.kind,
      metadata: { name: STORE.name, annotations: { "pulumi.com/waitFor": "condition=Ready" } },
      spec: { conditions: [{ namespaces: [NAMESPACE] }], provider: storeSpec },
    },
    opts,
  );
}
