import { type ComponentResourceOptions, jsonStringify, type Output } from "@pulumi/pulumi";
import { Dashboard } from "@pulumi/aws/cloudwatch/dashboard";
import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm";
import { Topic } from "@pulumi/aws/sns/topic";
import { TopicSubscription } from "@pulumi/aws/sns/topicSubscription";
import type { Monitoring as MonitoringPort, MonitoringArgs, Signal } from "../../ports/monitoring";
import { AwsComponent } from "./component";
import { type AwsContext, nameOf } from "./context";
import { dashboardBody } from "./dashboard";
import { type Query, queryOf, type WatchedOnAws } from "./metrics";
import type { Secrets } from "./secrets";

export interface AwsMonitoringArgs extends MonitoringArgs, WatchedOnAws {
  readonly secrets: Secrets;
}

type Severity = Signal["severity"];

/** CloudWatch: an alarm and a widget per signal, and a topic per severity in each region that has alarms. */
export class Monitoring extends AwsComponent implements MonitoringPort {
  /** By signal. */
  readonly alarmNames: Readonly<Record<string, Output<string>>>;

  constructor(
    name: string,
    private readonly args: AwsMonitoringArgs,
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("Monitoring", name, aws, opts);
    const queries = Object.entries(args.signals).map(([id, signal]) => ({
      id,
      signal,
      query: queryOf(signal, args, aws),
    }));
    const topics = this.createTopics(queries.map(({ query }) => query));
    const alarms = queries.map(({ id, signal, query }): [string, Output<string>] => {
      const topic = topics.get(topicKey(signal.severity, query.region ?? aws.region));
      return [id, this.createAlarm(id, signal, query, topic)];
    });
    this.alarmNames = Object.fromEntries(alarms);
    new Dashboard(
      `${name}-dashboard`,
      { dashboardName: nameOf(aws, "crm"), dashboardBody: jsonStringify(dashboardBody(queries, aws)) },
      this.child,
    );
    this.registerOutputs({});
  }

  /** An alarm can only notify a topic of its own region. */
  private createTopics(queries: readonly Query[]): ReadonlyMap<string, Topic> {
    const regions = new Set(queries.map(({ region }) => region ?? this.aws.region));
    const topics = [...regions].flatMap((region) =>
      (["page", "ticket"] as const).map((severity): [string, Topic] => {
        return [topicKey(severity, region), this.createTopic(severity, region)];
      }),
    );
    return new Map(topics);
  }

  private createTopic(severity: Severity, region: string): Topic {
    const { secrets, email, pagerdutyKey } = this.args;
    const abroad = region === this.aws.region ? "" : `-${region}`;
    const name = `${this.prefix}-${severity}${abroad}`;
    const key = secrets.encryption.keyIn(region);
    const topic = new Topic(
      name,
      { region, name: nameOf(this.aws, severity), ...(key && { kmsMasterKeyId: key }) },
      this.child,
    );
    const common = { region, topic: topic.arn };
    new TopicSubscription(`${name}-email`, { ...common, protocol: "email", endpoint: email }, this.child);
    if (severity === "page" && pagerdutyKey !== null) {
      const endpoint = pagerdutyKey.apply((id) => `https://events.pagerduty.com/integration/${id}/enqueue`);
      const args = { ...common, protocol: "https", endpoint, endpointAutoConfirms: true };
      new TopicSubscription(`${name}-pagerduty`, args, this.child);
    }
    return topic;
  }

  private createAlarm(id: string, signal: Signal, query: Query, topic: Topic | undefined): Output<string> {
    const { threshold = (value: number) => value } = query;
    const actions = topic === undefined ? [] : [topic.arn];
    const below = signal.below ?? query.below ?? false;
    return new MetricAlarm(
      `${this.prefix}-${id}`,
      {
        ...(query.region !== undefined && { region: query.region }),
        name: nameOf(this.aws, id),
        alarmDescription: `${signal.of} ${signal.metric}. Runbook: docs/runbooks/alarms/${signal.runbook}.md`,
        ...series(signal, query),
        threshold: threshold(signal.threshold),
        comparisonOperator: below ? "LessThanThreshold" : "GreaterThanThreshold",
        // A load balancer without a single pod reports no count at all.
        treatMissingData: signal.below ? "breaching" : "missing",
        alarmActions: actions,
        okActions: actions,
      },
      this.child,
    ).name;
  }
}

const topicKey = (severity: Severity, region: string): string => `${severity} ${region}`;

/** Five-minute periods, or one period where the signal looks at a whole day. */
function series({ minutes }: Signal, { metrics, expression }: Query) {
  const period = minutes >= 1440 ? 86_400 : 300;
  const evaluationPeriods = Math.max(1, (minutes * 60) / period);
  const [first] = metrics;
  if (expression === undefined && first !== undefined) {
    const { namespace, metricName, dimensions, stat } = first;
    const statistic = stat.startsWith("p") ? { extendedStatistic: stat } : { statistic: stat };
    return { evaluationPeriods, period, namespace, metricName, dimensions, ...statistic };
  }
  const inputs = metrics.map((metric, index) => ({ id: `m${index}`, metric: { ...metric, period } }));
  return {
    evaluationPeriods,
    metricQueries: [{ id: "value", expression: expression ?? "", label: "value", returnData: true }, ...inputs],
  };
}
