import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { controlPlaneFolder } from "./binaries";
import type { CustomResourceDefinition } from "./crds";

type Schema = Readonly<Record<string, unknown>>;

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** As kubeconform puts a path together. */
export const SCHEMA_LOCATION = "{{ .ResourceKind }}{{ .KindSuffix }}.json";

const PREFIX = "#/definitions/";
const REFERENCES = /"#\/definitions\/([^"]+)"/g;

/** Types that the API's description calls strings and that are more. */
const UNIONS: Readonly<Record<string, Schema>> = {
  "io.k8s.apimachinery.pkg.api.resource.Quantity": { type: ["string", "number"] },
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": { type: ["string", "integer"] },
};

/** A new folder with a JSON schema for each kind, made from the API's own description and the custom definitions. */
export function writeSchemas(custom: readonly CustomResourceDefinition[]): string {
  const folder = mkdtempSync(join(tmpdir(), "schemas-"));
  const write = (name: string, schema: object) => writeFileSync(join(folder, name), JSON.stringify(schema));
  const { definitions } = JSON.parse(readFileSync(join(controlPlaneFolder(), "swagger.json"), "utf8")) as {
    readonly definitions: Readonly<Record<string, Schema>>;
  };
  const all = Object.entries(definitions);
  const closed = new Map(all.map(([name, schema]) => [name, UNIONS[name] ?? close(schema)]));
  for (const [name, schema] of all) {
    for (const kind of (schema["x-kubernetes-group-version-kind"] ?? []) as readonly GroupVersionKind[]) {
      write(fileOf(kind), { $ref: `${PREFIX}${name}`, definitions: Object.fromEntries(neededBy(name, closed)) });
    }
  }
  for (const { spec } of custom) {
    for (const { name, schema } of spec.versions) {
      const kind = { group: spec.group, version: name, kind: spec.names.kind };
      write(fileOf(kind), close(schema.openAPIV3Schema));
    }
  }
  return folder;
}

/** A definition and all that it refers to, directly or not: kubeconform reads the whole file for each kind. */
function neededBy(name: string, definitions: ReadonlyMap<string, object>): ReadonlyMap<string, object> {
  const needed = new Map<string, object>();
  const visit = (next: string): void => {
    const definition = definitions.get(next);
    if (definition === undefined || needed.has(next)) return;
    needed.set(next, definition);
    for (const [, reference = ""] of JSON.stringify(definition).matchAll(REFERENCES)) visit(reference);
  };
  visit(name);
  return needed;
}

function fileOf({ group, version, kind }: GroupVersionKind): string {
  const [first = ""] = group.split(".");
  const parts = [kind, first, version].filter((part) => part !== "");
  return `${parts.join("-").toLowerCase()}.json`;
}

/** The same with unknown fields forbidden wherever the known ones are listed. */
function close(schema: object): object {
  const entries = Object.entries(schema).map(([key, value]: [string, unknown]) => [key, closeValue(value)] as const);
  const isOpen = "additionalProperties" in schema || "x-kubernetes-preserve-unknown-fields" in schema;
  const isList = "properties" in schema && isObject(schema.properties) && "type" in schema && schema.type === "object";
  return { ...Object.fromEntries(entries), ...(isList && !isOpen && { additionalProperties: false }) };
}

function closeValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closeValue);
  return isObject(value) ? close(value) : value;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
