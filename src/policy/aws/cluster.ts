import type { GraphResource, Value } from "../../graph/graph";
import { both, includes, is, isAbsent, isSet, matches, where } from "../conditions";
import type { PolicyGraph } from "../query";
import { perResource, type Rule } from "../rule";
import { listOf, plain, plainOf, readIn, textsOf, Unreadable } from "../values";
import { isPublicSubnet } from "./subnets";
import { AWS } from "./types";

const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
const ADDONS = ["vpc-cni", "eks-pod-identity-agent", "kube-proxy", "coredns", "aws-ebs-csi-driver", "metrics-server"];
/** In standard support in November 2026 (endoflife.date, Amazon EKS). */
const KUBERNETES_VERSIONS = ["1.34", "1.35", "1.36"];

const CONTROL_PLANE_RULES: readonly Rule[] = [
  {
    id: "E01",
    title: "nodes reach the cluster's API inside the network",
    why: "otherwise they depend on NAT, and their traffic leaves the network",
    reference: "EKS best practices guide",
    severity: "medium",
    check: perResource(AWS.cluster, where({ "vpcConfig.endpointPrivateAccess": is(true) })),
  },
  {
    id: "E02",
    title: "the cluster's API is private or open to named ranges only",
    why: "the API is the key to everything that runs",
    reference: "CKV_AWS_38/39, FSBP EKS.1",
    severity: "high",
    check: perResource(AWS.cluster, limitsPublicAccess),
  },
  {
    id: "E03",
    title: "the cluster's secrets are encrypted with an own key",
    why: "a copy of etcd then tells nothing",
    reference: "CKV_AWS_58, FSBP EKS.3",
    severity: "high",
    check: perResource(
      AWS.cluster,
      where({ "encryptionConfig.resources": includes("secrets"), "encryptionConfig.provider.keyArn": isSet }),
    ),
  },
  {
    id: "E04",
    title: "all five logs of the control plane are kept",
    why: "who did what in the cluster is told by nothing else",
    reference: "CKV_AWS_37, FSBP EKS.8",
    severity: "medium",
    check: perResource(AWS.cluster, where({ enabledClusterLogTypes: includes(...LOG_TYPES) })),
  },
  {
    id: "E05",
    title: "the Kubernetes version is pinned and supported",
    why: "an old version costs six times as much and gets no fixes",
    reference: "CKV_AWS_339, FSBP EKS.2",
    severity: "medium",
    check: perResource(AWS.cluster, where({ version: is(...KUBERNETES_VERSIONS) })),
  },
  {
    id: "E06",
    title: "the cluster does not slip into paid extended support",
    why: "extended support is AWS's default and costs six times as much",
    reference: "Amazon EKS pricing",
    severity: "low",
    check: perResource(AWS.cluster, where({ "upgradePolicy.supportType": is("STANDARD") })),
  },
  {
    id: "E07",
    title: "access to the cluster is by access entries alone",
    why: "a hidden administrator, whoever created the cluster, can't be revoked",
    reference: "EKS best practices guide",
    severity: "high",
    check: perResource(
      AWS.cluster,
      where({
        "accessConfig.authenticationMode": is("API"),
        "accessConfig.bootstrapClusterCreatorAdminPermissions": is(false),
      }),
    ),
  },
  {
    id: "E08",
    title: "the cluster can't be deleted by accident",
    why: "everything that runs goes with it",
    reference: "prowler eks_cluster_deletion_protection_enabled",
    severity: "high",
    check: perResource(AWS.cluster, where({ deletionProtection: is(true) })),
  },
];

