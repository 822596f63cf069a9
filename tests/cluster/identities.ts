import { expect, it } from "vitest";
import { type Answer, refusalOf } from "./api";
import { until } from "./until";
import type { Deployment } from "./types";
import type { World } from "./world";

/** A service account belongs to one service. */
export function identities(world: () => World): void {
  it("let no pod of one service run as another", async () => {
    const deployments = world().services.map(({ deployment }) => deployment);
    const pairs = deployments.flatMap((from) => deployments.map((as) => [from, as] as const));
    expect(pairs.length).toBeGreaterThan(1);
    for (const [from, as] of pairs.filter(([from, as]) => from !== as)) {
      const what = `a pod of ${from.metadata.name} to be refused as ${as.metadata.name}`;
      // A policy works about a second after it was made.
      const answer = await until(what, async () => {
        const answer = await tryPod(world(), from, as);
        return answer.status >= 300 ? answer : undefined;
      });
      expect(refusalOf(answer)).toContain("ValidatingAdmissionPolicy");
    }
    for (const deployment of deployments) {
      const answer = await tryPod(world(), deployment, deployment);
      expect(answer.status, refusalOf(answer)).toBe(201);
    }
  });
}

/** Whether the server would take a pod made by hand from a service's template, with the account of another. */
function tryPod({ api }: World, { metadata, spec: { template } }: Deployment, as: Deployment): Promise<Answer> {
  const { serviceAccountName } = as.spec.template.spec;
  return api.send("POST", `/api/v1/namespaces/${metadata.namespace}/pods?dryRun=All`, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "stranger", labels: template.metadata.labels },
    spec: { ...template.spec, serviceAccountName },
  });
}
