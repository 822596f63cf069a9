import type { Output } from "@pulumi/pulumi";
import { ObjectReplicationPolicy } from "@pulumi/azure-native/storage/objectReplicationPolicy";
import type { StorageAccount } from "@pulumi/azure-native/storage/storageAccount";
import { known } from "../../conventions/known";
import type { ChildOptions } from "./component";

/** One end of a replication: containers are named alike at both. */
export interface ReplicationEnd {
  readonly account: StorageAccount;
  readonly resourceGroupName: Output<string>;
}

export interface ReplicationArgs {
  readonly source: ReplicationEnd;
  readonly target: ReplicationEnd;
  readonly containers: readonly string[];
}

/** What was there before the policy is copied too: the first day that Azure knows. */
const FROM_THE_BEGINNING = { minCreationTime: "1601-01-01T00:00:00Z" };

/**
 * Copies every new and changed object, without a promise how soon. A deletion makes the copy an old version, which stays for its
 * term: the replica also undoes what should not have been deleted. Wait in `opts` for containers and versions at both ends.
 */
export function createReplication(
  name: string,
  { source, target, containers }: ReplicationArgs,
  opts: ChildOptions,
): ObjectReplicationPolicy {
  const both = {
    sourceAccount: source.account.id,
    destinationAccount: target.account.id,
    metrics: { enabled: true },
  };
  const rule = (container: string) => ({
    sourceContainer: container,
    destinationContainer: container,
    filters: FROM_THE_BEGINNING,
  });
  // Azure wants the target's consent first; it names the policy and its rules, by which the source then knows them.
  const consent = new ObjectReplicationPolicy(
    `${name}-target`,
    { ...end(target), ...both, objectReplicationPolicyId: "default", rules: containers.map(rule) },
    opts,
  );
  const rules = containers.map((container) => ({ ...rule(container), ruleId: ruleIdOf(consent, container) }));
  return new ObjectReplicationPolicy(
    `${name}-source`,
    { ...end(source), ...both, objectReplicationPolicyId: consent.policyId, rules },
    opts,
  );
}

const end = ({ account, resourceGroupName }: ReplicationEnd) => ({ resourceGroupName, accountName: account.name });

function ruleIdOf({ rules }: ObjectReplicationPolicy, container: string): Output<string> {
  return rules.apply((all) => {
    const rule = all?.find(({ sourceContainer }) => sourceContainer === container);
    return known(rule?.ruleId, `the replication rule of ${container}`);
  });
}
