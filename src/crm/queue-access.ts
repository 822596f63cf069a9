import type { Resource } from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import { createExternalSecret } from "../kubernetes/external-secret";
import { SECRET_STORE } from "../kubernetes/operators/operators";
import type { Cache } from "../ports/cache";
import { NAMESPACE } from "./services";

/** Opens the cache for the autoscaler, which counts the jobs that wait in it. */
export const QUEUE_ACCESS = "queues";

/**
 * The autoscaler wants address and password apart: both are in the URL that the CRM itself uses. What the template finds there is
 * written as in a URL again, where of all that passwords are made of only the slash looks different.
 */
const PARTS = {
  address: "{{ (urlParse .url).host }}",
  password: '{{ (urlParse .url).userinfo | splitList ":" | last | replace "%2F" "/" }}',
} as const;

export function createQueueAccess(
  name: string,
  cache: Cache,
  opts: { readonly parent: Resource; readonly dependsOn: Resource[] },
): Resource {
  const parts = { ...PARTS, ...(cache.ca && { ca: "{{ .ca }}" }) };
  const secret = createExternalSecret(
    `${name}-secret`,
    {
      namespace: NAMESPACE,
      secret: QUEUE_ACCESS,
      store: SECRET_STORE,
      keys: { url: cache.url, ...(cache.ca && { ca: cache.ca }) },
      template: parts,
    },
    opts,
  );
  const parameters = Object.keys(parts).map((parameter) => ({ parameter, name: QUEUE_ACCESS, key: parameter }));
  return new CustomResource(
    `${name}-authentication`,
    {
      apiVersion: "keda.sh/v1alpha1",
      kind: "TriggerAuthentication",
      metadata: { name: QUEUE_ACCESS, namespace: NAMESPACE },
      spec: { secretTargetRef: parameters },
    },
    { ...opts, dependsOn: [secret] },
  );
}
