import { SERVICE_NAMES, type Tier } from "../../stacks";
import { recordOf } from "../conventions/records";
import type { Settings } from "./schema";

/** A contract with an operator's own sizes of pods laid over the tier's; rules are added or changed, never taken away. */
export function withPods(contract: Tier, pods: Partial<Settings["pods"]>): Tier {
  const sizes = recordOf(SERVICE_NAMES, (service) => {
    const [size, own] = [contract.pods[service], defined(pods[service] ?? {})];
    return { ...size, ...own, rules: { ...size.rules, ...defined(own.rules ?? {}) } };
  });
  return { ...contract, pods: sizes };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without keys that are there but undefined, which would hide what they are laid over; numbers may still be texts. */
function defined<T extends object>(values: T): Defined<T> {
  const set = Object.entries(values as Record<string, unknown>).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    set.map(([key, value]) => [key, typeof value === "string" ? Number(value) : value]),
  ) as Defined<T>;
}
