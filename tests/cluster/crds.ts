import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import type { Api } from "./api";
import { cached, downloaded } from "./go";
import type { Condition, KubernetesObject } from "./types";
import { until } from "./until";

/**
 * Where the kinds of each API group are defined: in their operators' own Go modules, read in place. The module proxy
 * has no release of External Secrets after 1.3.2 and none of the load balancer controller: this is its commit of
 * April 2026, after release 3.2.2.
 */
const MODULES = {
  "external-secrets.io": {
    path: "github.com/external-secrets/external-secrets",
    version: "v1.3.2",
    folder: "config/crds/bases",
  },
  "keda.sh": { path: "github.com/kedacore/keda/v2", version: "v2.20.2", folder: "config/crd/bases" },
  "elbv2.k8s.aws": {
    path: "github.com/kubernetes-sigs/aws-load-balancer-controller",
    version: "v0.0.0-20260423195125-93ff3b5fdaad",
    folder: "config/crd/bases",
  },
} as const;

export interface CustomResourceDefinition extends KubernetesObject {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: object } }[];
  };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** The folder with all definitions, a file for each; as JSON, since their YAML takes seconds to read. */
export function crdFolder(): string {
  return cached("crds", [JSON.stringify(MODULES)], (target) => {
    for (const { path, version, folder } of Object.values(MODULES)) {
      const source = join(downloaded(path, version), folder);
      for (const file of readdirSync(source)) {
        const definition: unknown = parse(readFileSync(join(source, file), "utf8"));
        writeFileSync(join(target, `${basename(file, ".yaml")}.json`), JSON.stringify(definition));
      }
    }
  });
}

/** The definitions of the custom kinds among some objects, as their vendors publish them. */
export function definitionsFor(objects: readonly KubernetesObject[]): readonly CustomResourceDefinition[] {
  const folder = crdFolder();
  const files = objects.flatMap(({ apiVersion, kind }) => {
    const [group = ""] = apiVersion.split("/");
    return group in MODULES ? [`${group}_${kind.toLowerCase()}s.json`] : [];
  });
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8")) as CustomResourceDefinition;
  return [...new Set(files)].map(read);
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
