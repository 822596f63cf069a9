import type { CustomResourceOptions } from "@pulumi/pulumi";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type { NetworkPeer } from "../ports/common";
import { NAME_LABEL } from "./labels";

/** Ranges that are nobody's on the internet: the network itself, its peers, and link-local metadata services. */
const PRIVATE_RANGES = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];

/** HTTPS to anyone outside of our networks. */
export const INTERNET = "internet";

/** Pods of a namespace, by its name. */
interface NamespacePeer {
  readonly namespace: string;
  readonly ports: NetworkPeer["ports"];
}

/** Whoever reaches the port: the API server's own address differs from cloud to cloud. */
interface AnyPeer {
  readonly anyone: true;
  readonly ports: NetworkPeer["ports"];
}

/** Who may talk to pods, and whom they may talk to: the lists are the whole truth, but for questions about names. */
export interface Traffic {
  readonly from: readonly (NetworkPeer | NamespacePeer | AnyPeer)[];
  readonly to: readonly (NetworkPeer | NamespacePeer | typeof INTERNET)[];
}

interface PolicyArgs extends Traffic {
  readonly namespace: string;
  /** Pods that the policy is about, by their name label. */
  readonly pods: readonly string[];
}

/** Nothing goes in or out of the namespace's pods but names, until another policy allows it. */
export function denyByDefault(name: string, namespace: string, opts: CustomResourceOptions): NetworkPolicy {
  const spec = { podSelector: {}, policyTypes: ["Ingress", "Egress"], egress: [DNS] };
  return new NetworkPolicy(name, { metadata: { name: "default-deny", namespace }, spec }, opts);
}

/** What some pods of a namespace may receive and reach. */
export function allowTraffic(name: string, args: PolicyArgs, opts: CustomResourceOptions): NetworkPolicy {
  const { namespace, pods } = args;
  const podSelector = { matchExpressions: [{ key: NAME_LABEL, operator: "In", values: [...pods] }] };
  const spec = { podSelector, ...rulesOf(args) };
  return new NetworkPolicy(name, { metadata: { name: pods[0] ?? namespace, namespace }, spec }, opts);
}

/** The same for everything that runs in a namespace. */
export function confine(name: string, namespace: string, traffic: Traffic, opts: CustomResourceOptions): NetworkPolicy {
  const { egress, ...rules } = rulesOf(traffic);
  const spec = { podSelector: {}, ...rules, egress: [DNS, ...egress] };
  return new NetworkPolicy(name, { metadata: { name: namespace, namespace }, spec }, opts);
}

function rulesOf({ from, to }: Traffic) {
  const ingress = from.map((peer) => {
    const ports = portsOf(peer.ports);
    return "anyone" in peer ? { ports } : { from: podsOf(peer), ports };
  });
  return {
    policyTypes: ["Ingress", "Egress"],
    // The API server drops an empty list, and every later update would find it missing.
    ...(ingress.length > 0 && { ingress }),
    egress: to.map((peer) => (peer === INTERNET ? HTTPS : { to: podsOf(peer), ports: portsOf(peer.ports) })),
  };
}

const DNS = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};

const HTTPS = {
  to: [{ ipBlock: { cidr: "0.0.0.0/0", except: PRIVATE_RANGES } }],
  ports: [{ protocol: "TCP", port: 443 }],
};

function podsOf(peer: NetworkPeer | NamespacePeer) {
  if ("cidrs" in peer) return blocksOf(peer.cidrs);
  return [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": peer.namespace } } }];
}

const blocksOf = (cidrs: readonly string[]) => cidrs.map((cidr) => ({ ipBlock: { cidr } }));

const portsOf = (ports: NetworkPeer["ports"]) =>
  ports.map((port) =>
    typeof port === "number" ? { protocol: "TCP", port } : { protocol: "TCP", port: port[0], endPort: port[1] },
  );
