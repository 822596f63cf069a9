import { createRequire } from "node:module";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { type Inputs, UNKNOWN, type Value } from "../src/graph/graph";
import { readableProperties, type WireProperties } from "../src/graph/wire";

/**
 * Policies are handed secrets as plain values, but for remediations, which must not lose the mark. The SDK keeps the function that
 * writes marked values to itself; it is pinned, and tests/policy/crossguard tells when that changes.
 */
const { serializeProperties } = createRequire(__filename)("@pulumi/policy/deserialize") as {
  readonly serializeProperties: (properties: Readonly<Record<string, unknown>>) => Promise<WireProperties>;
};

/** How the engine writes an unknown boolean, number, text, list, asset, archive and map. */
const UNKNOWNS: readonly Value[] = [
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

/** The inputs of everything that the engine has registered so far, by URN; secrets read `[secret]`, and their values are nowhere. */
export class RegisteredInputs {
  private readonly byUrn = new Map<string, Inputs>();

  /** Grows with everything that is registered. */
  version = 0;

  /** A policy that finds nothing and changes nothing: it only listens. */
  readonly listener: ResourceValidationPolicy = {
    name: "inputs",
    description: "Takes down what is registered, for the rules to look at; it finds nothing itself.",
    enforcementLevel: "remediate",
    remediateResource: async ({ urn, props }) => {
      const inputs = readableProperties(await serializeProperties(props));
      this.byUrn.set(urn, withUnknowns(inputs) as Inputs);
      this.version += 1;
    },
  };

  of(urn: string): Inputs | undefined {
    return this.byUrn.get(urn);
  }
}

/** Unknown values as the rules know them, whatever they will be. */
export function withUnknowns(value: Value): Value {
  if (UNKNOWNS.includes(value)) return UNKNOWN;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Value) => withUnknowns(item));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withUnknowns(inner)]));
}
