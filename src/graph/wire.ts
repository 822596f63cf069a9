import { createRequire } from "node:module";
import { runtime } from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { SECRET, UNKNOWN, type Inputs, type Value } from "./graph";

/** A protobuf `Struct`, the form in which properties travel between the SDK and the engine. */
export type Struct = NonNullable<ReturnType<RegisterResourceRequest["getObject"]>>;
/** Properties as they travel: secrets and other special values are objects marked by a signature. */
export type WireProperties = Readonly<Record<string, unknown>>;

// The SDK checks messages with `instanceof`, so they must come from its own copy of the library.
const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi"));
const { Struct: StructClass } = requireFromSdk("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: WireProperties): Struct };
};

export function propertiesOf(struct: Struct | undefined): WireProperties {
  return struct?.toJavaScript() ?? {};
}

export function structOf(properties: WireProperties): Struct {
  return StructClass.fromJavaScript(properties);
}

/** Marks a value as secret, as a provider or the engine would; marking twice changes nothing. */
export function secretOnWire(value: unknown): unknown {
  return signatureOf(value) === runtime.specialSecretSig
    ? value
    : { [runtime.specialSigKey]: runtime.specialSecretSig, value };
}

/** Wire properties as the graph shows them. */
export function readableProperties(properties: WireProperties): Inputs {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, readable(value)]));
}

function readable(value: unknown): Value {
  if (value === runtime.unknownValue) return UNKNOWN;
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value as Value;
  switch (signatureOf(value)) {
    case undefined:
      return readableProperties(value as WireProperties);
    case runtime.specialSecretSig:
      return SECRET;
    case runtime.specialResourceSig:
      return (value as { readonly urn: string }).urn;
    default:
      return readableProperties(unsigned(value as WireProperties));
  }
}

function signatureOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (value as WireProperties)[runtime.specialSigKey] : undefined;
}

/** Assets and archives: what they hold, without the mark. */
function unsigned(value: WireProperties): WireProperties {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== runtime.specialSigKey));
}
