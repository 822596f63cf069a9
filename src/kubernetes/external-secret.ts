import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { SecretRef } from "../ports/common";

export interface ExternalSecretArgs {
  readonly namespace: string;
  /** Of the Kubernetes secret that is kept equal to the cloud's. */
  readonly secret: string;
  readonly store: { readonly kind: string; readonly name: string };
  /** What is fetched, by its key in the Kubernetes secret. */
  readonly keys: Readonly<Record<string, SecretRef>>;
  /** Texts made from what was fetched, in its place (External Secrets' templates). */
  readonly template?: Readonly<Record<string, string>>;
  /** Kubernetes' type of the secret, where its reader insists on one. */
  readonly type?: string;
}

type ExternalSecretOptions = Omit<CustomResourceOptions, "dependsOn"> & { readonly dependsOn: readonly Resource[] };

/** A Kubernetes secret that the operator fetches from the cloud's store: its value is in no manifest and no state. */
export function createExternalSecret(name: string, args: ExternalSecretArgs, opts: ExternalSecretOptions) {
  const { namespace, secret, store, keys } = args;
  const stored = Object.values(keys).map((ref) => ref.stored);
  const data = Object.entries(keys).map(([secretKey, { key }]) => ({ secretKey, remoteRef: { key } }));
  return new CustomResource(
    name,
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      // Pods wait in an error for a secret that is not there yet, so whatever depends on this waits for the first fetch.
      metadata: { name: secret, namespace, annotations: { "pulumi.com/waitFor": "condition=Ready" } },
      spec: {
        refreshInterval: "1h",
        secretStoreRef: store,
        target: {
          name: secret,
          creationPolicy: "Owner",
          deletionPolicy: "Retain",
          ...templateOf(args),
        },
        data,
      },
    },
    // A fetch that failed is tried again after some minutes.
    { ...opts, dependsOn: [...opts.dependsOn, ...stored], customTimeouts: { create: "20m" } },
  );
}

/** Without texts of its own a template passes on what was fetched. */
function templateOf({ template: data, type }: ExternalSecretArgs) {
  if (data === undefined && type === undefined) return {};
  return { template: { engineVersion: "v2", ...(type && { type }), ...(data && { mergePolicy: "Replace", data }) } };
}
