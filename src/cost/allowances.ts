import { type CostLine, cents } from "./cost";
import type { PriceId } from "./price-book";

/** What a vendor gives away each month, to an account, project or subscription as a whole. */
interface Allowance {
  readonly what: string;
  /** Prices that it counts for. */
  readonly prices: readonly PriceId[];
  /** In the prices' unit. */
  readonly quantity: number;
}

/**
 * Price book's sheet, "Free allowances the model should subtract". Stacks that share an account share them: the plan of each
 * counts them for itself.
 */
const ALLOWANCES: readonly Allowance[] = [
  { what: "first 100 GB to the internet", prices: ["aws/data-transfer/internet-out.first-10tb"], quantity: 100 },
  { what: "CloudFront's first TB", prices: ["aws/cloudfront/egress.first-10tb"], quantity: 1_024 },
  { what: "CloudFront's first 10M requests", prices: ["aws/cloudfront/https-requests"], quantity: 1_000 },
  { what: "first 5 GB of logs", prices: ["aws/cloudwatch/logs.ingest-standard"], quantity: 5 },
  { what: "first 10 metrics", prices: ["aws/cloudwatch/metric.custom-first-10k"], quantity: 10 },
  { what: "first 10 alarms", prices: ["aws/cloudwatch/alarm.standard"], quantity: 10 },
  { what: "first 3 dashboards", prices: ["aws/cloudwatch/dashboard"], quantity: 3 },
  { what: "first 20,000 uses of keys", prices: ["aws/kms/requests.symmetric"], quantity: 2 },
  { what: "first 50 GiB of logs", prices: ["gcp/cloud-logging/ingest"], quantity: 50 },
  { what: "first 6 versions of secrets", prices: ["gcp/secret-manager/active-version"], quantity: 6 },
  { what: "first 10,000 reads of secrets", prices: ["gcp/secret-manager/access"], quantity: 1 },
  { what: "first 3 scheduled jobs", prices: ["gcp/cloud-scheduler/job"], quantity: 3 },
  { what: "first half gigabyte of images", prices: ["gcp/artifact-registry/storage"], quantity: 0.5 },
  {
    what: "first 100 GB to the internet",
    prices: ["azure/bandwidth/internet-out.first-10tb-after-100gb"],
    quantity: 100,
  },
  { what: "first 5 GB of logs", prices: ["azure/log-analytics/analytics-logs.ingest"], quantity: 5 },
  { what: "first 5 GB of flow records", prices: ["azure/network-watcher/flow-logs.collected"], quantity: 5 },
  { what: "first 4,000 steps of workflows", prices: ["azure/logic-apps/consumption.action"], quantity: 4_000 },
];

/** What is given away of what is used, as lines below zero. */
export function allowances(lines: readonly CostLine[]): readonly CostLine[] {
  return ALLOWANCES.flatMap(({ what, prices, quantity }) => {
    const used = lines.filter(({ price }) => prices.includes(price));
    const [first] = used;
    if (first === undefined) return [];
    const given = Math.min(quantity, sum(used.map((line) => line.quantity)));
    const monthly = cents(-given * first.unitPrice);
    return [{ ...first, urn: null, group: "allowance", item: `free: ${what}`, quantity: -given, monthly }];
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
