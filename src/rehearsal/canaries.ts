import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { readableProperties } from "../graph/wire";
import type { Existing } from "./simulated";

/** Every secret of a rehearsed stack has this in it; it must be readable nowhere. */
const CANARY = "canary-of-the-rehearsal";

export const canaryFor = (key: string): string => `${CANARY}-${key}`;

/** What replaces it when keys are rotated. */
export const rotatedCanaryFor = (key: string): string => `${canaryFor(key)}-rotated`;

/** Whether a text shows one that was rotated, as it is. */
export const showsOldCanary = (text: string): boolean => new RegExp(`${CANARY}-\\w+(?!\\w|-rotated)`).test(text);

/** As it is, and within a text in base 64, where it looks different at each of three offsets. */
const SHAPES = [
  CANARY,
  ...["", "-", "--"].map((before) =>
    Buffer.from(before + CANARY)
      .toString("base64")
      .slice(before === "" ? 0 : before.length + 1, -4),
  ),
];

export const showsCanary = (text: string): boolean => SHAPES.some((shape) => text.includes(shape));

/** Files below a folder in which a secret can be read, named from that folder. */
export function filesWithCanaries(folder: string, without: readonly string[]): readonly string[] {
  return filesIn(folder, without)
    .filter((file) => showsCanary(readFileSync(file, "latin1")))
    .map((file) => relative(folder, file));
}

/** Resources to which a secret was handed without saying that it is one. */
export function resourcesWithCanaries(existing: readonly Existing[]): readonly string[] {
  return existing
    .filter(({ inputs, state }) => showsCanary(JSON.stringify([readableProperties(inputs), readableProperties(state)])))
    .map(({ urn }) => urn);
}

function filesIn(folder: string, without: readonly string[]): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = join(folder, entry.name);
    if (without.includes(file) || entry.isSymbolicLink()) return [];
    if (entry.isDirectory()) return filesIn(file, without);
    return entry.isFile() ? [file] : [];
  });
}
