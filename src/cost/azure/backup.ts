import type { GraphResource } from "../../graph/graph";
import { textsIn } from "../../policy/query";
import { listOf, plain, readIn } from "../../policy/values";
import { billed, type Charge, type CostContext, type Costs, monthly } from "../estimator";
import type { PriceId } from "../price-book";
import { meaningOf } from "./read";

const NAMESPACE = "kubernetes:core/v1:Namespace";

/** Each namespace that is backed up is paid: those that are named, else all that the stack makes (Azure Backup for AKS, pricing). */
function backupCharges(instance: GraphResource, { graph }: CostContext): readonly Charge[] {
  const parameters = "properties.policyInfo.policyParameters.backupDatasourceParametersList";
  const named = listOf(instance, parameters).flatMap((entry) => textsIn(readIn(entry, "includedNamespaces")));
  const namespaces = named.length > 0 ? named.length : graph.ofType(NAMESPACE).length;
  return [monthly(`backup of ${namespaces} namespaces`, "azure/backup/aks.protected-namespace", namespaces)];
}

/** No pod has a volume: what is kept are the cluster's objects, which are texts. */
const OBJECTS_GB = 1;
const VAULTS: Readonly<Record<string, PriceId>> = {
  GeoRedundant: "azure/backup/grs-storage",
  ZoneRedundant: "azure/backup/zrs-storage",
  LocallyRedundant: "azure/backup/lrs-storage",
};

function backupVaultCharges(vault: GraphResource): readonly Charge[] {
  return listOf(vault, "properties.storageSettings").map((setting) => {
    const kind = String(plain(readIn(setting, "type"), "type"));
    return monthly(`backups kept, ${kind}`, meaningOf(VAULTS, kind, "the redundancy"), OBJECTS_GB);
  });
}

export const BACKUP_COSTS: Costs = {
  "azure-native:dataprotection:BackupInstance": billed(backupCharges),
  "azure-native:dataprotection:BackupVault": billed(backupVaultCharges),
};
