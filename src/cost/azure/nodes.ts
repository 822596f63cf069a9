import type { Value } from "../../graph/graph";
import { plain, readIn } from "../../policy/values";
import { type Charge, hourly, monthly, Unpriced } from "../estimator";
import type { PriceId } from "../price-book";

/** A pool of equal nodes, as both a cluster's own pools and pools beside it are recorded. */
export interface Pool {
  readonly machine: string;
  /** The least that autoscaling keeps; the fixed number where nothing scales. */
  readonly nodes: number;
  readonly diskGiB: number;
  /** On the machine itself, and paid with it. */
  readonly ephemeral: boolean;
  readonly spot: boolean;
}

/** @throws Unpriced for a pool that does not say its machine, number or disk */
export function poolOf(inputs: Value): Pool {
  const one = (path: string) => plain(readIn(inputs, path), path);
  const nodes = one("enableAutoScaling") === true ? one("minCount") : one("count");
  const [machine, diskGiB] = [one("vmSize"), one("osDiskSizeGB")];
  if (typeof machine !== "string" || typeof nodes !== "number" || typeof diskGiB !== "number")
    throw new Unpriced("a pool of nodes says no vmSize, minCount (count) or osDiskSizeGB");
  const [ephemeral, spot] = [one("osDiskType") === "Ephemeral", one("scaleSetPriority") === "Spot"];
  return { machine, nodes, diskGiB, ephemeral, spot };
}

/** The nodes of a pool, and the disk each of them starts from. */
export function poolCharges({ machine, nodes, diskGiB, ephemeral, spot }: Pool): readonly Charge[] {
  const price: PriceId = `azure/vm-linux/${machine}${spot ? ".spot" : ""}`;
  const { name, price: disk } = diskOf(machine, diskGiB);
  return [
    hourly(`${nodes} x ${machine}`, price, nodes),
    ...(ephemeral || nodes === 0 ? [] : [monthly(`${nodes} x system disk ${name}`, disk, nodes)]),
  ];
}

/** GiB of the size classes, ascending, with the number that Premium (P) and Standard (E) SSDs share (Azure, managed disk types). */
const CLASSES = [
  [32, 4],
  [64, 6],
  [128, 10],
  [256, 15],
  [512, 20],
] as const;

/** A disk is billed as the next class. AKS takes Premium SSDs where the machine can, which is what an s in its name says (AKS, storage). */
function diskOf(machine: string, gib: number): { readonly name: string; readonly price: PriceId } {
  const found = CLASSES.find(([size]) => size >= gib);
  if (found === undefined) throw new Unpriced(`no class of disks for ${gib} GiB`);
  const [size, number] = found;
  const name = `${/^Standard_[A-Z]+\d+[a-z]*s/.test(machine) ? "P" : "E"}${number}`;
  return { name, price: `azure/managed-disk/${name}.${size}GiB.LRS` };
}

/** CPUs that a machine's name says: 2 of `Standard_D2s_v5`. */
export function vcpusOf({ machine }: Pool): number {
  const [, vcpus] = /^Standard_[A-Z]+(\d+)/.exec(machine) ?? [];
  if (vcpus === undefined) throw new Unpriced(`the name of ${machine} does not say how many CPUs it has`);
  return Number(vcpus);
}
