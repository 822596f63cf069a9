import { type CustomResourceOptions, type Input, output } from "@pulumi/pulumi";
import { ValidatingAdmissionPolicy } from "@pulumi/kubernetes/admissionregistration/v1/validatingAdmissionPolicy";
import { ValidatingAdmissionPolicyBinding } from "@pulumi/kubernetes/admissionregistration/v1/validatingAdmissionPolicyBinding";
import type { Resource } from "@pulumi/pulumi";

export interface IdentityGuardArgs {
  readonly namespace: string;
  /** Repository of the only image that may run as a service account. */
  readonly images: Readonly<Record<string, Input<string>>>;
}

/**
 * Ties each service account to its own image and its own secret. Kubernetes lets whoever may start a pod in a namespace
 * choose any service account of it, with that any cloud identity, and read any secret.
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
          { name: "images", expression: accounts },
          { name: "account", expression: "object.spec.?serviceAccountName.orValue('default')" },
          {
            name: "containers",
            expression: "object.spec.containers + object.spec.?initContainers.orValue([])",
          },
        ],
        validations: [
          {
            expression: SECRETS_ARE_OWN,
            message: "a pod reads the secret that is named like its service account, and no other",
          },
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

/** In environment variables, as a whole environment, as files, and as files among others. */
const SECRETS_ARE_OWN = [
  "variables.containers.all(c, c.?env.orValue([]).all(e, !has(e.valueFrom) || !has(e.valueFrom.secretKeyRef) || " +
    "e.valueFrom.secretKeyRef.?name.orValue('') == variables.account))",
  "variables.containers.all(c, c.?envFrom.orValue([]).all(f, !has(f.secretRef) || " +
    "f.secretRef.?name.orValue('') == variables.account))",
  "object.spec.?volumes.orValue([]).all(v, !has(v.secret) || v.secret.?secretName.orValue('') == variables.account)",
  "object.spec.?volumes.orValue([]).all(v, v.?projected.?sources.orValue([]).all(s, !has(s.secret) || " +
    "s.secret.?name.orValue('') == variables.account))",
].join(" && ");
