import type { CustomResourceOptions } from "@pulumi/pulumi";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type { NetworkPeer } from "../ports/common";
import { NAME_LABEL } from "./labels";

/** Ranges that are nobody's on the internet: the network itself, its peers, and link-local metadata services. */
const PRIVATE_RANGES = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];

/** HTTPS to anyone outside of our networks. */
export const INTERNET = "internet";

/** Pods of another namespace, by its name. */
interface NamespacePeer {
  readonly namespace: string;
  readonly ports: NetworkPeer["ports"];
}

export interface Traffic {
  readonly namespace: string;
  /** Pods that the policy is about, by their name label. */
  readonly pods: readonly string[];
  readonly from: readonly (NetworkPeer | NamespacePeer)[];
  readonly to: readonly (NetworkPeer | typeof INTERNET)[];
}

/** Nothing goes in or out of the namespace's pods but names, until another policy allows it. */
export function denyByDefault(name: string, namespace: string, opts: CustomResourceOptions): NetworkPolicy {
  const spec = { podSelector: {}, policyTypes: ["Ingress", "Egress"], egress: [DNS] };
  return new NetworkPolicy(name, { metadata: { name: "default-deny", namespace }, spec }, opts);
}

/** What pods may receive and reach beyond names: the list is the whole truth. */
export function allowTraffic(name: string, traffic: Traffic, opts: CustomResourceOptions): NetworkPolicy {
  const { namespace, pods, from, to } = traffic;
  const spec = {
    podSelector: { matchExpressions: [{ key: NAME_LABEL, operator: "In", values: [...pods] }] },
    policyTypes: ["Ingress", "Egress"],
    ingress: from.map((peer) => ({ from: sourcesOf(peer), ports: portsOf(peer.ports) })),
    egress: to.map((peer) => (peer === INTERNET ? HTTPS : { to: blocksOf(peer.cidrs), ports: portsOf(peer.ports) })),
  };
  return new NetworkPolicy(name, { metadata: { name: pods[0] ?? namespace, namespace }, spec }, opts);
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

function sourcesOf(peer: NetworkPeer | NamespacePeer) {
  if ("cidrs" in peer) return blocksOf(peer.cidrs);
  return [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": peer.namespace } } }];
}

const blocksOf = (cidrs: readonly string[]) => cidrs.map((cidr) => ({ ipBlock: { cidr } }));

const portsOf = (ports: NetworkPeer["ports"]) =>
  ports.map((port) =>
    typeof port === "number" ? { protocol: "TCP", port } : { protocol: "TCP", port: port[0], endPort: port[1] },
  );
