import type { Graph, GraphResource } from "../../src/graph/graph";
import type { Kinds, KubernetesObject, Selector } from "./types";

const CHART = "kubernetes:helm.sh/v3:Release";

/** The Kubernetes objects of the program, in the order in which it makes them. */
export function objectsIn({ resources }: Graph): readonly KubernetesObject[] {
  const isObject = ({ type }: GraphResource) => type.startsWith("kubernetes:") && type !== CHART;
  return resources.filter(isObject).map(({ inputs }) => inputs as unknown as KubernetesObject);
}

export function ofKind<K extends keyof Kinds>(objects: readonly KubernetesObject[], kind: K): readonly Kinds[K][] {
  return objects.filter((object): object is Kinds[K] => object.kind === kind);
}

export const nameOf = ({ kind, metadata: { namespace, name } }: KubernetesObject): string =>
  [kind, namespace, name].filter((part) => part !== undefined).join(" ");

/** Without its kind, which the server leaves out in lists. */
export const keyOf = ({ metadata: { namespace = "", name } }: KubernetesObject): string => `${namespace}/${name}`;

/** Those in an object's namespace that its selector chooses. */
export function chosenBy<T extends KubernetesObject>(owner: Selecting, objects: readonly T[]): readonly T[] {
  const asked = Object.entries(owner.spec.selector.matchLabels);
  return objects.filter(
    ({ metadata: { namespace, labels } }) =>
      namespace === owner.metadata.namespace && asked.every(([key, value]) => labels?.[key] === value),
  );
}

interface Selecting extends KubernetesObject {
  readonly spec: { readonly selector: Selector };
}
