import { describe, expect, it } from "vitest";
import type { Inputs } from "../../src/graph/graph";
import { type Draft, resource } from "../policy/builder";
import { billFor, costOf } from "./gcp-bill";

const POOL = "gcp:container/nodePool:NodePool";
const CLUSTER = "gcp:container/cluster:Cluster";
const REDIS = "gcp:redis/instance:Instance";
const BUCKET = "gcp:storage/bucket:Bucket";
const GATEWAY = "kubernetes:gateway.networking.k8s.io/v1:Gateway";
const RULE = "gcp:compute/globalForwardingRule:GlobalForwardingRule";

const pool = (nodes: number, nodeConfig: Inputs, more: Inputs = {}): Draft =>
  resource(POOL, "pool", { autoscaling: { totalMinNodeCount: nodes }, nodeConfig, ...more });
const gateway = (gatewayClassName: string): Draft =>
  resource(GATEWAY, "gateway", { spec: { gatewayClassName, listeners: [{ port: 80 }, { port: 443 }] } });
const bucket = (name: string, inputs: Inputs = {}): Draft =>
  resource(BUCKET, name, { name: `ss-prod-${name}-x`, location: "US-CENTRAL1", storageClass: "STANDARD", ...inputs });
const move = (storageClass: string, age: number): Inputs => ({
  action: { type: "SetStorageClass", storageClass },
  condition: { age },
});

describe("machines", () => {
  it("counts n2 for the whole month, with its discount, and the boot disks", () => {
    // 4 x 113.462 + 4 x 50 x 0.10
    const drafts = [pool(4, { machineType: "n2-standard-4", diskType: "pd-balanced", diskSizeGb: 50 })];
    expect(costOf(drafts)).toBeCloseTo(473.85, 1);
  });

  it("counts e2 by the hour, which has no such discount", () => {
    // 2 x 0.0670114 x 730 + 2 x 30 x 0.10
    expect(costOf([pool(2, { machineType: "e2-standard-2", diskSizeGb: 30 })])).toBeCloseTo(103.84, 1);
  });

  it("counts spot machines at their price", () => {
    // 2 x 0.040212 x 730 + 2 x 100 x 0.10
    expect(costOf([pool(2, { machineType: "e2-standard-2", spot: true })])).toBeCloseTo(78.71, 1);
  });

  it("doubles with the nodes, and counts those of a zone in each zone", () => {
    const config = { machineType: "n2-standard-2", diskSizeGb: 50 };
    expect(costOf([pool(6, config)])).toBeCloseTo(2 * costOf([pool(3, config)]), 1);
    const zonal = { location: "us-central1", autoscaling: { minNodeCount: 1 }, nodeLocations: ["a", "b", "c"] };
    expect(costOf([pool(0, config, zonal)])).toBeCloseTo(costOf([pool(3, config)]), 1);
  });

  it("says which machine has no price", () => {
    const [line] = billFor([pool(1, { machineType: "m9-huge-1" })]).unpriced;
    expect(line?.reason).toContain("m9-huge-1");
  });
});

describe("the cluster", () => {
  const monitored = (...enableComponents: string[]) =>
    resource(CLUSTER, "gke", { removeDefaultNodePool: true, monitoringConfig: { enableComponents } });

  it("is paid by the hour, with traffic between zones and metrics beyond the system's", () => {
    expect(costOf([monitored("SYSTEM_COMPONENTS")], { interZoneGb: 500 })).toBeCloseTo(78, 1);
    expect(costOf([monitored("SYSTEM_COMPONENTS", "SCHEDULER")])).toBeCloseTo(73.6, 1);
    const nodes = pool(10, { machineType: "e2-standard-2" });
    const containers = costOf([monitored("CADVISOR"), nodes]) - costOf([nodes]);
    expect(containers).toBeCloseTo(73 + (10 + 10 * 170) * 0.06, 1);
  });

  it("does not guess what a default pool costs", () => {
    expect(billFor([resource(CLUSTER, "gke", {})]).unpriced).toHaveLength(1);
  });
});

describe("the cache", () => {
  const redis = (tier: string, memorySizeGb: number, more: Inputs = {}) =>
    costOf([resource(REDIS, "cache", { tier, memorySizeGb, ...more })]);

  it("gets cheaper by the GiB as it grows", () => {
    expect(redis("BASIC", 1)).toBeCloseTo(0.049 * 730, 1);
    expect(redis("BASIC", 4)).toBeCloseTo(4 * 0.049 * 730, 1);
    expect(redis("BASIC", 6)).toBeCloseTo(6 * 0.027 * 730, 1);
    expect(redis("STANDARD_HA", 78)).toBeCloseTo(78 * 0.035 * 730, 1);
  });

  it("is paid by the node where replicas can be read", () => {
    const withReplicas = (replicaCount: number) =>
      redis("STANDARD_HA", 13, { readReplicasMode: "READ_REPLICAS_ENABLED", replicaCount });
    expect(withReplicas(1)).toBeCloseTo(redis("STANDARD_HA", 13), 1);
    expect(withReplicas(2)).toBeCloseTo(1.5 * redis("STANDARD_HA", 13), 1);
  });
});

