import type { Output } from "@pulumi/pulumi";
import type { DnsTarget, LogRetention, Provisioned } from "./common";

/** A certificate that only the CDN in front trusts, so that the origin is useless to anyone else. */
export interface OriginCertificate {
  readonly certificate: Output<string>;
  readonly privateKey: Output<string>;
}

/** One of the CRM's services as the load balancer sees it. */
export interface Backend {
  readonly hosts: readonly string[];
  readonly port: number;
  readonly healthPort: number;
  readonly healthPath: string;
  /** Seconds a pod may take to finish its requests once it is told to stop. */
  readonly drainSeconds: number;
}

export interface EdgeArgs {
  readonly certificate: OriginCertificate;
  /** PEM of the CA whose client certificates are demanded; null: none is. */
  readonly clientCa: Output<string> | null;
  readonly waf: "basic" | "full";
  /** Requests per five minutes from one visitor before it is blocked. */
  readonly rateLimit: number;
  readonly backends: Readonly<Record<"frontend" | "api", Backend>>;
  readonly logs: LogRetention;
  readonly protect: boolean;
}

/** The layer 7 load balancer with its firewall; pods are bound to it, so DNS never waits for the cluster. */
export interface Edge extends Provisioned {
  readonly target: DnsTarget;
}
