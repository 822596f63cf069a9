import { runtime } from "@pulumi/pulumi";
import type { Value } from "../graph/graph";
import type { WireProperties } from "../graph/wire";

/** A secret as it travels: the value, under a mark. */
export interface WireSecret {
  readonly value: unknown;
}

export const UNKNOWN_ON_WIRE: string = runtime.unknownValue;

export const isObject = (value: unknown): value is WireProperties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isSecret = (value: unknown): value is WireSecret =>
  isObject(value) && value[runtime.specialSigKey] === runtime.specialSecretSig;

/** What a cloud receives: secrets opened, at any depth. */
export const plain = (value: unknown): unknown => mapped(value, ({ value: inner }) => plain(inner));

/** The same for all properties of a resource, in the form in which the graph's readers compare them. */
export const plainProperties = (properties: WireProperties): Readonly<Record<string, Value>> =>
  plain(properties) as Readonly<Record<string, Value>>;

/** A copy in which every secret is what `ofSecret` makes of it. */
export function mapped(value: unknown, ofSecret: (secret: WireSecret) => unknown): unknown {
  if (isSecret(value)) return ofSecret(value);
  if (Array.isArray(value)) return value.map((item) => mapped(item, ofSecret));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, ofSecret)]));
}

export function hasUnknown(value: unknown): boolean {
  if (typeof value === "string") return value === UNKNOWN_ON_WIRE;
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}

/**
 * All values at a path, secrets opened: `vpcConfig.subnetIds.*` is every subnet. Nothing where the path ends early.
 * A number takes an item of a list, `*` takes them all.
 */
export function valuesAt(value: unknown, path: string): readonly unknown[] {
  const found = path
    .split(".")
    .reduce<readonly unknown[]>((values, key) => values.map(opened).flatMap((one) => below(one, key)), [value]);
  return found.map(plain).filter((one) => one !== undefined && one !== null);
}

/** The first value at a path, if there is one. */
export const valueAt = (value: unknown, path: string): unknown => valuesAt(value, path)[0];

const opened = (value: unknown): unknown => (isSecret(value) ? opened(value.value) : value);

function below(value: unknown, key: string): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return key === "*" ? Object.values(value) : [(value as WireProperties)[key]];
}
