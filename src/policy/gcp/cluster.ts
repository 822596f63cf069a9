import type { GraphResource } from "../../graph/graph";
import { isEverybody } from "../addresses";
import { includes, is, isNot, isSet, where } from "../conditions";
import { perResource, type Rule } from "../rule";
import { listOf, plain, plainOf, read, readIn } from "../values";
import { GCP } from "./types";

export const CLUSTER_RULES: readonly Rule[] = [
  {
    id: "G08",
    title: "nodes have no address of their own",
    why: "a node with a way in from the internet is attacked directly",
    reference: "CKV_GCP_25, CIS GKE 5.6",
    severity: "high",
    check: perResource(GCP.cluster, where({ "privateClusterConfig.enablePrivateNodes": is(true) })),
  },
  {
    id: "G09",
    title: "the cluster's API asks who is there before it answers, or answers named ranges only",
    why: "the API is the key to everything that runs",
    reference: "CKV_GCP_20",
    severity: "high",
    check: perResource(GCP.cluster, limitsAccess),
  },
  {
    id: "G10",
    title: "pods have identities of their own",
    why: "otherwise every pod may do what its node may",
    reference: "CKV_GCP_69",
    severity: "high",
    check: perResource(GCP.cluster, where({ "workloadIdentityConfig.workloadPool": isSet })),
  },
  {
    id: "G11",
    title: "the cluster follows a release channel",
    why: "outside of one nothing patches the control plane in time",
    reference: "CKV_GCP_70",
    severity: "medium",
    check: perResource(GCP.cluster, where({ "releaseChannel.channel": is("REGULAR", "STABLE") })),
  },
  {
    id: "G12",
    title: "nodes prove who they are when they join",
    why: "whoever read a bootstrap token could join as a node",
    reference: "CKV_GCP_71",
    severity: "high",
    check: perResource(GCP.cluster, where({ enableShieldedNodes: isNot(false) })),
  },
  {
    id: "G13",
    title: "the cluster's secrets are encrypted with an own key",
    why: "a copy of etcd then tells nothing",
    reference: "CIS GKE 5.3",
    severity: "high",
    check: perResource(
      GCP.cluster,
      where({ "databaseEncryption.state": is("ENCRYPTED"), "databaseEncryption.keyName": isSet }),
    ),
  },
  {
    id: "G14",
    title: "network policies are enforced",
    why: "without enforcement a network policy is a comment",
    reference: "CKV_GCP_12 (intent)",
    severity: "high",
    check: perResource(GCP.cluster, where({ datapathProvider: is("ADVANCED_DATAPATH") })),
  },
  {
    id: "G15",
    title: "nobody gets in with a client certificate",
    why: "a certificate can't be revoked, and knows no roles",
    reference: "CKV_GCP_13",
    severity: "high",
    check: perResource(GCP.cluster, where({ "masterAuth.clientCertificateConfig.issueClientCertificate": is(false) })),
  },
  {
    id: "G16",
    title: "the cluster's logs and metrics are kept",
    why: "who did what in the cluster is told by nothing else",
    reference: "CKV_GCP_1/8 (intent)",
    severity: "medium",
    check: perResource(
      GCP.cluster,
      where({
        "loggingConfig.enableComponents": includes("SYSTEM_COMPONENTS", "APISERVER"),
        "monitoringConfig.enableComponents": includes("SYSTEM_COMPONENTS"),
      }),
    ),
  },
  {
    id: "G17",
    title: "traffic between pods of one node is seen by flow logs",
    why: "an intruder moves from pod to pod first",
    reference: "CKV_GCP_61",
    severity: "low",
    check: perResource(GCP.cluster, where({ enableIntranodeVisibility: is(true) })),
  },
  {
    id: "G18",
    title: "strangers may ask for the cluster's health, and for nothing else",
    why: "one role bound to everybody opens the API to the whole world",
    reference: "GKE hardening guide",
    severity: "high",
    check: perResource(
      GCP.cluster,
      where({
        "anonymousAuthenticationConfig.mode": is("LIMITED"),
        "rbacBindingConfig.enableInsecureBindingSystemAuthenticated": is(false),
        "rbacBindingConfig.enableInsecureBindingSystemUnauthenticated": is(false),
      }),
    ),
  },
  {
    id: "G19",
    title: "the cluster can't be deleted by accident, and asks roles for every right",
    why: "everything that runs goes with it; legacy rights pass by the roles",
    reference: "CKV_GCP_7",
    severity: "high",
    check: perResource(GCP.cluster, where({ deletionProtection: is(true), enableLegacyAbac: isNot(true) })),
  },
];

/** By a name of Google's alone, where every call carries an identity; or by an address, to named ranges. */
function limitsAccess(cluster: GraphResource): boolean | string {
  if (plainOf(cluster, "controlPlaneEndpointsConfig.ipEndpointsConfig.enabled") === false) return true;
  if (!isSet(read(cluster, "masterAuthorizedNetworksConfig"), "masterAuthorizedNetworksConfig")) return "open to all";
  const blocks = listOf(cluster, "masterAuthorizedNetworksConfig.cidrBlocks");
  const open = blocks.filter((block) => isEverybody(String(plain(readIn(block, "cidrBlock"), "cidrBlock"))));
  return open.length === 0 || "open to all";
}
