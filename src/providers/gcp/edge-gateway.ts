import type { CustomResourceOptions, Input } from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import { createNamespace } from "../../kubernetes/namespace";
import type { Backend, BoundService } from "../../ports/edge";

/** Google Cloud resources that a gateway is made of, by their names. */
export interface GatewayArgs {
  readonly name: string;
  readonly address: Input<string>;
  readonly certificateMap: Input<string>;
  readonly tlsPolicy: Input<string>;
}

export interface BindingArgs {
  readonly gateway: string;
  /** Name of the Cloud Armor policy that judges the service's requests. */
  readonly firewall: Input<string>;
  readonly backend: Backend;
  readonly bound: BoundService;
}

/** Of its own: whoever may change the CRM's objects can't change what lets requests in. */
const NAMESPACE = "edge";
/** Services may be reached from outside only out of namespaces with this label. */
export const ROUTE_LABELS = { "gateway-access": NAMESPACE } as const;

const GATEWAY = { group: "gateway.networking.k8s.io", kind: "Gateway" } as const;
const GATEWAY_API = `${GATEWAY.group}/v1`;
const GKE_API = "networking.gke.io/v1";

/** Seconds the load balancer waits for an answer: longer than Cloudflare, whose limit is 100. */
const ANSWER_SECONDS = 120;
/** In millionths, so all requests: what the firewall refused must never be missing. */
const LOGGED = 1_000_000;

/** GKE makes a global load balancer of it, on an address that exists before the cluster and outlives it. */
export function createGateway(prefix: string, args: GatewayArgs, opts: CustomResourceOptions): CustomResource {
  const { name, address, certificateMap, tlsPolicy } = args;
  const namespace = createNamespace(`${prefix}-namespace`, { namespace: NAMESPACE, security: "restricted" }, opts);
  const inside = { ...opts, dependsOn: [namespace] };
  const metadata = { name, namespace: NAMESPACE, annotations: { "networking.gke.io/certmap": certificateMap } };
  const gateway = new CustomResource(
    prefix,
    {
      apiVersion: GATEWAY_API,
      kind: GATEWAY.kind,
      metadata,
      spec: {
        gatewayClassName: "gke-l7-global-external-managed",
        addresses: [{ type: "NamedAddress", value: address }],
        listeners: [
          { name: "http", protocol: "HTTP", port: 80, allowedRoutes: { namespaces: { from: "Same" } } },
          { name: "https", protocol: "HTTPS", port: 443, allowedRoutes: { namespaces: ROUTED } },
        ],
      },
    },
    inside,
  );
  const policy = { default: { sslPolicy: tlsPolicy }, targetRef: { ...GATEWAY, name } };
  createObject(`${prefix}-tls`, { apiVersion: GKE_API, kind: "GCPGatewayPolicy" }, { name, spec: policy }, inside);
  redirectHttp(`${prefix}-redirect`, name, inside);
  return gateway;
}

const ROUTED = { from: "Selector", selector: { matchLabels: ROUTE_LABELS } } as const;

/**
 * Sends a backend's hosts to a service's pods. By itself GKE lets no new pod count as ready before the load balancer
 * calls it healthy: every pod that is balanced to by its own address gets a readiness gate.
 */
export function bindBackend(name: string, args: BindingArgs, opts: CustomResourceOptions): CustomResource {
  const { gateway, backend, bound } = args;
  const policies = [createHealthCheck(`${name}-health`, args, opts), createBackendPolicy(`${name}-policy`, args, opts)];
  const spec = {
    parentRefs: [{ ...GATEWAY, namespace: NAMESPACE, name: gateway, sectionName: "https" }],
    hostnames: [...backend.hosts],
    rules: [
      {
        matches: [{ path: { type: "PathPrefix", value: "/" } }],
        backendRefs: [{ name: bound.name, port: bound.port }],
      },
    ],
  };
  // Last, and gone first: the service is never reached without its firewall.
  const route = { ...opts, dependsOn: [bound.resource, ...policies] };
  return createObject(name, { apiVersion: GATEWAY_API, kind: "HTTPRoute" }, { ...place(bound), spec }, route);
}

function createHealthCheck(name: string, { backend, bound }: BindingArgs, opts: CustomResourceOptions) {
  const httpHealthCheck = {
    portSpecification: "USE_FIXED_PORT",
    port: backend.healthPort,
    requestPath: backend.healthPath,
  };
  const policy = {
    checkIntervalSec: 15,
    timeoutSec: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 3,
    config: { type: "HTTP", httpHealthCheck },
  };
  const spec = { default: policy, targetRef: target(bound) };
  return createObject(name, { apiVersion: GKE_API, kind: "HealthCheckPolicy" }, { ...place(bound), spec }, opts);
}

function createBackendPolicy(name: string, { firewall, backend, bound }: BindingArgs, opts: CustomResourceOptions) {
  const policy = {
    securityPolicy: firewall,
    timeoutSec: ANSWER_SECONDS,
    connectionDraining: { drainingTimeoutSec: backend.drainSeconds },
    logging: { enabled: true, sampleRate: LOGGED },
  };
  const spec = { default: policy, targetRef: target(bound) };
  return createObject(name, { apiVersion: GKE_API, kind: "GCPBackendPolicy" }, { ...place(bound), spec }, opts);
}

function redirectHttp(name: string, gateway: string, opts: CustomResourceOptions): void {
  const redirect = { type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } };
  const spec = { parentRefs: [{ ...GATEWAY, name: gateway, sectionName: "http" }], rules: [{ filters: [redirect] }] };
  createObject(name, { apiVersion: GATEWAY_API, kind: "HTTPRoute" }, { name: "redirect", spec }, opts);
}

const place = ({ name, namespace }: BoundService) => ({ name, namespace });
const target = ({ name }: BoundService) => ({ group: "", kind: "Service", name });

interface Content {
  readonly name: string;
  readonly namespace?: string;
  readonly spec: object;
}

function createObject(
  logicalName: string,
  type: { readonly apiVersion: string; readonly kind: string },
  { name, namespace = NAMESPACE, spec }: Content,
  opts: CustomResourceOptions,
): CustomResource {
  return new CustomResource(logicalName, { ...type, metadata: { name, namespace }, spec }, opts);
}
