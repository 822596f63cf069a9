import type { DnsTarget, LogRetention, Provisioned } from "./common";
import type { PublicZone } from "./public-zone";

export interface CdnArgs {
  readonly host: string;
  readonly zone: PublicZone;
  readonly logs: LogRetention;
}

/** Static assets from the `assets` bucket, with a certificate of the cloud for the host. */
export interface Cdn extends Provisioned {
  readonly target: DnsTarget;
}
