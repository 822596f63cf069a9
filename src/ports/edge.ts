import type { Output, Resource } from "@pulumi/pulumi";
import type { DnsTarget, LogRetention, Provisioned } from "./common";

/** A certificate that only the CDN in front trusts, so that the origin is useless to anyone else. */
export interface OriginCertificate {
  readonly certificate: Output<string>;
  readonly privateKey: Output<string>;
}

/** The CRM's services that take requests. */
export const BACKENDS = ["frontend", "api"] as const;
export type BackendName = (typeof BACKENDS)[number];

export const isBackend = (service: string): service is BackendName => BACKENDS.some((backend) => backend === service);

/** A Kubernetes service in front of a backend's pods. */
export interface BoundService {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
  readonly resource: Resource;
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
  readonly backends: Readonly<Record<BackendName, Backend>>;
  /** Two of whatever binds pods, so that it outlives a zone. */
  readonly highlyAvailable: boolean;
  readonly logs: LogRetention;
  readonly protect: boolean;
  /** Ready once the cluster can fetch secrets: whoever shows a certificate from there waits for it. */
  readonly secretStore: Resource;
}

/** The layer 7 load balancer with its firewall; pods are bound to it, so DNS never waits for the cluster. */
export interface Edge extends Provisioned {
  readonly target: DnsTarget;
  /** Ranges from which its connections to pods come. */
  readonly sources: readonly string[];
  /** Seconds after which it closes an idle connection: pods must keep theirs open for longer. */
  readonly idleSeconds: number;
  /** Sends the backend's requests to a service's pods. The service must not go before what is returned. */
  bind(name: string, backend: BackendName, service: BoundService, parent: Resource): Resource;
}
