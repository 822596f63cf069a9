import type { GraphResource } from "../../graph/graph";
import { listOf, plainOf, textOf } from "../../policy/values";
import { billed, type Costs, type Estimator, free, monthly } from "../estimator";
import type { Usage } from "../usage";
import { numberOf } from "../read";
import { DAYS_PER_MONTH } from "./inputs";

const LOG_BUCKET = "gcp:logging/projectBucketConfig:ProjectBucketConfig";

/** Cloud Logging keeps entries so long for the price of taking them in. */
const DAYS_INCLUDED = 30;
const DEFAULT_DAYS = 30;

const ofNetwork = (bucket: GraphResource): boolean => textOf(bucket, "bucketId").endsWith("-network");

/** Records of flows go where the network's logs are; all other logs are shared out evenly among the other buckets. */
const logs: Estimator = (bucket, { graph, usage }) => {
  const same = graph.ofType(LOG_BUCKET).filter((other) => ofNetwork(other) === ofNetwork(bucket)).length;
  const gb = takenIn(bucket, usage) / same;
  const months = Math.max(0, numberOf(bucket, "retentionDays", DEFAULT_DAYS) - DAYS_INCLUDED) / DAYS_PER_MONTH;
  return [
    monthly("logs", "gcp/cloud-logging/ingest", gb),
    ...(months > 0 ? [monthly("logs of earlier months", "gcp/cloud-logging/retention-over-30d", gb * months)] : []),
  ];
};

const takenIn = (bucket: GraphResource, { logsGb, flowLogsGb }: Usage): number =>
  ofNetwork(bucket) ? flowLogsGb : logsGb;

const alert: Estimator = (policy) => {
  const conditions = listOf(policy, "conditions").length;
  return [monthly("conditions", "gcp/cloud-monitoring/alert-condition", conditions)];
};

const job: Estimator = (resource) =>
  plainOf(resource, "paused") === true ? [] : [monthly("scheduled job", "gcp/cloud-scheduler/job")];

export const OPERATIONS: Costs = {
  [LOG_BUCKET]: billed(logs),
  "gcp:monitoring/alertPolicy:AlertPolicy": billed(alert),
  "gcp:cloudscheduler/job:Job": billed(job),
  ...free(
    "logs are paid where they are kept",
    "gcp:logging/projectExclusion:ProjectExclusion",
    "gcp:logging/projectSink:ProjectSink",
  ),
  ...free("some kilobytes of the 150 MiB of metrics that are free each month", "gcp:logging/metric:Metric"),
  ...free(
    "a million executions are free each month, and one check a minute from six places makes 263,000",
    "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
  ),
  ...free(
    "alerts are paid by their conditions, and showing them costs nothing",
    "gcp:monitoring/dashboard:Dashboard",
    "gcp:monitoring/notificationChannel:NotificationChannel",
  ),
  ...free("budgets cost nothing", "gcp:billing/budget:Budget"),
  ...free(
    "who may do what costs nothing",
    "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember",
    "gcp:projects/iAMCustomRole:IAMCustomRole",
    "gcp:projects/iAMMember:IAMMember",
    "gcp:projects/service:Service",
    "gcp:projects/serviceIdentity:ServiceIdentity",
    "gcp:serviceaccount/account:Account",
    "gcp:serviceaccount/iAMMember:IAMMember",
  ),
  ...free("what it writes is paid with the logs", "gcp:projects/iAMAuditConfig:IAMAuditConfig"),
};
