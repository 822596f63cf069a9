import type { GraphResource } from "../../graph/graph";
import type { PolicyGraph } from "../../policy/query";
import { listOf, readIn } from "../../policy/values";
import { billed, type Costs, type Estimator, free, monthly } from "../estimator";
import { numberIn, numberOf } from "../read";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

/** What is stored is compressed (CloudWatch pricing; AWS' calculator counts with this factor). */
const COMPRESSED = 0.15;

const groupsOfFlows = (graph: PolicyGraph): ReadonlySet<GraphResource> =>
  new Set(graph.ofType(LOG_GROUP).filter((group) => takesFlows(group, graph)));

const logGroup: Estimator = (group, { graph, usage }) => {
  const forFlows = graph.derived(groupsOfFlows);
  const gb = forFlows.has(group)
    ? usage.flowLogsGb / forFlows.size
    : usage.logsGb / (graph.ofType(LOG_GROUP).length - forFlows.size);
  const months = Math.min(numberOf(group, "retentionInDays", Infinity) / 30, usage.month);
  return [
    monthly("logs taken in", "aws/cloudwatch/logs.ingest-standard", gb),
    monthly("logs kept", "aws/cloudwatch/logs.storage", gb * months * COMPRESSED),
  ];
};

const takesFlows = (group: GraphResource, graph: PolicyGraph): boolean =>
  graph.referring("aws:ec2/flowLog:FlowLog", "logDestination", group).length > 0;

/** Each metric that an alarm looks at is paid, more where it looks more often than once a minute. */
const alarm: Estimator = (resource) => {
  const queried = listOf(resource, "metricQueries").flatMap((query) => readIn(query, "metric") ?? []);
  const periods =
    queried.length > 0 ? queried.map((metric) => numberIn(metric, "period")) : [numberOf(resource, "period")];
  const often = periods.filter((seconds) => seconds < 60).length;
  return [
    ...(often > 0 ? [monthly("metrics looked at often", "aws/cloudwatch/alarm.high-resolution", often)] : []),
    ...(often < periods.length
      ? [monthly("metrics looked at", "aws/cloudwatch/alarm.standard", periods.length - often)]
      : []),
  ];
};

const dashboard: Estimator = () => [monthly("dashboard", "aws/cloudwatch/dashboard")];

/** A copy in another region is a secret of its own on the bill. */
const secret: Estimator = (resource, { graph, usage }) => {
  const replicas = listOf(resource, "replicas").length;
  const reads = usage.secretReads / graph.ofType(resource.type).length;
  return [
    monthly("secret", "aws/secrets-manager/secret"),
    ...(replicas > 0 ? [monthly("copy in another region", "aws/secrets-manager/replica-secret", replicas)] : []),
    monthly("reads", "aws/secrets-manager/api-calls", reads / 10_000),
  ];
};

/** Keys of the region where the load is have all the uses; a key is a month older, not dearer, before its second rotation. */
const key: Estimator = (resource, { graph, usage }) => {
  const [primary] = graph.ofType(resource.type);
  const beside = graph.ofType(resource.type).filter((other) => sameRegion(other, primary, graph));
  const uses = beside.includes(resource) ? usage.keyUses / beside.length : 0;
  return [
    monthly("key", "aws/kms/customer-managed-key"),
    ...(uses > 0 ? [monthly("uses of the key", "aws/kms/requests.symmetric", uses / 10_000)] : []),
  ];
};

const sameRegion = (one: GraphResource, other: GraphResource | undefined, graph: PolicyGraph): boolean =>
  other !== undefined && graph.regionOf(one) === graph.regionOf(other);

/** What keeps a stack observable, secret, and within its budget. */
export const OPERATIONS_COSTS: Costs = {
  [LOG_GROUP]: billed(logGroup),
  "aws:cloudwatch/dashboard:Dashboard": billed(dashboard),
  "aws:cloudwatch/metricAlarm:MetricAlarm": billed(alarm),
  "aws:kms/key:Key": billed(key),
  "aws:kms/replicaKey:ReplicaKey": billed(() => [monthly("key in another region", "aws/kms/customer-managed-key")]),
  "aws:secretsmanager/secret:Secret": billed(secret),
  ...free(
    "delivery of CloudFront's logs to a bucket costs nothing",
    "aws:cloudwatch/logDelivery:LogDelivery",
    "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
    "aws:cloudwatch/logDeliverySource:LogDeliverySource",
  ),
  ...free("part of the log group", "aws:cloudwatch/logResourcePolicy:LogResourcePolicy"),
  ...free("part of the key", "aws:kms/alias:Alias"),
  ...free("part of the secret", "aws:secretsmanager/secretVersion:SecretVersion"),
  ...free(
    "fewer messages than are free: 1,000 by mail and 100,000 by HTTPS a month (SNS pricing)",
    "aws:sns/topic:Topic",
    "aws:sns/topicSubscription:TopicSubscription",
  ),
  ...free("budgets that only notify cost nothing", "aws:budgets/budget:Budget"),
  ...free(
    "snapshots of volumes are paid by the GB, and nothing of the CRM keeps data on a volume",
    "aws:backup/plan:Plan",
    "aws:backup/selection:Selection",
    "aws:backup/vault:Vault",
  ),
  ...free(
    "permissions cost nothing",
    "aws:iam/role:Role",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/serviceLinkedRole:ServiceLinkedRole",
  ),
};
