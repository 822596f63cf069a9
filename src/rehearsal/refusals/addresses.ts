import type { WireProperties } from "../../graph/wire";
import type { Subject } from "../subject";
import { valueAt, valuesAt } from "../values";
import type { World } from "../world";
import { rulesOf } from "./index";
import type { AddressRange } from "./rules";

/** An IPv4 range: its first address and how many there are, as numbers. */
interface Range {
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

/** A range that is outside of its network, or that another resource of the network has already. */
export function wrongAddresses(world: World, { type, urn }: Subject, inputs: WireProperties): string | undefined {
  const { ranges } = rulesOf(type);
  const rule = ranges.find((one) => one.type === type);
  if (rule === undefined) return undefined;
  const own = rangesIn(rule, inputs);
  const network = valueAt(inputs, rule.network);
  const outside = own.find((range) => !isInside(world, rule, network, range));
  if (outside !== undefined) return `InvalidRange: ${outside.text} is not in the addresses of ${String(network)}`;
  const others = ranges.flatMap((other) =>
    world
      .ofType(other.type)
      .filter((resident) => resident.urn !== urn && valueAt(resident.inputs, other.network) === network)
      .flatMap((resident) => rangesIn(other, resident.inputs)),
  );
  const taken = own.find((range) => others.some((other) => overlap(range, other)));
  return taken === undefined ? undefined : `Conflict: ${taken.text} overlaps with another range of ${String(network)}`;
}

function isInside(world: World, { within }: AddressRange, network: unknown, range: Range): boolean {
  if (within === undefined) return true;
  const networks = world
    .ofType(within.type)
    .filter(({ id, state }) => (within.by === "id" ? id : valueAt(state, within.by)) === network);
  const ranges = networks.flatMap(({ inputs }) => valuesAt(inputs, within.cidrs)).flatMap(rangeOf);
  return ranges.some(({ first, last }) => first <= range.first && range.last <= last);
}

/** `address/prefixLength` are two inputs. */
function rangesIn({ cidrs }: AddressRange, inputs: WireProperties): readonly Range[] {
  return cidrs.flatMap((path) => {
    const [address = "", length] = path.split("/");
    const suffix = length === undefined ? "" : `/${String(valueAt(inputs, length))}`;
    return valuesAt(inputs, address).flatMap((value) => rangeOf(`${String(value)}${suffix}`));
  });
}

/** Nothing for what is no range, or isn't known. */
function rangeOf(value: unknown): readonly Range[] {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(String(value))?.slice(1).map(Number);
  if (parts === undefined) return [];
  const [a = 0, b = 0, c = 0, d = 0, length = 0] = parts;
  const size = 2 ** (32 - length);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = address - (address % size);
  return [{ text: String(value), first, last: first + size - 1 }];
}

const overlap = (one: Range, other: Range): boolean => one.first <= other.last && other.first <= one.last;
