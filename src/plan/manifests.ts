import { stringify } from "yaml";
import type { GraphResource, Value } from "../graph/graph";
import type { StackOptions } from "./command";
import { settingsOf } from "./settings";
import { recordStack } from "./stack";
import { readStackFile } from "./stack-file";
import { assignmentsOf } from "./text";

/** One Kubernetes object, or one chart with its values, as a file. */
export interface Manifest {
  /** Below the directory that everything is written to; objects sort in the order in which they are made. */
  readonly file: string;
  readonly yaml: string;
}

const CHART = "kubernetes:helm.sh/v3:Release";

/**
 * The Kubernetes objects of a stack, in the order of the program, and the charts it installs.
 * @throws ConfigError with everything that is wrong with the stack's settings
 */
export async function manifestsOf({ stack, ...options }: StackOptions): Promise<readonly Manifest[]> {
  const settings = settingsOf(readStackFile(stack), assignmentsOf(options));
  const { graph } = await recordStack(stack, settings, "resolved");
  const ours = graph.resources.filter(({ type }) => type.startsWith("kubernetes:"));
  const objects = ours.filter(({ type }) => type !== CHART);
  const width = String(objects.length).length;
  return [
    ...ours.filter(({ type }) => type === CHART).map(chartOf),
    ...objects.map((object, index) => objectOf(object, String(index + 1).padStart(width, "0"))),
  ];
}

function objectOf({ inputs }: GraphResource, number: string): Manifest {
  const { apiVersion, kind, metadata, ...rest } = inputs;
  const { name } = metadata as { readonly name: string };
  return {
    file: `objects/${number}-${String(kind).toLowerCase()}-${name}.yaml`,
    yaml: yamlOf({ apiVersion: apiVersion ?? null, kind: kind ?? null, metadata: metadata ?? null, ...rest }),
  };
}

/** Nothing that a cluster takes: what `helm install` needs to do the same. */
function chartOf({ inputs }: GraphResource): Manifest {
  const { name, namespace, chart, version, repositoryOpts, values } = inputs;
  const { repo = null } = repositoryOpts as { readonly repo?: Value };
  const all = { name, namespace, chart, version, repository: repo, values };
  return { file: `charts/${String(name)}.yaml`, yaml: yamlOf(all) };
}

const yamlOf = (value: object): string => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
