import { DIGITS, pick } from "./pick";
import { vendorOf } from "./subject";

export const OPERATIONS = ["create", "update", "delete"] as const;
export type Operation = (typeof OPERATIONS)[number];

/**
 * What a cloud answers. `error`: nothing happened. `throttled`: nothing happened, there were too many requests. `timeout`: it happened, and the provider no
 * longer waited for it. `halfMade`: it happened, and what came of it is not well.
 */
export const FAULT_KINDS = ["error", "throttled", "timeout", "halfMade"] as const;

/** `killed`: it happened, and whoever asked did not live to hear of it. No answer comes, so only a process that can be killed stands it. */
export const ALL_FAULT_KINDS = [...FAULT_KINDS, "killed"] as const;
export type FaultKind = (typeof ALL_FAULT_KINDS)[number];

/** Something that goes wrong once. */
export interface Fault {
  readonly operation: Operation;
  readonly type: string;
  readonly kind: FaultKind;
  /** The one that it strikes; else the first of its type that comes. */
  readonly urn?: string;
}

/** What the journal calls it. */
export const nameOf = ({ operation, type, kind }: Fault): string => `${operation} ${type} ${kind}`;

/** Every way in which these types can fail; a deletion leaves nothing that could be unwell. */
export function everyFault(types: Iterable<string>, kinds: readonly FaultKind[] = FAULT_KINDS): readonly Fault[] {
  return [...new Set(types)]
    .sort()
    .flatMap((type) =>
      OPERATIONS.flatMap((operation) =>
        kinds
          .filter((kind) => operation !== "delete" || kind !== "halfMade")
          .map((kind) => ({ operation, type, kind })),
      ),
    );
}

/** Some of them, always the same ones for a seed. */
export function sampleOf(faults: readonly Fault[], seed: string, count: number): readonly Fault[] {
  const lot = (fault: Fault) => pick(DIGITS, 12, `${seed} ${nameOf(fault)}`);
  const drawn = faults
    .map((fault) => ({ fault, lot: lot(fault) }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1));
  return drawn.slice(0, count).map(({ fault }) => fault);
}

const TOO_MANY: Readonly<Record<string, string>> = {
  aws: "ThrottlingException: Rate exceeded",
  gcp: "Error 429: Quota exceeded for quota metric 'Queries', rateLimitExceeded",
  "azure-native": 'Status=429 Code="TooManyRequests": the request is being throttled',
  mongodbatlas: "RATE_LIMITED: too many requests (429)",
  cloudflare: "429 Too Many Requests",
  kubernetes: "the server has received too many requests and has asked us to try again later",
};

/** What the operator reads. */
export function messageOf({ operation, type, kind }: Fault): string {
  switch (kind) {
    case "error":
      return `InternalError: ${operation} of ${type} failed, try again later`;
    case "throttled":
      return TOO_MANY[vendorOf(type)] ?? "429 Too Many Requests";
    case "timeout":
      return `timeout while waiting for ${operation} of ${type} to end`;
    case "halfMade":
      return `${type} exists after ${operation}, but is in state FAILED`;
    case "killed":
      return `nobody heard how ${operation} of ${type} ended`;
  }
}
