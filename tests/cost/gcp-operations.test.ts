import { describe, expect, it } from "vitest";
import type { Inputs } from "../../src/graph/graph";
import { resource } from "../policy/builder";
import { costOf } from "./gcp-bill";

describe("secrets, keys, logs and the rest", () => {
  it("pays a secret's version in each place", () => {
    const secret = (places: number) => [
      resource("gcp:secretmanager/secret:Secret", "secret", {
        replication: { userManaged: { replicas: [...Array(places).keys()].map((location) => ({ location })) } },
      }),
      ...[...Array(10).keys()].map((index) =>
        resource("gcp:secretmanager/secretVersion:SecretVersion", `v${index}`, { secret: "<secret.id>" }),
      ),
    ];
    expect(costOf(secret(2)) - costOf(secret(1))).toBeCloseTo(0.6, 2);
  });

  it("pays the old versions of a key that rotates", () => {
    const key = (inputs: Inputs) => costOf([resource("gcp:kms/cryptoKey:CryptoKey", "key", inputs)]);
    expect(key({ rotationPeriod: "7776000s" })).toBeCloseTo(5 * key({}), 2);
    expect(key({ versionTemplate: { protectionLevel: "HSM" } })).toBeCloseTo(1, 2);
  });

  it("pays logs beyond the first 50 GiB once, however many buckets share them, and their age", () => {
    const logs = (name: string, retentionDays = 30) =>
      resource("gcp:logging/projectBucketConfig:ProjectBucketConfig", name, { bucketId: `ss-${name}`, retentionDays });
    const usage = { logsGb: 90, flowLogsGb: 20 };
    expect(costOf([logs("nodes"), logs("audit"), logs("network")], usage)).toBeCloseTo(30, 1);
    expect(costOf([logs("nodes", 90), logs("audit"), logs("network")], usage)).toBeCloseTo(30 + 45 * 2 * 0.01, 1);
  });

  it("pays the backup of each pod in each plan", () => {
    const drafts = [
      resource("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "frontend", { spec: { minReplicas: 2 } }),
      resource("kubernetes:keda.sh/v1alpha1:ScaledObject", "api", { spec: { minReplicaCount: 3 } }),
      resource("kubernetes:apps/v1:Deployment", "api-deployment", { spec: {} }),
      resource("kubernetes:apps/v1:Deployment", "scheduler", { spec: { replicas: 2 } }),
      resource("kubernetes:helm.sh/v3:Release", "operator", {}),
    ];
    const plan = (name: string) => resource("gcp:gkebackup/backupPlan:BackupPlan", name, {});
    expect(costOf([...drafts, plan("home"), plan("dr")])).toBeCloseTo(2 * 12, 2);
  });

  it("pays the CDN's second price beyond ten terabytes", () => {
    const cdn = resource("gcp:compute/backendBucket:BackendBucket", "cdn", { enableCdn: true });
    expect(costOf([cdn], { cdnGb: 11_240 })).toBeCloseTo(819.2 + 55 + 5.62, 1);
  });

  it("pays policies, rules and the requests of those that they look at", () => {
    const policy = (type: string) =>
      resource("gcp:compute/securityPolicy:SecurityPolicy", type, { type, rules: [{ priority: 1 }, { priority: 2 }] });
    const usage = { apiCalls: 30e6, cdnRequests: 10e6 };
    expect(costOf([policy("CLOUD_ARMOR")], usage)).toBeCloseTo(7 + 22.5, 2);
    expect(costOf([policy("CLOUD_ARMOR_EDGE")], usage)).toBeCloseTo(7 + 7.5, 2);
  });

  it("pays images and their scans", () => {
    const registry = (enablementConfig: string) =>
      resource("gcp:artifactregistry/repository:Repository", "images", {
        vulnerabilityScanningConfig: { enablementConfig },
      });
    expect(costOf([registry("DISABLED")], { imagesGb: 10 })).toBeCloseTo(0.95, 2);
    expect(costOf([registry("INHERITED")], { imagesGb: 10 })).toBeCloseTo(0.95 + 10.4, 2);
  });

  it("pays names and the questions for public ones", () => {
    const zone = (visibility: string) => resource("gcp:dns/managedZone:ManagedZone", visibility, { visibility });
    expect(costOf([zone("public"), zone("private")], { dnsQueries: 10e6 })).toBeCloseTo(4.4, 2);
  });
});
