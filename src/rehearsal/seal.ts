import { createCipheriv, createDecipheriv, createHash, createHmac } from "node:crypto";
import { secretOnWire, type WireProperties } from "../graph/wire";
import { isObject, isSecret, mapped } from "./values";

const CIPHER = "aes-256-gcm";
const NONCE = 12;
const TAG = 16;

/** Takes secrets out of what is written down, and puts them back. */
export interface Seal {
  /** Every secret is still marked as one, and holds a sealed text. */
  close(properties: WireProperties): WireProperties;
  /** @throws Error for what another seed has sealed */
  open(properties: WireProperties): WireProperties;
}

/**
 * Seals with a key made of the seed. It keeps a secret out of a file that is kept, searched or shown; it is no protection from somebody
 * who has the seed.
 */
export function sealOf(seed: string): Seal {
  const key = createHash("sha256").update(`journal ${seed}`).digest();
  return {
    close: (properties) =>
      mapped(properties, ({ value }) =>
        secretOnWire({ sealed: encrypted(key, JSON.stringify(value)) }),
      ) as WireProperties,
    open: (properties) =>
      mapped(properties, ({ value }) => secretOnWire(JSON.parse(decrypted(key, sealedIn(value))))) as WireProperties,
  };
}

const sealedIn = (value: unknown): string => (isObject(value) ? String(value["sealed"]) : "");

/** The nonce follows from the text: the same secret reads the same, so that a journal can be compared with another one. */
function encrypted(key: Buffer, text: string): string {
  const nonce = createHmac("sha256", key).update(text).digest().subarray(0, NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
}

function decrypted(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE));
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString("utf8");
}

/** Whether anything in it is secret. */
export function holdsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsSecret);
}
