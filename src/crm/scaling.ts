import type { PodSize, ServiceName } from "../../stacks";
import type { Scaling, Trigger } from "../kubernetes/autoscaler";
import { NAMESPACE, QUEUES, waitListOf } from "./services";

/** What the rules beyond CPU look at. */
export interface Gauges {
  /** Where requests are counted; null where no service of the stack has such a rule. */
  readonly metricsUrl: string | null;
  readonly cacheInClusterMode: boolean;
  /** Opens the cache for the autoscaler. */
  readonly queueAuthentication: string;
}

/** A service's rules in the words of the autoscalers: Kubernetes' own where CPU is all that counts, otherwise KEDA's. */
export function scalingOf(name: ServiceName, { min, max, rules }: PodSize, gauges: Gauges): Scaling {
  const { cpu = null, requestsPerSecond, queueDepth } = rules;
  const triggers = [
    ...(requestsPerSecond === undefined ? [] : [requestTrigger(name, requestsPerSecond, gauges)]),
    ...(queueDepth === undefined ? [] : queueTriggers(queueDepth, gauges)),
  ];
  if (triggers.length === 0) return cpu === null ? { by: "nobody", count: min } : { by: "cpu", min, max, cpu };
  // A worker takes jobs from every queue, so what waits in all of them counts.
  const formula = queueDepth === undefined ? null : { formula: QUEUES.join(" + "), target: String(queueDepth) };
  return { by: "triggers", min, max, cpu, triggers, formula };
}

function requestTrigger(app: ServiceName, threshold: number, { metricsUrl }: Gauges): Trigger {
  if (metricsUrl === null) throw new RangeError(`requests of ${app} are not counted in this stack`);
  const query = `sum(rate(http_requests_total{namespace="${NAMESPACE}",app="${app}"}[2m]))`;
  return {
    type: "prometheus",
    name: "requests",
    // No answer is not the same as no requests: the number of pods stays as it is.
    metadata: { serverAddress: metricsUrl, query, threshold: String(threshold), ignoreNullValues: "false" },
  };
}

function queueTriggers(depth: number, { cacheInClusterMode, queueAuthentication }: Gauges): readonly Trigger[] {
  return QUEUES.map((queue) => ({
    type: cacheInClusterMode ? "redis-cluster" : "redis",
    name: queue,
    metadata: { listName: waitListOf(queue), listLength: String(depth), enableTLS: "true" },
    authentication: queueAuthentication,
  }));
}
