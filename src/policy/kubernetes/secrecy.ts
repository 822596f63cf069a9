import { SECRET, type Value } from "../../graph/graph";
import type { PolicyGraph } from "../query";
import { perStack, type Rule } from "../rule";
import { isRecord } from "../values";

/** Inputs that carry a secret itself, by the end of their names; those that name one end in `Id`, `Ref` or `Name`. */
const CARRIES_SECRET =
  /(password|token|private_?key(pem)?|api_?key|servicekey|authkey|secretdata(wo)?|secretstring(wo)?)$/i;
/** Filled in by an operator inside the cluster. */
const TEMPLATE = /^\{\{.*\}\}$/;

export const SECRECY_RULES: readonly Rule[] = [
  {
    id: "P64",
    title: "passwords, tokens and keys are secrets wherever they go",
    why: "what is not marked lies readable in the state, and in every log of a preview",
    reference: "Pulumi, secrets",
    severity: "high",
    check: perStack(keepsSecrets),
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
    problems: readable.map(({ urn, path }) => ({ urn, detail: `${path} is readable` })),
  };
}

function carriersIn(value: Value, urn: string | null, path = ""): readonly Found[] {
  if (typeof value === "string") return CARRIES_SECRET.test(path) ? [{ urn, path, value }] : [];
  if (Array.isArray(value)) return value.flatMap((item: Value) => carriersIn(item, urn, path));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => carriersIn(inner, urn, path === "" ? key : `${path}.${key}`));
}
