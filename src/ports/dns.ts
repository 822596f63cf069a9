import type { DnsTarget, Provisioned } from "./common";
import type { PublicZone } from "./public-zone";

export interface DnsArgs {
  /** Delegated to the cloud from the public zone; origin names live in it. */
  readonly domain: string;
  readonly zone: PublicZone;
}

/** Names of the origins, health-checked, so that a failover changes no public record. */
export interface Dns extends Provisioned {
  readonly origin: DnsTarget;
}
