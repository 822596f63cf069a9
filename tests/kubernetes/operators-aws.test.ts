import { Cluster as EksCluster } from "@pulumi/aws/eks/cluster";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import { beforeAll, describe, expect, it } from "vitest";
import { contractOf, PHASES, TIERS } from "../../stacks";
import { VERSIONS } from "../../src/conventions/versions";
import type { Graph, Inputs } from "../../src/graph/graph";
import { record } from "../../src/graph/record";
import { addonPods } from "../../src/providers/aws/cluster-addons";
import { autoscaler } from "../../src/providers/aws/cluster-autoscaler";
import { createController } from "../../src/providers/aws/edge-controller";
import { nodeShape } from "../../src/providers/aws/node-shapes";
import { FAKE_STACK, Group } from "../graph/fakes";
import { totalOf } from "./requests";

const GROUPS = { arn: "arn:aws:elasticloadbalancing:r:1:targetgroup/*", stack: "test" };

describe("the load balancer controller", () => {
  let graph: Graph;
  let pods: ReturnType<typeof createController>["pods"];
  beforeAll(async () => {
    graph = await record(() => {
      new Group("edge", (parent) => {
        const cluster = new EksCluster("eks", { roleArn: "arn", vpcConfig: { subnetIds: [] } }, { parent });
        const kubernetes = new KubernetesProvider("kubernetes", { kubeconfig: "{}" });
        const where = { clusterName: "crm-test-eks", region: "us-east-1", vpcId: "vpc-1", targetGroups: GROUPS };
        const args = { cluster, kubernetes, highlyAvailable: true, ...where };
        pods = createController("edge-controller", args, parent).pods;
      });
      return Promise.resolve();
    }, FAKE_STACK);
  });
  const of = (type: string) => graph.resources.filter((resource) => resource.type.endsWith(`:${type}`));

  it("may change the targets of the stack's own groups, and nothing else", () => {
    const { Statement } = JSON.parse(of("RolePolicy")[0]?.inputs["policy"] as string) as { Statement: Inputs[] };
    const changes = Statement.filter(({ Resource }) => Resource !== "*");
    expect(changes).toEqual([
      {
        Effect: "Allow",
        Action: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
        Resource: GROUPS.arn,
        Condition: { StringEquals: { "aws:ResourceTag/stack": "test" } },
      },
    ]);
    const looks = Statement.filter(({ Resource }) => Resource === "*").flatMap(({ Action }) => Action);
    for (const action of looks) expect(action).toMatch(/^(elasticloadbalancing|ec2):Describe\w+$/);
  });

  it("has its identity before its first pod", () => {
    const [binding] = of("PodIdentityAssociation");
    const [release] = of("Release");
    expect(binding?.inputs).toMatchObject({ namespace: "kube-system", serviceAccount: "aws-load-balancer-controller" });
    expect(release?.dependencies).toContain(binding?.urn);
    expect(binding?.dependencies).toContain(of("RolePolicy")[0]?.urn);
  });

  it("makes no load balancer for anything in the cluster", () => {
    expect(of("Release")[0]?.inputs["values"]).toMatchObject({
      createIngressClassResource: false,
      enableServiceMutatorWebhook: false,
      controllerConfig: {
        featureGates: { ALBGatewayAPI: false, NLBGatewayAPI: false, EnableServiceController: false },
      },
    });
  });

  it("knows where it is, which it can't look up", () => {
    const place = { clusterName: "crm-test-eks", region: "us-east-1", vpcId: "vpc-1" };
    expect(of("Release")[0]?.inputs["values"]).toMatchObject(place);
  });

  it("asks in its values for what its pods declare", () => {
    const values = of("Release")[0]?.inputs["values"];
    expect(pods).toMatchObject([{ kind: "deployment", replicas: 2, ...totalOf(values) }]);
    expect(values).toMatchObject({ replicaCount: 2 });
  });
});

describe("the node autoscaler", () => {
  const { values } = autoscaler({ clusterName: "crm-test-eks", region: "us-east-1", highlyAvailable: false });

  it("is of the cluster's own minor version", () => {
    expect((values["image"] as { tag: string }).tag).toMatch(new RegExp(`^v${VERSIONS.kubernetes.version}\\.\\d+$`));
  });

  it("moves this cluster's groups only", () => {
    expect(values["autoDiscovery"]).toEqual({ clusterName: "crm-test-eks" });
  });

  it("takes away nodes whose pods can go elsewhere: all of the CRM's have scratch space", () => {
    expect(values["extraArgs"]).toMatchObject({
      "skip-nodes-with-local-storage": false,
      "skip-nodes-with-system-pods": false,
    });
  });
});

describe("the add-ons' pods", () => {
  it("are two, or one on each node", () => {
    for (const pod of addonPods(false)) expect(pod.kind === "daemonset" || pod.replicas === 2).toBe(true);
  });

  it("are more where the cluster is watched closely", () => {
    const names = (enhanced: boolean) => addonPods(enhanced).map(({ name }) => name);
    const more = ["cloudwatch-agent", "fluent-bit", "amazon-cloudwatch-observability-controller-manager"];
    expect(names(true)).toEqual([...names(false), ...more]);
  });
});

describe("the room on a node", () => {
  const pool = { burstable: false, min: 1, max: 1, diskGiB: 50 };

  // Pods by the interfaces, CPU by the shares of 6, 1 and 0.5 percent, both as EKS' own node setup computes them.
  it.each([
    ["t4g.medium", { vcpu: 2, memoryGiB: 4, burstable: true }, { cpu: 1_930, memory: 3_246, pods: 17 }],
    ["t4g.large", { vcpu: 2, memoryGiB: 8, burstable: true }, { cpu: 1_930, memory: 6_837, pods: 35 }],
    ["m7g.large", { vcpu: 2, memoryGiB: 8 }, { cpu: 1_930, memory: 6_903, pods: 29 }],
    ["m7g.xlarge", { vcpu: 4, memoryGiB: 16 }, { cpu: 3_920, memory: 14_162, pods: 58 }],
  ] as const)("%s", (_, size, room) => {
    expect(nodeShape({ ...pool, ...size })).toMatchObject(room);
  });

  it("leaves a tenth of the disk, and what the kubelet keeps", () => {
    expect(nodeShape({ ...pool, vcpu: 2, memoryGiB: 8 }).disk).toBe(50 * 1_024 * 0.9 - 1_024);
  });

  it("is known for every pool of every tier and phase", () => {
    const contracts = [
      ...TIERS.map((tier) => contractOf(tier, null)),
      ...PHASES.map((phase) => contractOf("production", phase)),
    ];
    for (const { nodePools } of contracts) {
      for (const size of Object.values(nodePools)) expect(nodeShape(size).pods).toBeGreaterThan(0);
    }
  });
});
