import { is, isSet, where } from "../conditions";
import { perResource, type Rule } from "../rule";
import { GCP } from "./types";

export const NODE_RULES: readonly Rule[] = [
  {
    id: "G20",
    title: "nodes are repaired and upgraded by Google",
    why: "fixes arrive by themselves, and a broken node does not stay",
    reference: "CKV_GCP_9/10",
    severity: "medium",
    check: perResource(GCP.nodePool, where({ "management.autoRepair": is(true), "management.autoUpgrade": is(true) })),
  },
  {
    id: "G21",
    title: "nodes have an identity of their own",
    why: "the default one may change everything in the project",
    reference: "CIS 4.1, CIS GKE 5.2",
    severity: "high",
    check: perResource(GCP.nodePool, where({ "nodeConfig.serviceAccount": isSet })),
  },
  {
    id: "G22",
    title: "nodes boot only what is signed, and prove it",
    why: "a changed kernel survives every restart",
    reference: "CKV_GCP_68/72",
    severity: "medium",
    check: perResource(
      GCP.nodePool,
      where({
        "nodeConfig.shieldedInstanceConfig.enableSecureBoot": is(true),
        "nodeConfig.shieldedInstanceConfig.enableIntegrityMonitoring": is(true),
      }),
    ),
  },
  {
    id: "G23",
    title: "nodes keep their own credentials from pods, and run Google's hardened image",
    why: "a forged request from a pod would read the node's credentials",
    reference: "CKV_GCP_22/69",
    severity: "high",
    check: perResource(
      GCP.nodePool,
      where({
        "nodeConfig.workloadMetadataConfig.mode": is("GKE_METADATA"),
        "nodeConfig.imageType": is("COS_CONTAINERD"),
      }),
    ),
  },
  {
    id: "G24",
    title: "nodes have no port that tells everything without a password",
    why: "every pod of the cluster could read what the others run with",
    reference: "CIS GKE 4.2",
    severity: "high",
    check: perResource(
      GCP.nodePool,
      where({ "nodeConfig.kubeletConfig.insecureKubeletReadonlyPortEnabled": is("FALSE") }),
    ),
  },
];
