import { type CustomResourceOptions, type Input, interpolate, output } from "@pulumi/pulumi";
import { ValidatingAdmissionPolicy } from "@pulumi/kubernetes/admissionregistration/v1/validatingAdmissionPolicy";
import { ValidatingAdmissionPolicyBinding } from "@pulumi/kubernetes/admissionregistration/v1/validatingAdmissionPolicyBinding";
import type { Resource } from "@pulumi/pulumi";

export interface IdentityGuardArgs {
  readonly namespace: string;
  /** Repository of the only image that may run as a service account. */
  readonly images: Readonly<Record<string, Input<string>>>;
}

/**
 * Ties each service account to its own image. Kubernetes lets whoever may start a pod in a namespace choose any service
 * account of it, and with that any cloud identity.
 */
export function guardIdentities(name: string, args: IdentityGuardArgs, opts: CustomResourceOptions): Resource {
  const { namespace, images } = args;
  const metadata = { name: `${namespace}-identities` };
  const accounts = output(images).apply((known) => JSON.stringify(known));
  const policy = new ValidatingAdmissionPolicy(
    name,
    {
      metadata,
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["pods"] },
          ],
        },
        variables: [
          // JSON's objects of texts are maps in CEL, too.
          { name: "images", expression: interpolate`${accounts}` },
          { name: "account", expression: "object.spec.?serviceAccountName.orValue('default')" },
          {
            name: "containers",
            expression: "object.spec.containers + object.spec.?initContainers.orValue([])",
          },
        ],
        validations: [
          {
            expression:
              "variables.account in variables.images && variables.containers.all(c, " +
              "c.image.startsWith(variables.images[variables.account] + ':') || " +
              "c.image.startsWith(variables.images[variables.account] + '@'))",
            message: "a pod runs as the service account of the service whose image it runs, and as no other",
          },
        ],
      },
    },
    opts,
  );
  const spec = {
    policyName: metadata.name,
    validationActions: ["Deny"],
    matchResources: { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } },
  };
  return new ValidatingAdmissionPolicyBinding(`${name}-binding`, { metadata, spec }, { ...opts, dependsOn: [policy] });
}
