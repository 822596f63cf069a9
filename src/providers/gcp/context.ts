import { physicalName } from "../../conventions/names";

/** What every component of this cloud knows about where it is: plain values, known before anything exists. */
export interface GcpContext {
  readonly stack: string;
  readonly project: string;
  /** Google names the accounts of its own services by it. */
  readonly projectNumber: string;
  readonly region: string;
  readonly drRegion: string;
  /** Names of the three zones, such as `us-central1-a`. */
  readonly zones: readonly string[];
  /** Of everything that can carry labels: what other clouds call tags. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Name of something people or other systems address. */
export const nameOf = ({ stack }: GcpContext, role: string): string => physicalName(stack, role);

/** The account in whose name a service of Google's acts in the project, as IAM names it. */
export const agentOf = ({ projectNumber }: GcpContext, domain: string): string =>
  `serviceAccount:service-${projectNumber}@${domain}.iam.gserviceaccount.com`;
