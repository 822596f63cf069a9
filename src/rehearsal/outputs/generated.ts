import { secretOnWire, type WireProperties } from "../../graph/wire";
import { BASE64, DIGITS, HEX, LETTERS, LOWER, pick, pickUuid } from "../pick";
import { valueAt } from "../values";

/** What Pulumi makes by itself: no cloud, so nothing but values of the right form. */
type Made = (inputs: WireProperties, purpose: string) => WireProperties & { readonly id: string };

const LINE = 64;
/** Lines of a key, a request and a certificate with a curve of 256 bits, roughly. */
const LINES = { "PRIVATE KEY": 3, "CERTIFICATE REQUEST": 7, CERTIFICATE: 9 } as const;

/** Looks like PEM (RFC 7468), and opens nothing. */
function pem(label: keyof typeof LINES, purpose: string): string {
  const body = Array.from({ length: LINES[label] }, (_, line) => pick(BASE64, LINE, `${purpose} ${label} ${line}`));
  return [`-----BEGIN ${label}-----`, ...body, `-----END ${label}-----`, ""].join("\n");
}

const numberAt = (inputs: WireProperties, path: string): number => Number(valueAt(inputs, path) ?? 0);

const id = (purpose: string): string => pick(DIGITS, 39, purpose);

const alphabetOf = (inputs: WireProperties): string => {
  const base = valueAt(inputs, "upper") === false ? LOWER : LETTERS;
  return valueAt(inputs, "special") === false ? base : `${base}!@#$%&*()-_=+[]{}<>:?`;
};

const certificate: Made = (_, purpose) => ({
  id: id(purpose),
  certPem: pem("CERTIFICATE", purpose),
  readyForRenewal: false,
});

/** By type: the providers of randomness and of keys. */
export const GENERATED: Readonly<Record<string, Made>> = {
  "random:index/randomId:RandomId": (inputs, purpose) => {
    const hex = pick(HEX, 2 * numberAt(inputs, "byteLength"), purpose);
    return { id: Buffer.from(hex, "hex").toString("base64url"), hex };
  },
  "random:index/randomPassword:RandomPassword": (inputs, purpose) => ({
    id: "none",
    result: secretOnWire(pick(alphabetOf(inputs), numberAt(inputs, "length"), purpose)),
    bcryptHash: secretOnWire(`$2a$10$${pick(LETTERS, 53, `${purpose} hash`)}`),
  }),
  "random:index/randomString:RandomString": (inputs, purpose) => {
    const result = pick(alphabetOf(inputs), numberAt(inputs, "length"), purpose);
    return { id: result, result };
  },
  "random:index/randomUuid:RandomUuid": (_, purpose) => ({ id: pickUuid(purpose), result: pickUuid(purpose) }),
  "tls:index/privateKey:PrivateKey": (_, purpose) => ({
    id: pick(HEX, 40, purpose),
    privateKeyPem: secretOnWire(pem("PRIVATE KEY", purpose)),
    publicKeyFingerprintSha256: `SHA256:${pick(BASE64, 43, purpose)}`,
  }),
  "tls:index/certRequest:CertRequest": (_, purpose) => ({
    id: pick(HEX, 40, purpose),
    certRequestPem: pem("CERTIFICATE REQUEST", purpose),
  }),
  "tls:index/selfSignedCert:SelfSignedCert": certificate,
  "tls:index/locallySignedCert:LocallySignedCert": certificate,
};
