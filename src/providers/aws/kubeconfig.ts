import { jsonStringify, type Output } from "@pulumi/pulumi";
import type { Cluster } from "@pulumi/aws/eks/cluster";
import type { Role } from "@pulumi/aws/iam/role";

/** A kubeconfig that asks AWS for a token at every use: nothing secret in it, nothing that expires. */
export function kubeconfigOf(
  { name, endpoint, certificateAuthority }: Cluster,
  region: string,
  admin: Role,
): Output<string> {
  return jsonStringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "eks",
    contexts: [{ name: "eks", context: { cluster: "eks", user: "admin" } }],
    clusters: [{ name: "eks", cluster: { server: endpoint, "certificate-authority-data": certificateAuthority.data } }],
    users: [
      {
        name: "admin",
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: ["eks", "get-token", "--cluster-name", name, "--region", region, "--role-arn", admin.arn],
            interactiveMode: "Never",
          },
        },
      },
    ],
  });
}
