import type { GraphResource } from "../../graph/graph";
import { isEverybody } from "../addresses";
import { type Condition, is, isAbsent, isSet, where } from "../conditions";
import { perResource, type Rule } from "../rule";
import { plainOf, textsOf } from "../values";
import { AZURE } from "./types";

const asks = (conditions: Readonly<Record<string, Condition>>) => perResource(AZURE.cluster, where(conditions));

/** Who gets to the cluster's API, and as whom. */
const ACCESS_RULES: readonly Rule[] = [
  {
    id: "Z01",
    title: "the cluster asks roles for every right",
    why: "without roles whoever gets in may do everything",
    reference: "Azure Policy ac4a19c2",
    severity: "high",
    check: asks({ enableRBAC: is(true) }),
  },
  {
    id: "Z02",
    title: "nobody gets in with the cluster's own accounts",
    why: "their certificate can't be revoked, and knows no person",
    reference: "Azure Policy 993c2fcd",
    severity: "high",
    check: asks({ disableLocalAccounts: is(true) }),
  },
  {
    id: "Z03",
    title: "Entra says who somebody is, and Azure's roles what he may do",
    why: "whoever leaves the company then leaves the cluster too",
    reference: "Azure Policy 450d2877",
    severity: "high",
    check: asks({ "aadProfile.managed": is(true), "aadProfile.enableAzureRBAC": is(true) }),
  },
  {
    id: "Z04",
    title: "the cluster's API is inside the network, or answers named ranges only",
    why: "the API is the key to everything that runs",
    reference: "Azure Policy 040732e8, 0e246bcf",
    severity: "high",
    check: perResource(AZURE.cluster, limitsAccess),
  },
  {
    id: "Z05",
    title: "no command runs in the cluster through Azure's own API",
    why: "it goes around the private network, and runs as the cluster's administrator",
    reference: "Azure Policy 89f2d532",
    severity: "high",
    check: asks({ "apiServerAccessProfile.disableRunCommand": is(true) }),
  },
  {
    id: "Z06",
    title: "pods have identities of their own",
    why: "otherwise every pod may do what its node may",
    reference: "Azure Policy 2cc2e023",
    severity: "high",
    check: asks({ "oidcIssuerProfile.enabled": is(true), "securityProfile.workloadIdentity.enabled": is(true) }),
  },
  {
    id: "Z07",
    title: "the cluster acts by an identity that has no password",
    why: "a password expires, and is copied",
    reference: "Azure Policy da6e2401",
    severity: "high",
    check: asks({
      "identity.type": is("UserAssigned", "SystemAssigned"),
      "servicePrincipalProfile.secret": isAbsent,
    }),
  },
];

/** How the cluster defends itself and stays up to date. */
const UPKEEP_RULES: readonly Rule[] = [
  {
    id: "Z08",
    title: "Azure's policies look at what is put into the cluster",
    why: "they see a pod that may too much, whoever made it",
    reference: "Azure Policy 0a15ec92",
    severity: "medium",
    check: asks({ "addonProfiles.azurepolicy.enabled": is(true) }),
  },
  {
    id: "Z09",
    title: "network policies are enforced",
    why: "without enforcement a network policy is a comment",
    reference: "CKV_AZURE_7",
    severity: "high",
    check: asks({ "networkProfile.networkPolicy": is("cilium", "calico", "azure") }),
  },
  {
    id: "Z10",
    title: "patches of Kubernetes arrive by themselves",
    why: "a known hole in the control plane is attacked within days",
    reference: "Azure Policy 5c345cdf",
    severity: "medium",
    check: asks({ "autoUpgradeProfile.upgradeChannel": is("patch", "stable", "rapid", "node-image") }),
  },
  {
    id: "Z11",
    title: "patches of the nodes' system arrive by themselves",
    why: "a node runs for months with the kernel that it was born with",
    reference: "Azure Policy 04408ca5",
    severity: "medium",
    check: asks({ "autoUpgradeProfile.nodeOSUpgradeChannel": is("NodeImage", "SecurityPatch") }),
  },
  {
    id: "Z12",
    title: "images that nobody uses leave the nodes",
    why: "an old image has the holes of its time, and is started by one command",
    reference: "Azure Policy af3c26b2",
    severity: "low",
    check: asks({ "securityProfile.imageCleaner.enabled": is(true) }),
  },
  {
    id: "Z13",
    title: "Microsoft Defender watches what happens in the cluster",
    why: "an intruder behaves like no pod does, which somebody must see",
    reference: "Azure Policy a1840de2, CIS 8.1.4.1",
    severity: "medium",
    check: asks({
      "securityProfile.defender.securityMonitoring.enabled": is(true),
      "securityProfile.defender.logAnalyticsWorkspaceResourceId": isSet,
    }),
  },
  {
    id: "Z14",
    title: "whatever brings secrets from the vault into the cluster follows their rotation",
    why: "a secret that was changed because somebody knows it would live on in the pods",
    reference: "CKV_AZURE_172",
    severity: "medium",
    check: perResource(AZURE.cluster, followsRotation),
  },
  {
    id: "Z15",
    title: "the control plane has a promised availability",
    why: "nothing is repaired or scaled while it is away",
    reference: "CKV_AZURE_170",
    severity: "medium",
    check: asks({ "sku.tier": is("Standard", "Premium") }),
  },
];

export const CLUSTER_RULES: readonly Rule[] = [...ACCESS_RULES, ...UPKEEP_RULES];

function limitsAccess(cluster: GraphResource): boolean | string {
  if (plainOf(cluster, "apiServerAccessProfile.enablePrivateCluster") === true) return true;
  const ranges = textsOf(cluster, "apiServerAccessProfile.authorizedIPRanges");
  return (ranges.length > 0 && !ranges.some(isEverybody)) || "open to all";
}

/** External Secrets asks the vault again by itself; AKS' own add-on has to be told so. */
function followsRotation(cluster: GraphResource): boolean | string {
  const addon = "addonProfiles.azureKeyvaultSecretsProvider";
  if (plainOf(cluster, `${addon}.enabled`) !== true) return true;
  const rotation = plainOf(cluster, `${addon}.config.enableSecretRotation`);
  return rotation === "true" || "it brings each secret once";
}
