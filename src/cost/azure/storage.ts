import type { GraphResource } from "../../graph/graph";
import { AZURE } from "../../policy/azure/types";
import { plainOf } from "../../policy/values";
import { billed, type Charge, type CostContext, type Costs, monthly } from "../estimator";
import { type Contents, contentsOf } from "./contents";
import { keptOf, type Lifecycle, lifecycleOf } from "./kept";
import { nameOf } from "./read";

const OPERATIONS = 10_000;
const DAYS = 30;

/** Where else its data is kept: `ZRS` of `Standard_ZRS`. */
const redundancyOf = (account: GraphResource): string => nameOf(account, "sku.name").replace(/^[^_]+_/, "");

interface Kept {
  readonly container: string;
  readonly contents: Contents;
  readonly lifecycle: Lifecycle;
}

function accountCharges(account: GraphResource, context: CostContext): readonly Charge[] {
  const { graph } = context;
  const containers = graph.referring(AZURE.container, "accountName", account).map((container): Kept => {
    const name = nameOf(container, "containerName");
    return {
      container: name,
      contents: contentsOf(container, account, context),
      lifecycle: lifecycleOf(account, name, graph),
    };
  });
  const redundancy = redundancyOf(account);
  return [
    ...containers.flatMap((kept) => containerCharges(kept, redundancy, context)),
    ...flowCharges(account, redundancy, context),
    ...copyCharges(account, redundancy, containers, context),
  ];
}

/** What is kept, by class, and the operation that puts each object into a class. Reads cost less than a cent, and are left out. */
function containerCharges(
  { container, contents, lifecycle }: Kept,
  redundancy: string,
  { usage }: CostContext,
): readonly Charge[] {
  const { gbPerMonth, objects, constantGb } = contents;
  const writes = objects / OPERATIONS;
  const bands = keptOf(lifecycle, gbPerMonth, usage.month);
  return [
    ...(constantGb > 0 || bands.length === 0
      ? [monthly(`${container}, ${lifecycle.first}`, `azure/blob/${lifecycle.first}.${redundancy}`, constantGb)]
      : []),
    ...bands.flatMap(([tier, gb]) => [
      monthly(`${container}, ${tier}`, `azure/blob/${tier}.${redundancy}`, gb),
      monthly(`${container}, put into ${tier}`, `azure/blob/${tier}.${redundancy}.write`, writes),
    ]),
  ];
}

/** Records of flows, kept for the days that the flow log says. */
function flowCharges(account: GraphResource, redundancy: string, { graph, usage }: CostContext): readonly Charge[] {
  const first = nameOf(account, "accessTier").toLowerCase();
  return graph.referring(AZURE.flowLog, "storageId", account).map((log) => {
    const days = plainOf(log, "retentionPolicy.days");
    const months = typeof days === "number" && days > 0 ? Math.min(days / DAYS, usage.month) : usage.month;
    return monthly("records of flows, kept", `azure/blob/${first}.${redundancy}`, usage.flowLogsGb * months);
  });
}

/** To another region goes what a geo-redundant account gets, and what is replicated into an account. */
function copyCharges(
  account: GraphResource,
  redundancy: string,
  containers: readonly Kept[],
  { graph }: CostContext,
): readonly Charge[] {
  const isTarget = graph.referring(AZURE.replication, "destinationAccount", account).length > 0;
  const copies = (redundancy.includes("G") ? 1 : 0) + (isTarget ? 1 : 0);
  const gb = containers.reduce((sum, { contents }) => sum + contents.gbPerMonth, 0) * copies;
  return copies === 0 ? [] : [monthly("copied to the other region", "azure/blob/geo-replication-transfer", gb)];
}

export const STORAGE_COSTS: Costs = { [AZURE.storageAccount]: billed(accountCharges) };
