import { type GraphResource, SECRET, UNKNOWN, type Value } from "../../graph/graph";
import { POD_OWNERS } from "../kubernetes/pods";
import type { PolicyGraph } from "../query";
import { each, perResource, perStack, type Rule } from "../rule";
import { isRecord, read, textsIn, Unreadable } from "../values";

/**
 * Inputs that carry a secret itself, by the end of their names; those that name one end in `Id`, `Ref` or `Name`, and External Secrets
 * call the name of an entry `secretKey`.
 */
const CARRIES_SECRET = new RegExp(
  `(${[
    "password|passphrase|token|(client|shared)_?secret",
    "private_?key(pem)?|api_?key|servicekey|authkey|(?<!spec\\.data\\.)secret_?key",
    "connection_?(string|ur[il])s?|secretdata(wo)?|secretstring(wo)?",
  ].join("|")})$`,
  "i",
);
/** Filled in by an operator inside the cluster. */
const TEMPLATE = /^\{\{.*\}\}$/;

/** Where everybody who may look at the cluster reads, and what of it they see. */
const READABLE = {
  "kubernetes:core/v1:ConfigMap": "data",
  "kubernetes:helm.sh/v3:Release": "values",
  "kubernetes:helm.sh/v4:Chart": "values",
} as const;

export const SECRECY_RULES: readonly Rule[] = [
  {
    id: "P64",
    title: "passwords, tokens and keys are secrets wherever they go",
    why: "what is not marked lies readable in the state, and in every log of a preview",
    reference: "Pulumi, secrets",
    severity: "high",
    check: perStack(keepsSecrets),
  },
  {
    id: "X03",
    title: "no ConfigMap, no chart's values and no pod's own settings hold a secret, marked or not",
    why: "the state keeps what is marked to itself, the cluster shows it to everybody who may look",
    reference: "CIS Kubernetes 5.4.1, NSA hardening guide",
    severity: "high",
    check: each(
      ...Object.entries(READABLE).map(([type, path]) => perResource(type, (resource) => showsNone(resource, path))),
      perResource(POD_OWNERS, (owner) => showsNone(owner, "spec")),
    ),
  },
];

interface Found {
  readonly urn: string | null;
  readonly path: string;
  readonly value: string;
}

function keepsSecrets({ resources, outputs }: PolicyGraph) {
  const found = [...resources.flatMap(({ urn, inputs }) => carriersIn(inputs, urn)), ...carriersIn(outputs, null)];
  const readable = found.filter(({ value }) => value !== SECRET && !TEMPLATE.test(value));
  return {
    looked: found.length,
    problems: readable.map(({ urn, path, value }) =>
      value === UNKNOWN
        ? { urn, detail: `${path} can't be judged: ${UNKNOWN}`, unknown: true as const }
        : { urn, detail: `${path} is readable` },
    ),
  };
}

/** The texts of a value whose names say that they are secrets; an entry of a list has its list's name. */
function carriersIn(value: Value, urn: string | null, path = "", found: Found[] = []): readonly Found[] {
  if (typeof value === "string") {
    if (CARRIES_SECRET.test(path)) found.push({ urn, path, value });
  } else if (Array.isArray(value)) {
    for (const item of value as readonly Value[]) carriersIn(item, urn, path, found);
  } else if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value))
      carriersIn(inner, urn, path === "" ? key : `${path}.${key}`, found);
  }
  return found;
}

function showsNone(resource: GraphResource, path: string): boolean | string {
  const texts = textsIn(read(resource, path));
  if (texts.some((text) => text.includes(SECRET))) return "one is in there";
  if (texts.includes(UNKNOWN)) throw new Unreadable(path, UNKNOWN);
  return true;
}
