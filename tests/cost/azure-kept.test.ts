import { describe, expect, it } from "vitest";
import type { Inputs } from "../../src/graph/graph";
import type { Draft } from "../policy/builder";
import { azure, billOn, casesOf, type Example, sumOf } from "./azure-bill";

const account = (containerName: string, inputs: Inputs = {}): readonly Draft[] => [
  azure("storage:StorageAccount", "account", { accessTier: "Hot", sku: { name: "Standard_ZRS" }, ...inputs }),
  azure("storage:BlobContainer", "container", { accountName: "<account.name>", containerName }),
];

const rule = (prefix: string, baseBlob: Inputs): Inputs => ({
  enabled: true,
  definition: { actions: { baseBlob }, filters: { prefixMatch: [prefix] } },
});

const policy = (...rules: readonly Inputs[]): Draft =>
  azure("storage:ManagementPolicy", "policy", { accountName: "<account.name>", policy: { rules } });

const AGING = rule("recordings/", {
  tierToCool: { daysAfterModificationGreaterThan: 30 },
  tierToCold: { daysAfterModificationGreaterThan: 90 },
});

const NOTHING = { phoneCalls: 0, recordingsGb: 100, transcriptsGb: 0, documentsGb: 0, month: 12 };

const OBJECTS: readonly Example[] = [
  ["recordings that age", 100 * 0.026 + 200 * 0.019 + 900 * 0.0045, [...account("recordings"), policy(AGING)], NOTHING],
  [
    "the operations that put objects into each class",
    3 * (0.0625 + 0.125 + 0.234),
    [...account("recordings"), policy(AGING)],
    { ...NOTHING, recordingsGb: 0.0001, phoneCalls: 30_000 },
  ],
  ["recordings under a rule for others", 1_200 * 0.026, [...account("recordings"), policy(rule("logs/", {}))], NOTHING],
  ["a rule that is off", 1_200 * 0.026, [...account("recordings"), policy({ ...AGING, enabled: false })], NOTHING],
  [
    "what is deleted, as long as it can be taken back",
    100 * 2 * 0.026,
    [
      ...account("recordings"),
      policy(rule("recordings/", { delete: { daysAfterModificationGreaterThan: 30 } })),
      azure("storage:BlobServiceProperties", "blobs", {
        accountName: "<account.name>",
        deleteRetentionPolicy: { enabled: true, days: 30 },
      }),
    ],
    NOTHING,
  ],
  [
    "the way to the paired region",
    1_200 * 0.0468 + 100 * 0.02,
    account("recordings", { sku: { name: "Standard_GZRS" } }),
    NOTHING,
  ],
  [
    "a copy by its own class, and the way to it",
    1_200 * 0.0036 + 100 * 0.02,
    [
      ...account("recordings", { accessTier: "Cold", sku: { name: "Standard_LRS" } }),
      azure("storage:ObjectReplicationPolicy", "copying", { destinationAccount: "<account.id>" }),
    ],
    NOTHING,
  ],
  [
    "snapshots of the cache, twelve a day for seven days",
    12 * 7 * 12 * 0.25 * 0.026 + 0.216 * 730 * 2,
    [
      ...account("snapshots"),
      policy(rule("snapshots/", { delete: { daysAfterModificationGreaterThan: 7 } })),
      azure("redisenterprise:RedisEnterprise", "cache", { sku: { name: "MemoryOptimized_M10" } }),
      azure("logic:Workflow", "clock", {
        definition: {
          triggers: { clock: { recurrence: { frequency: "Hour", interval: 2 } } },
          actions: { export: { inputs: "https://<account.name>" } },
        },
      }),
    ],
  ],
  [
    "flow records for the days they are kept, and their taking in",
    20 * 3 * 0.026 + 15 * 0.5,
    [
      azure("storage:StorageAccount", "account", { accessTier: "Hot", sku: { name: "Standard_ZRS" } }),
      azure("network:FlowLog", "flow", { storageId: "<account.id>", retentionPolicy: { days: 90 } }),
    ],
    { flowLogsGb: 20 },
  ],
];

const sender = azure("monitor:DiagnosticSetting", "sender", { workspaceId: "<logs.id>" });
const workspace = (retentionInDays: number): Draft =>
  azure("operationalinsights:Workspace", "logs", { retentionInDays });
const metricAlert = (dimensions: readonly Inputs[]): Draft =>
  azure("monitor:MetricAlert", "alert", { criteria: { allOf: [{ dimensions }] } });
