import type { Graph, GraphResource } from "../src/graph/graph";

/** Kubernetes objects as a recorded graph holds them: only what the tests look at. */

export interface Manifest {
  readonly urn: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: Readonly<Record<string, unknown>>;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env: readonly EnvVar[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources: Readonly<Record<"requests" | "limits", Readonly<Record<string, string>>>>;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly lifecycle?: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

export interface PodSpec {
  readonly serviceAccountName: string;
  readonly automountServiceAccountToken: boolean;
  readonly terminationGracePeriodSeconds: number;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations?: readonly unknown[];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly topologySpreadConstraints: readonly Readonly<Record<string, unknown>>[];
  readonly containers: readonly [Container];
}

export interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: PodSpec;
}

/** A graph, indexed or not. */
type Recorded = Pick<Graph, "resources">;

/** All objects of a kind, in the order in which they are made; the group is left out, since no kind is in two of them. */
export function objectsOf(graph: Recorded, kind: string): readonly Manifest[] {
  return graph.resources.filter((resource) => isObject(resource) && resource.type.endsWith(`:${kind}`)).map(manifestOf);
}

export const isObject = ({ type }: GraphResource): boolean => type.startsWith("kubernetes:");

const manifestOf = ({ urn, inputs }: GraphResource): Manifest => ({ ...(inputs as unknown as Manifest), urn });

export const templateOf = ({ spec }: Manifest): PodTemplate => spec["template"] as PodTemplate;

export const named = (manifests: readonly Manifest[], name: string): Manifest | undefined =>
  manifests.find(({ metadata }) => metadata.name === name);

/** Everything that a resource waits for, directly or not. */
export function waitsFor(graph: Recorded, urn: string): ReadonlySet<string> {
  const byUrn = new Map(graph.resources.map((resource) => [resource.urn, resource]));
  const seen = new Set<string>();
  const visit = (from: string): void => {
    for (const next of byUrn.get(from)?.dependencies ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        visit(next);
      }
    }
  };
  visit(urn);
  return seen;
}
