import type { Input, Output, Resource } from "@pulumi/pulumi";

export interface PublicRecord {
  readonly host: Input<string>;
  readonly type: "A" | "AAAA" | "CNAME" | "NS" | "TXT";
  readonly value: Input<string>;
  /** Through the CDN in front, or DNS only. */
  readonly proxied: boolean;
}

/** The public DNS zone, wherever it lives: clouds ask it for the records that prove and reach what they made. */
export interface PublicZone {
  /** The zone's domain name. */
  readonly domain: string;
  /** @throws Error where the host is known and not of this zone */
  record(name: string, record: PublicRecord, parent: Resource): Resource & { readonly name: Output<string> };
}
