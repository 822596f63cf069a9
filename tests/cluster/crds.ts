import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { Api } from "./api";
import { cached, downloaded } from "./go";
import { groupKindOf, isPublished, isUnpublished, PUBLISHED } from "./kinds";
import type { Condition, KubernetesObject } from "./types";
import { until } from "./until";

const DEFINITION = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" } as const;

export interface CustomResourceDefinition extends KubernetesObject {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: object } }[];
  };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** The folder with all published definitions, a file for each; as JSON, since their YAML takes seconds to read. */
export function crdFolder(): string {
  return cached("crds", [JSON.stringify(PUBLISHED)], (target) => {
    for (const { path, version, folder } of Object.values(PUBLISHED)) {
      for (const definition of definitionsIn(join(downloaded(path, version), folder))) {
        const { group, names } = definition.spec;
        writeFileSync(join(target, fileOf(group, names.kind)), JSON.stringify(definition));
      }
    }
  });
}

/** Beside definitions such a folder may have a policy or two. */
function definitionsIn(folder: string): readonly CustomResourceDefinition[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  const documents = files.flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), "utf8")));
  const objects = documents.map((document) => document.toJS() as KubernetesObject);
  return objects.filter((object): object is CustomResourceDefinition => object.kind === DEFINITION.kind);
}

const fileOf = (group: string, kind: string): string => `${group}_${kind}.json`;

/** The definitions of the custom kinds among some objects, as their makers publish them. */
export function publishedFor(objects: readonly KubernetesObject[]): readonly CustomResourceDefinition[] {
  const folder = crdFolder();
  const kinds = objects.map(groupKindOf).filter(isPublished);
  const files = new Set(kinds.map(({ group, kind }) => fileOf(group, kind)));
  return [...files].map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as CustomResourceDefinition);
}

/** Definitions by which the API server takes the other custom kinds among some objects, with whatever is in them. */
export function openFor(objects: readonly KubernetesObject[]): readonly CustomResourceDefinition[] {
  const open = objects.filter((object) => isUnpublished(groupKindOf(object)));
  return [...new Map(open.map((object) => [`${object.apiVersion}/${object.kind}`, object])).values()].map(
    openDefinition,
  );
}

function openDefinition({ apiVersion, kind }: KubernetesObject): CustomResourceDefinition {
  const [group = "", version = ""] = apiVersion.split("/");
  const singular = kind.toLowerCase();
  const plural = `${singular.replace(/y$/, "ie")}s`;
  const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
  const spec = {
    group,
    scope: "Namespaced",
    names: { kind, plural, singular },
    versions: [{ name: version, served: true, storage: true, schema }],
  };
  return { ...DEFINITION, metadata: { name: `${plural}.${group}` }, spec };
}

/** Makes custom kinds known to the API server, and waits until it serves them. */
export async function define(api: Api, definitions: readonly CustomResourceDefinition[]): Promise<void> {
  await Promise.all(definitions.map((definition) => api.accept(definition)));
  for (const definition of definitions) {
    const path = await api.pathOf(definition);
    await until(`${definition.metadata.name} to be established`, async () => {
      const { status } = await api.call<CustomResourceDefinition>("GET", path);
      return status?.conditions?.some(({ type, status }) => type === "Established" && status === "True") || undefined;
    });
  }
}
