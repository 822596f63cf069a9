import { describe, expect, it } from "vitest";
import { resource } from "../policy/builder";
import { linesOf } from "./aws-bill";
import * as made from "./aws-shapes";

/** Numbers are worked out by hand from the price book: 730 hours a month. */

describe("operations", () => {
  it("pay logs once, divided among their groups, and flow records at their own", () => {
    const groups = ["app", "host"].map((name) =>
      resource("aws:cloudwatch/logGroup:LogGroup", name, { name, retentionInDays: 90 }),
    );
    const lines = linesOf([...groups, ...made.flowLogs(90)], { logsGb: 50, flowLogsGb: 20 });
    expect(lines.map(({ monthly }) => monthly)).toEqual([12.5, 0.34, 12.5, 0.34, 10, 0.27]);
  });

  it("pay an alarm for each metric that it looks at", () => {
    const metric = (period: number) => ({ metric: { period, metricName: "Errors" } });
    const shape = [
      ...made.alarms(1),
      resource("aws:cloudwatch/metricAlarm:MetricAlarm", "sum", {
        metricQueries: [{ expression: "SUM(METRICS())" }, metric(60), metric(60), metric(10)],
      }),
    ];
    expect(linesOf(shape).map(({ price, monthly }) => [price, monthly])).toEqual([
      ["aws/cloudwatch/alarm.standard", 0.1],
      ["aws/cloudwatch/alarm.high-resolution", 0.3],
      ["aws/cloudwatch/alarm.standard", 0.2],
    ]);
  });

  it("pay secrets, their copies and reads", () => {
    const lines = linesOf(made.secrets(2, 1), { secretReads: 100_000 });
    expect(lines.map(({ monthly }) => monthly)).toEqual([0.4, 0.4, 0.25, 0.4, 0.4, 0.25]);
  });

  it("pay the uses of keys where the load is", () => {
    const both = [...made.keys(1), resource("aws:kms/key:Key", "dr", { region: "us-west-2" })];
    const lines = linesOf(both, { keyUses: 1e6 });
    expect(lines.map(({ price, monthly }) => [price, monthly])).toEqual([
      ["aws/kms/customer-managed-key", 1],
      ["aws/kms/requests.symmetric", 3],
      ["aws/kms/customer-managed-key", 1],
    ]);
  });
});
