import { describe, expect, it } from "vitest";
import { resource } from "../policy/builder";
import { linesOf, reasonsOf, usdByPrice } from "./aws-bill";
import { atlas, atlasBackups } from "./aws-shapes";

/** Numbers are worked out by hand from the price book: 730 hours a month. */

describe("a cluster", () => {
  it.each([
    ["M10", 10, 58.4],
    ["M30", 40, 394.2],
    ["M50", 160, 1_460],
  ])("of %s is paid as three nodes with %i GB each", (size, disk, usd) => {
    expect(usdByPrice([atlas(size, disk)])).toEqual({
      [`mongodb-atlas/cluster/aws.${size}`]: usd,
      "mongodb-atlas/data-transfer/same-region-peered": 0,
    });
  });

  it("is paid once for each shard", () => {
    const shards = linesOf([atlas("M50", 160, 2)]).filter(({ price }) => price.includes("/cluster/"));
    expect(shards.map(({ monthly }) => monthly)).toEqual([1_460, 1_460]);
  });

  it("pays for all of a disk that is not the default one", () => {
    // The price list's own example, M30 with 200 GB: 0.65 an hour are 474.50 a month.
    const { "mongodb-atlas/cluster/aws.M30": nodes = 0, "mongodb-atlas/storage/aws.standard": disks = 0 } = usdByPrice([
      atlas("M30", 200),
    ]);
    expect(nodes + disks).toBeCloseTo(474.5, 1);
  });

  it("pays 15 % more for an own key, disks included", () => {
    const own = { encryptionAtRestProvider: "AWS" };
    expect(usdByPrice([atlas("M30", 40, 1, own)])["mongodb-atlas/uplift/customer-kms-or-ldap"]).toBe(59.13);
    expect(usdByPrice([atlas("M30", 200, 1, own)])["mongodb-atlas/uplift/customer-kms-or-ldap"]).toBe(71.18);
    expect(usdByPrice([atlas("M30", 40, 1, { encryptionAtRestProvider: "NONE" })])).not.toHaveProperty(
      "mongodb-atlas/uplift/customer-kms-or-ldap",
    );
  });

  it("pays what is read from it", () => {
    const read = usdByPrice([atlas("M30", 40)], { databaseGb: 200 });
    expect(read["mongodb-atlas/data-transfer/same-region-peered"]).toBe(2);
  });

  it("has the price of the cloud that it runs on", () => {
    const regionConfigs = [
      { providerName: "GCP", electableSpecs: { instanceSize: "M30", diskSizeGb: 40, nodeCount: 3 } },
    ];
    expect(usdByPrice([atlas("M30", 40, 1, { replicationSpecs: [{ regionConfigs }] })])).toHaveProperty(
      "mongodb-atlas/cluster/gcp.M30",
    );
  });

  it("does not guess what config servers of their own cost", () => {
    const reason = "nobody has written down what config servers of their own cost";
    expect(reasonsOf([atlas("M30", 40, 3)])).toEqual([]);
    expect(reasonsOf([atlas("M30", 40, 4)])).toEqual([reason]);
    expect(reasonsOf([atlas("M30", 40, 2, { mongoDbMajorVersion: "7.0" })])).toEqual([reason]);
  });
});

describe("backups", () => {
  it("keep half of the disk, and a thirtieth of it for each day", () => {
    // 40 GB are half full; 30 days change all of it: 40 GB.
    expect(usdByPrice([atlas("M30", 40), atlasBackups(30)])["mongodb-atlas/backup/snapshot-storage"]).toBe(5.6);
    expect(usdByPrice([atlas("M50", 160, 2), atlasBackups(90)])["mongodb-atlas/backup/snapshot-storage"]).toBe(89.6);
  });

  it("keep changes for as long as any moment can be restored", () => {
    const window = { restoreWindowDays: 7 };
    const continuous = usdByPrice([atlas("M50", 160, 1, { pitEnabled: true }), atlasBackups(30, window)]);
    // 80 GB x 7 / 30.
    expect(continuous["mongodb-atlas/backup/continuous-pit-oplog"]).toBe(3.73);
    const daily = usdByPrice([atlas("M50", 160), atlasBackups(30, window)]);
    expect(daily).not.toHaveProperty("mongodb-atlas/backup/continuous-pit-oplog");
  });

  it("are paid again in another region, with the way there", () => {
    const copySettings = [
      {
        regionName: "US_WEST_2",
        copyPolicyItems: [{ retentionUnit: "weeks", retentionValue: 1 }],
      },
    ];
    const paid = usdByPrice([atlas("M50", 160), atlasBackups(30, { copySettings })]);
    // 80 GB and what a month changes here; 80 GB and what a week changes there; the way of what a month changes.
    expect(paid["mongodb-atlas/backup/snapshot-storage"]).toBe(36.21);
    expect(paid["mongodb-atlas/backup/snapshot-copy-transfer"]).toBe(1.6);
  });

  it("go to another region twice where any moment can be restored there", () => {
    const copySettings = [
      {
        regionName: "US_WEST_2",
        shouldCopyOplogs: true,
        copyPolicyItems: [{ retentionUnit: "days", retentionValue: 30 }],
      },
    ];
    const shape = [
      atlas("M50", 160, 1, { pitEnabled: true }),
      atlasBackups(30, { copySettings, restoreWindowDays: 7 }),
    ];
    // 80 GB change in a month and go as snapshots and as changes; these are kept for a week, here and there.
    expect(usdByPrice(shape)["mongodb-atlas/backup/snapshot-copy-transfer"]).toBe(3.2);
    expect(usdByPrice(shape)["mongodb-atlas/backup/continuous-pit-oplog"]).toBe(7.46);
  });

  it("have no price without their cluster", () => {
    expect(reasonsOf([atlasBackups(30)])).toEqual(["the cluster that is backed up is not in the stack"]);
  });
});

it("pays a private endpoint by the hour", () => {
  const link = resource("mongodbatlas:index/privateLinkEndpoint:PrivateLinkEndpoint", "link", { providerName: "AWS" });
  expect(usdByPrice([link])).toEqual({ "mongodb-atlas/private-endpoint/aws": 7.3 });
});
