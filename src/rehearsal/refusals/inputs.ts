import type { WireProperties } from "../../graph/wire";
import type { Failure } from "../simulated";
import type { Subject } from "../subject";
import { hasUnknown, valuesAt } from "../values";
import { rulesOf } from "./index";
import type { Limit } from "./rules";

/** What is wrong with inputs by themselves; what isn't known yet may be anything. */
export function wrongInputs({ type }: Subject, inputs: WireProperties): readonly Failure[] {
  const { required, limits } = rulesOf(type);
  const missing = (required[type] ?? []).filter((path) => valuesAt(inputs, path).length === 0);
  return [
    ...missing.map((property) => ({ property, reason: `missing required property ${property}` })),
    ...limits.filter((limit) => limit.type === type).flatMap((limit) => beyond(limit, inputs)),
  ];
}

function beyond(limit: Limit, inputs: WireProperties): readonly Failure[] {
  const wrong = valuesAt(inputs, limit.path).filter((value) => !hasUnknown(value) && !isAllowed(limit.allows, value));
  return wrong.map((value) => ({ property: limit.path, reason: `${JSON.stringify(value)} is not ${limit.says}` }));
}

function isAllowed(allows: Limit["allows"], value: unknown): boolean {
  if (allows instanceof RegExp) return allows.test(String(value));
  if (allows[2] === "between") return Number(value) >= Number(allows[0]) && Number(value) <= Number(allows[1]);
  return allows.some((one) => one === value);
}
