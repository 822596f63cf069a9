import { createHash } from "node:crypto";

export const HEX = "0123456789abcdef";
export const DIGITS = "0123456789";
export const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
export const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
export const BASE64 = `${LETTERS}+/`;

/** Text that looks random, and is the same for the same purpose: what a cloud would roll dice for. */
export function pick(alphabet: string, count: number, purpose: string): string {
  let text = "";
  for (let round = 0; text.length < count; round++) {
    const bytes = createHash("sha256").update(`${purpose} ${round}`).digest();
    text += [...bytes].map((byte) => alphabet[byte % alphabet.length]).join("");
  }
  return text.slice(0, count);
}

/** A UUID of version 4 (RFC 9562). */
export function pickUuid(purpose: string): string {
  const hex = pick(HEX, 32, purpose);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)];
  return parts.join("-");
}
