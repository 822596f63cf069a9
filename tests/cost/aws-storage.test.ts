import { describe, expect, it } from "vitest";
import { drop } from "../policy/builder";
import { reasonsOf, usdByPrice } from "./aws-bill";
import * as made from "./aws-shapes";

/** Numbers are worked out by hand from the price book: 730 hours a month. */

describe("objects", () => {
  const use = { recordingsGb: 100, phoneCalls: 10_000, month: 12 };

  it("are paid by age, in the classes that the bucket's own rule says", () => {
    const rule = {
      transitions: [
        { days: 30, storageClass: "STANDARD_IA" },
        { days: 90, storageClass: "GLACIER_IR" },
        { days: 365, storageClass: "DEEP_ARCHIVE" },
      ],
    };
    // 100 GB for one month, 200 GB for two, 900 GB for nine; twelve months are 360 days.
    expect(usdByPrice(made.bucket("recordings", "us-east-1", rule), use)).toEqual({
      "aws/s3/standard.first-50tb": 2.3,
      "aws/s3/standard-ia": 2.5,
      "aws/s3/glacier-instant-retrieval": 3.6,
      "aws/s3/standard.put-copy-post-list": 0.05,
      "aws/s3/standard.get": 0.01,
      "aws/s3/lifecycle-transition.to-standard-ia": 0.1,
      "aws/s3/lifecycle-transition.to-glacier-ir": 0.2,
    });
  });

  it("are all in Standard without a rule, or with one that is switched off", () => {
    const without = drop("recordings-lifecycle")(made.bucket("recordings", "us-east-1"));
    const off = { status: "Disabled", transitions: [{ days: 30, storageClass: "STANDARD_IA" }] };
    for (const shape of [without, made.bucket("recordings", "us-east-1", off)]) {
      expect(usdByPrice(shape, use)["aws/s3/standard.first-50tb"]).toBe(27.6);
    }
  });

  it("go to the internet from the bucket where they are played, and never from its replica", () => {
    const out = "aws/data-transfer/internet-out.first-10tb";
    expect(usdByPrice(made.bucket("recordings", "us-east-1"), { playbackGb: 50 })[out]).toBe(4.5);
    expect(usdByPrice(made.bucket("recordings-dr", "us-west-2"), { playbackGb: 50 })[out]).toBeUndefined();
  });

  it("stay in the class of their replication, and pay the way there once", () => {
    const replica = [
      ...made.bucket("recordings", "us-east-1"),
      ...made.bucket("recordings-dr", "us-west-2"),
      made.replication("recordings", "STANDARD_IA", {
        replicationTime: { status: "Enabled" },
        metrics: { status: "Enabled" },
      }),
    ];
    expect(usdByPrice(replica, use)).toMatchObject({
      "aws/s3/standard-ia": 15,
      "aws/s3/standard-ia.put": 0.1,
      "aws/s3/replication.to-other-region": 2,
      "aws/s3/replication.rtc-surcharge": 1.5,
      "aws/cloudwatch/metric.custom-first-10k": 1.2,
    });
  });

  it("go to the neighbour of us-east-1 for less", () => {
    const replica = [
      ...made.bucket("recordings", "us-east-1"),
      ...made.bucket("recordings-dr", "us-east-2"),
      made.replication("recordings", "GLACIER_IR"),
    ];
    expect(usdByPrice(replica, use)["aws/s3/replication.to-us-east-2"]).toBe(1);
  });

  it("have no price in a bucket or class that nobody knows", () => {
    expect(reasonsOf(made.bucket("backups", "us-east-1"))).toEqual(["the bucket's name does not say what it holds"]);
    const rule = { transitions: [{ days: 30, storageClass: "OUTPOSTS" }] };
    expect(reasonsOf(made.bucket("recordings", "us-east-1", rule))).toEqual([
      "nobody has written down the prices of OUTPOSTS",
    ]);
  });

  it("are kept no longer than the rule says where they are logs", () => {
    const rule = { expiration: { days: 90 } };
    // 200 million lines of 150 bytes are 30 GB a month.
    const kept = usdByPrice(made.bucket("logs", "us-east-1", rule), { apiCalls: 200e6 });
    expect(kept["aws/s3/standard.first-50tb"]).toBe(2.07);
  });
});
