import { interpolate, jsonStringify, type Output } from "@pulumi/pulumi";
import type { Cluster } from "@pulumi/gcp/container/cluster";

/**
 * A kubeconfig that asks Google for a token at every use: nothing secret in it, nothing that expires. It goes by the cluster's
 * name in Google's own domain, whose certificate everybody trusts, so it needs no authority.
 */
export function kubeconfigOf({ controlPlaneEndpointsConfig }: Cluster): Output<string> {
  const server = interpolate`https://${controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint}`;
  return jsonStringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "gke",
    contexts: [{ name: "gke", context: { cluster: "gke", user: "admin" } }],
    clusters: [{ name: "gke", cluster: { server } }],
    users: [
      {
        name: "admin",
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "gke-gcloud-auth-plugin",
            installHint: "Install it with: gcloud components install gke-gcloud-auth-plugin",
            provideClusterInfo: true,
            interactiveMode: "Never",
          },
        },
      },
    ],
  });
}