const logAlert = (evaluationFrequency: string): Draft =>
  azure("monitor:ScheduledQueryRule", "alert", { evaluationFrequency });

const OPERATIONS: readonly Example[] = [
  ["logs, 5 GB for nothing", 45 * 2.3, [workspace(30), sender], { logsGb: 50 }],
  ["logs that are kept longer", 45 * 2.3 + (50 * 59 * 0.1) / 30, [workspace(90), sender], { logsGb: 50 }],
  [
    "logs that two workspaces share",
    45 * 2.3,
    [
      workspace(30),
      sender,
      azure("operationalinsights:Workspace", "more", { retentionInDays: 30 }),
      azure("monitor:DiagnosticSetting", "another", { workspaceId: "<more.id>" }),
    ],
    { logsGb: 50 },
  ],
  ["activity of the subscription", (0.1 * 270 * 0.1) / 30, [workspace(365)], { logsGb: 50 }],
  ["an alarm on one series", 0.1, [metricAlert([])]],
  ["an alarm on two kinds in all zones", 0.6, [metricAlert([included("a", "b"), included("*")])]],
  ["an alarm on logs, every five minutes", 1.5, [logAlert("PT5M")]],
  ["an alarm on logs, every hour", 0.5, [logAlert("PT1H")]],
  ["backups of the namespaces that are named", 24, [backup(["crm", "edge"])]],
  ["backups of all namespaces", 12, [backup([]), namespace("crm")]],
];

function included(...values: readonly string[]): Inputs {
  return { name: "dimension", operator: "Include", values };
}

function backup(includedNamespaces: readonly string[]): Draft {
  const parameters = { backupDatasourceParametersList: [{ includedNamespaces }] };
  return azure("dataprotection:BackupInstance", "backup", {
    properties: { policyInfo: { policyParameters: parameters } },
  });
}

function namespace(name: string): Draft {
  return { type: "kubernetes:core/v1:Namespace", name, inputs: {} };
}

const key = (kty: string, keySize: number): Draft =>
  azure("keyvault:Key", "key", {
    properties: {
      kty,
      keySize,
      rotationPolicy: {
        lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P365D" } }],
      },
    },
  });

const vault = (name: string): Draft => azure("keyvault:Vault", name);
const plans = (...resources: readonly Inputs[]): Draft =>
  azure("resources:DeploymentAtSubscriptionScope", "plans", { properties: { template: { resources } } });
const plan = (name: string, properties: Inputs = {}): Inputs => ({
  name,
  properties: { pricingTier: "Standard", ...properties },
});
const SCANS = { extensions: [{ name: "OnUploadMalwareScanning", isEnabled: "True" }] };
const NODES = azure("containerservice:AgentPool", "pool", { vmSize: "Standard_D4s_v5", osDiskSizeGB: 32, count: 2 });

const SECURITY: readonly Example[] = [
  ["secrets by their reads, once", 0.3, [vault("one"), vault("two")], { secretReads: 100_000 }],
  ["a small key in software", 10 * 0.03 + 1 / 12, [key("RSA", 2_048)], { keyUses: 100_000 }],
  ["a larger key", 10 * 0.15 + 1 / 12, [key("RSA", 3_072)], { keyUses: 100_000 }],
  ["a key in hardware", 5 + 10 * 0.15 + 1 / 12, [key("RSA-HSM", 3_072)], { keyUses: 100_000 }],
  [
    "Defender's plans",
    5.04 + 0.25,
    [plans(plan("Arm"), plan("KeyVaults"), plan("CosmosDbs")), vault("one")],
    {
      secretReads: 0,
    },
  ],
  ["Defender by the CPUs of nodes", 8 * 6.87 + 2 * (140.16 + 5.28), [plans(plan("Containers")), NODES]],
  ["plans that are off", 0, [plans(plan("Arm", { pricingTier: "Free" }))]],
  [
    "Defender for storage, and its scans",
    0.15 * 100,
    [plans(plan("StorageAccounts", SCANS))],
    { recordingsGb: 100, transcriptsGb: 0, documentsGb: 0 },
  ],
];

describe.each([
  ["objects", OBJECTS],
  ["operations", OPERATIONS],
  ["security", SECURITY],
] as const)("Azure's %s", (_area, examples) => {
  it.each(casesOf(examples))("prices $what", ({ usd, drafts, usage }) => {
    const { lines, unpriced } = billOn(drafts, usage);
    expect(unpriced).toEqual([]);
    expect(sumOf(lines)).toBeCloseTo(usd, 1);
  });
});