const NODE_RULES: readonly Rule[] = [
  {
    id: "E09",
    title: "nodes live in private subnets",
    why: "a node with a way in from the internet is attacked directly",
    reference: "prowler eks_cluster_private_nodes_enabled",
    severity: "high",
    check: perResource(AWS.nodeGroup, livesInPrivate),
  },
  {
    id: "E10",
    title: "nodes have no SSH door",
    why: "Session Manager needs neither a key nor an open port",
    reference: "CKV_AWS_100",
    severity: "high",
    check: perResource(AWS.nodeGroup, where({ remoteAccess: isAbsent })),
  },
  {
    id: "E11",
    title: "nodes run a maintained image from a launch template",
    why: "Amazon Linux 2 gets no fixes, and only a template hardens metadata and disks",
    reference: "Amazon EKS, AL2 end of life",
    severity: "medium",
    check: perResource(AWS.nodeGroup, where({ launchTemplate: isSet, amiType: matches(/^(AL2023|BOTTLEROCKET)_/) })),
  },
  {
    id: "E12",
    title: "instance metadata needs a session token",
    why: "without it a forged request from a pod reads the node's credentials",
    reference: "CKV_AWS_79, FSBP EC2.8/EC2.170, CIS AWS 5.6",
    severity: "high",
    check: perResource(AWS.launchTemplate, where({ "metadataOptions.httpTokens": is("required") })),
  },
  {
    id: "E13",
    title: "instance metadata is out of the pods' reach",
    why: "a pod is a hop further away than its node",
    reference: "CKV_AWS_341, EKS best practices guide",
    severity: "high",
    check: perResource(AWS.launchTemplate, where({ "metadataOptions.httpPutResponseHopLimit": is(1) })),
  },
  {
    id: "E14",
    title: "node disks are gp3, encrypted with an own key",
    why: "images, logs and scratch data of pods are customers' data too",
    reference: "FSBP EC2.7, CKV_AWS_106",
    severity: "medium",
    check: perResource(AWS.launchTemplate, both(encryptsDisks, namesKeyForDisks)),
  },
  {
    id: "E15",
    title: "the cluster has every add-on it needs, network policies enforced",
    why: "without enforcement a network policy is a comment",
    reference: "EKS best practices guide, prowler eks_cluster_network_policy_enabled",
    severity: "high",
    check: perResource(AWS.cluster, hasAddons),
  },
];

export const CLUSTER_RULES: readonly Rule[] = [...CONTROL_PLANE_RULES, ...NODE_RULES];

function limitsPublicAccess(cluster: GraphResource) {
  if (plainOf(cluster, "vpcConfig.endpointPublicAccess") === false) return true;
  const ranges = textsOf(cluster, "vpcConfig.publicAccessCidrs");
  return (
    (ranges.length > 0 && !ranges.some((range) => range.endsWith("/0"))) || `open to ${ranges.join(", ") || "all"}`
  );
}

function livesInPrivate(nodes: GraphResource, graph: PolicyGraph) {
  const subnets = graph.referred(nodes, "subnetIds", AWS.subnet);
  if (subnets.length < listOf(nodes, "subnetIds").length) throw new Unreadable("subnetIds", nodes.inputs["subnetIds"]);
  const exposed = subnets.filter((subnet) => isPublicSubnet(subnet, graph)).map(({ name }) => name);
  return subnets.length > 0 && (exposed.length === 0 || `in ${exposed.join(", ")}`);
}

/** Every disk of a node is gp3 and encrypted, by whichever key. */
export function encryptsDisks(template: GraphResource): boolean {
  const disks = disksOf(template);
  const asked = (disk: Value | undefined, key: string) => plain(readIn(disk, key), key);
  const encrypted = disks.filter(
    (disk) => String(asked(disk, "encrypted")) === "true" && asked(disk, "volumeType") === "gp3",
  );
  return disks.length > 0 && encrypted.length === disks.length;
}

function namesKeyForDisks(template: GraphResource) {
  return disksOf(template).every((disk) => isSet(readIn(disk, "kmsKeyId"), "kmsKeyId")) || "kmsKeyId is not set";
}

function disksOf(template: GraphResource): readonly (Value | undefined)[] {
  return listOf(template, "blockDeviceMappings").map((device) => readIn(device, "ebs"));
}

function hasAddons(cluster: GraphResource, graph: PolicyGraph) {
  const addons = graph.referring(AWS.addon, "clusterName", cluster);
  const named = new Map(addons.map((addon) => [plainOf(addon, "addonName"), addon]));
  const missing = ADDONS.filter((name) => !named.has(name));
  if (missing.length > 0) return `${missing.join(", ")} missing`;
  const cni = named.get("vpc-cni");
  return (cni !== undefined && enforcesPolicies(cni)) || "vpc-cni does not enforce network policies";
}

function enforcesPolicies(cni: GraphResource): boolean {
  const settings = String(plainOf(cni, "configurationValues"));
  return /"enableNetworkPolicy"\s*:\s*"?true"?/.test(settings);
}
