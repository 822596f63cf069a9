import type { CustomResourceOptions, Input, Resource } from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { Backend, BoundService } from "../../ports/edge";

/** What a gateway is made of, by ids and names. */
export interface GatewayArgs {
  readonly name: string;
  /** Id of the load balancer, and the name of its frontend. */
  readonly loadBalancer: Input<string>;
  readonly frontend: string;
  /** Id of the policy that judges every request. */
  readonly firewall: Input<string>;
  /** Secret with the certificate that is shown. */
  readonly certificate: string;
  /** Secret with the CA whose client certificates are demanded; null: none is. */
  readonly clientCa: string | null;
}

export interface BindingArgs {
  readonly gateway: string;
  readonly backend: Backend;
  readonly bound: BoundService;
}

/** Of its own: whoever may change the CRM's objects can't change what lets requests in. */
export const NAMESPACE = "edge";
/** Services may be reached from outside only out of namespaces with this label. */
export const ROUTE_LABELS = { "gateway-access": NAMESPACE } as const;

const GATEWAY = { group: "gateway.networking.k8s.io", kind: "Gateway" } as const;
const GATEWAY_API = `${GATEWAY.group}/v1`;
const ALB_API = "alb.networking.azure.io/v1";

/** TLS 1.2 with forward secrecy and authenticated encryption only (Application Gateway for Containers, TLS policy). */
const TLS_POLICY = { type: "predefined", name: "2023-06-S" } as const;
/** Time the load balancer waits for an answer: longer than Cloudflare, whose limit is 100 seconds. Its own is 60. */
const ANSWER = "120s";

/** Tells a load balancer, which exists before the cluster and outlives it, what to listen to. */
export function createGateway(prefix: string, args: GatewayArgs, opts: CustomResourceOptions): Resource {
  const { name, loadBalancer, frontend, firewall, certificate } = args;
  const tls = { mode: "Terminate", certificateRefs: [secretRef(certificate)] };
  const gateway = new CustomResource(
    prefix,
    {
      apiVersion: GATEWAY_API,
      kind: GATEWAY.kind,
      metadata: { name, namespace: NAMESPACE, annotations: { "alb.networking.azure.io/alb-id": loadBalancer } },
      spec: {
        gatewayClassName: "azure-alb-external",
        addresses: [{ type: "alb.networking.azure.io/alb-frontend", value: frontend }],
        listeners: [
          { name: "http", protocol: "HTTP", port: 80, allowedRoutes: { namespaces: { from: "Same" } } },
          { name: "https", protocol: "HTTPS", port: 443, tls, allowedRoutes: { namespaces: ROUTED } },
        ],
      },
    },
    opts,
  );
  const inside = { ...opts, dependsOn: [gateway] };
  const targetRef = { ...GATEWAY, name, namespace: NAMESPACE };
  const guard = { name, spec: { targetRef, webApplicationFirewall: { id: firewall } } };
  const guarded = createObject(`${prefix}-waf`, { ...ALB, kind: "WebApplicationFirewallPolicy" }, guard, inside);
  const trusted = createTlsPolicy(`${prefix}-tls`, args, inside);
  return redirectHttp(`${prefix}-redirect`, name, { ...opts, dependsOn: [gateway, guarded, trusted] });
}

const ALB = { apiVersion: ALB_API } as const;
const ROUTED = { from: "Selector", selector: { matchLabels: ROUTE_LABELS } } as const;

function createTlsPolicy(logicalName: string, { name, clientCa }: GatewayArgs, opts: CustomResourceOptions) {
  const verify = clientCa === null ? {} : { verify: { caCertificateRef: secretRef(clientCa) } };
  const targetRef = { ...GATEWAY, name, namespace: NAMESPACE, sectionNames: ["https"] };
  const spec = { targetRef, default: { policyType: TLS_POLICY, ...verify } };
  return createObject(logicalName, { ...ALB, kind: "FrontendTLSPolicy" }, { name, spec }, opts);
}

/** Sends a backend's hosts to a service's pods, by their own addresses. */
export function bindBackend(name: string, args: BindingArgs, opts: CustomResourceOptions): CustomResource {
  const { gateway, backend, bound } = args;
  const spec = {
    parentRefs: [{ ...GATEWAY, namespace: NAMESPACE, name: gateway, sectionName: "https" }],
    hostnames: [...backend.hosts],
    rules: [
      {
        matches: [{ path: { type: "PathPrefix", value: "/" } }],
        backendRefs: [{ name: bound.name, port: bound.port }],
        timeouts: { request: ANSWER },
      },
    ],
  };
  const health = createHealthCheck(`${name}-health`, args, opts);
  const route = { ...opts, dependsOn: [bound.resource, health] };
  return createObject(name, { apiVersion: GATEWAY_API, kind: "HTTPRoute" }, { ...place(bound), spec }, route);
}

function createHealthCheck(name: string, { backend, bound }: BindingArgs, opts: CustomResourceOptions) {
  const check = {
    interval: "15s",
    timeout: "5s",
    healthyThreshold: 2,
    unhealthyThreshold: 3,
    port: backend.healthPort,
    http: { path: backend.healthPath, match: { statusCodes: [{ start: 200, end: 200 }] } },
  };
  const spec = { default: check, targetRef: { group: "", kind: "Service", ...place(bound) } };
  return createObject(name, { ...ALB, kind: "HealthCheckPolicy" }, { ...place(bound), spec }, opts);
}

function redirectHttp(name: string, gateway: string, opts: CustomResourceOptions): CustomResource {
  const redirect = { type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } };
  const spec = { parentRefs: [{ ...GATEWAY, name: gateway, sectionName: "http" }], rules: [{ filters: [redirect] }] };
  return createObject(name, { apiVersion: GATEWAY_API, kind: "HTTPRoute" }, { name: "redirect", spec }, opts);
}

const place = ({ name, namespace }: BoundService) => ({ name, namespace });
const secretRef = (name: string) => ({ group: "", kind: "Secret", name, namespace: NAMESPACE });

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
