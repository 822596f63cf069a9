import { type Charge, stepped } from "../estimator";
import type { Usage } from "../usage";

/** Premium network, by what the whole project sends to the internet in a month (VPC, network pricing). */
const STEPS = [
  [1_024, "gcp/network-egress/internet.premium.0-1tb"],
  [9_216, "gcp/network-egress/internet.premium.1-10tb"],
  [Infinity, "gcp/network-egress/internet.premium.over-10tb"],
] as const;

/** One sender's part of the way to the internet: the steps are the project's, so each has the same share of every step. */
export function internetEgress(
  item: string,
  gb: number,
  { internetOutGb, playbackGb, natOutGb }: Usage,
): readonly Charge[] {
  const total = Math.max(internetOutGb + playbackGb + natOutGb, gb);
  return stepped(item, total, STEPS).map((charge) => ({ ...charge, quantity: (charge.quantity * gb) / total }));
}