describe("the load balancer", () => {
  const rules = (count: number) => [...Array(count).keys()].map((index) => resource(RULE, `rule-${index}`, {}));

  it("is paid at the Gateway that makes it, on Google Cloud only", () => {
    // 0.025 x 730 + 700 x 0.008 + 200 x 0.12
    const usage = { edgeGb: 700, internetOutGb: 200 };
    expect(costOf([gateway("gke-l7-global-external-managed")], usage)).toBeCloseTo(18.25 + 5.6 + 24, 1);
    expect(costOf([gateway("azure-alb-external")], usage)).toBe(0);
  });

  it("has five rules for one price, shared by all, and pays for each further one", () => {
    const edge = gateway("gke-l7-global-external-managed");
    expect(costOf([edge, ...rules(3)])).toBeCloseTo(18.25, 1);
    expect(costOf([edge, ...rules(4)])).toBeCloseTo(18.25 + 7.3, 1);
  });

  it("is no endpoint of a service, which has a price of its own", () => {
    const endpoint = resource("gcp:compute/forwardingRule:ForwardingRule", "psc", {
      loadBalancingScheme: "",
      target: "<link.serviceAttachmentNames[0]>",
    });
    expect(costOf([endpoint], { databaseGb: 200 })).toBeCloseTo(7.3 + 2, 1);
  });
});

describe("the network", () => {
  const nat = resource("gcp:compute/routerNat:RouterNat", "nat", {});

  it("pays NAT by the machine up to 32, and by the gigabyte", () => {
    const behind = (nodes: number) => {
      const machines = pool(nodes, { machineType: "e2-standard-2" });
      return costOf([nat, machines], { natGb: 300 }) - costOf([machines]);
    };
    expect(behind(6)).toBeCloseTo(6 * 0.0014 * 730 + 13.5, 1);
    expect(behind(40)).toBeCloseTo(0.0448 * 730 + 13.5, 1);
  });

  it("pays public addresses, not those inside", () => {
    const address = (addressType: string) => resource("gcp:compute/address:Address", "address", { addressType });
    expect(costOf([address("EXTERNAL")])).toBeCloseTo(3.65, 2);
    expect(costOf([address("INTERNAL")])).toBe(0);
  });

  it("pays a terabyte to the internet at the first price, and what is beyond at the next", () => {
    const drafts = [gateway("gke-l7-global-external-managed"), bucket("recordings")];
    // 1,024 x 0.12 + 176 x 0.11, whoever of the two has sent it
    const idle = costOf(drafts);
    expect(costOf(drafts, { internetOutGb: 800, playbackGb: 400 }) - idle).toBeCloseTo(142.24, 1);
  });
});

describe("objects", () => {
  it("are paid by age and class, as the bucket's own rules move them", () => {
    const lifecycleRules = [move("ARCHIVE", 365), move("NEARLINE", 30), move("COLDLINE", 90)];
    // 500 x 0.02 + 1,000 x 0.01 + 4,500 x 0.004
    expect(costOf([bucket("recordings", { lifecycleRules })], { recordingsGb: 500 })).toBeCloseTo(38, 2);
  });

  it("are written once, and once more at each move", () => {
    const lifecycleRules = [move("NEARLINE", 30)];
    const usage = { recordingsGb: 500, phoneCalls: 20_000 };
    const idle = costOf([bucket("recordings", { lifecycleRules })], { recordingsGb: 500 });
    expect(costOf([bucket("recordings", { lifecycleRules })], usage) - idle).toBeCloseTo(2 * 0.05 + 2 * 0.1, 2);
  });

  it("of a replica stay in its class, and pay the way there", () => {
    const replica = bucket("recordings-dr", { location: "US-EAST1", storageClass: "NEARLINE" });
    const job = resource("gcp:storage/transferJob:TransferJob", "job", {
      replicationSpec: { gcsDataSource: { bucketName: "ss-prod-recordings-x" } },
    });
    expect(costOf([replica, job], { recordingsGb: 500, playbackGb: 50 })).toBeCloseTo(6_000 * 0.01 + 500 * 0.02, 1);
  });

  it("that are deleted are not kept for the year", () => {
    const lifecycleRules = [{ action: { type: "Delete" }, condition: { age: 90, withState: "ANY" } }];
    // three of twelve months
    const kept = (rules: Inputs) => costOf([bucket("transcripts", rules)], { transcriptsGb: 100 });
    expect(kept({ lifecycleRules })).toBeCloseTo(kept({}) / 4, 2);
  });

  it("of a bucket that nobody knows are not priced", () => {
    expect(billFor([bucket("holidays")]).unpriced[0]?.reason).toContain("ss-prod-holidays-x");
  });

  it("are snapshots of the cache for as long as versions and deletions are kept", () => {
    const body = Buffer.from('{"uri":"gs://ss-prod-cache-x/cache.rdb"}').toString("base64");
    const drafts = [
      resource("gcp:cloudscheduler/job:Job", "job", { schedule: "0 */2 * * *", httpTarget: { body } }),
      resource(REDIS, "cache-instance", { tier: "BASIC", memorySizeGb: 10 }),
    ];
    const lifecycleRules = [{ action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: 7 } }];
    const softDeletePolicy = { retentionDurationSeconds: 259_200 };
    const kept = bucket("cache", { lifecycleRules, softDeletePolicy, versioning: { enabled: true } });
    // 12 a day for 10 days, 2.5 GB each
    expect(costOf([...drafts, kept]) - costOf(drafts)).toBeCloseTo(120 * 2.5 * 0.02, 2);
  });
});
