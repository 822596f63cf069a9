import { BlockList, isIPv6 } from "node:net";

/** Whether a range of addresses, `10.0.11.0/24`, lies whole inside another. */
export function liesWithin(range: string, outer: string): boolean {
  const [address, length] = partsOf(range);
  const [outerAddress, outerLength] = partsOf(outer);
  const family = familyOf(address);
  if (family !== familyOf(outerAddress)) return false;
  const block = new BlockList();
  block.addSubnet(outerAddress, outerLength, family);
  return length >= outerLength && block.check(address, family);
}

/** Whether a range is all there are. */
export const isEverybody = (range: string): boolean => range === "*" || range.endsWith("/0");

function partsOf(range: string): readonly [address: string, length: number] {
  const [address = "", length] = range.split("/");
  return [address, length === undefined ? (isIPv6(address) ? 128 : 32) : Number(length)];
}

const familyOf = (address: string) => (isIPv6(address) ? "ipv6" : "ipv4");
