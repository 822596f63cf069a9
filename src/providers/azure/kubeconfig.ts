import { interpolate, jsonStringify, type Output, secret } from "@pulumi/pulumi";
import { listManagedClusterUserCredentialsOutput } from "@pulumi/azure-native/containerservice/listManagedClusterUserCredentials";
import type { ManagedCluster } from "@pulumi/azure-native/containerservice/managedCluster";
import { known } from "../../conventions/known";

/** Whom tokens for the API of any AKS cluster are made out to (AKS, kubelogin). */
const AKS_SERVER = "6dae42f8-4368-4678-94ff-3960e28e3630";

/**
 * A kubeconfig that asks Entra for a token at every use: nothing secret in it, nothing that expires. Only the authority of the
 * cluster's certificate comes with credentials, which themselves are of no use without such a token; they stay secret all the same.
 */
export function kubeconfigOf(cluster: ManagedCluster, resourceGroupName: Output<string>): Output<string> {
  const credentials = listManagedClusterUserCredentialsOutput(
    { resourceGroupName, resourceName: cluster.name, format: "exec" },
    { parent: cluster },
  );
  const authority = secret(credentials).apply(({ kubeconfigs }) => authorityIn(kubeconfigs[0]?.value ?? ""));
  const server = interpolate`https://${cluster.fqdn}:443`;
  const getToken = ["get-token", "--login", "azurecli", "--server-id", AKS_SERVER];
  return jsonStringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "aks",
    contexts: [{ name: "aks", context: { cluster: "aks", user: "admin" } }],
    clusters: [{ name: "aks", cluster: { server, "certificate-authority-data": authority } }],
    users: [
      {
        name: "admin",
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "kubelogin",
            args: getToken,
            installHint: "Install it with: az aks install-cli",
            interactiveMode: "Never",
          },
        },
      },
    ],
  });
}

/** @param kubeconfig in base64 */
function authorityIn(kubeconfig: string): string {
  const text = Buffer.from(kubeconfig, "base64").toString();
  return known(/certificate-authority-data: (\S+)/.exec(text)?.[1], "the authority of the cluster's certificate");
}
