import { createHash } from "node:crypto";

/**
 * Version of a value that a provider writes and never reads back: it changes exactly when the value does, and a whole number is all
 * that providers take.
 */
export const writeOnlyVersion = (value: string): number => createHash("sha256").update(value).digest().readUIntBE(0, 4);
