import type { GraphResource } from "../../graph/graph";
import { atLeast, is, isSet, where } from "../conditions";
import type { PolicyGraph } from "../query";
import { perResource, perStack, type Problem, type Rule } from "../rule";
import { plainOf } from "../values";
import { AWS } from "./types";

/** Longest names that the services take, by type and input, in characters (AWS service quotas). */
const NAME_LIMITS: Readonly<Record<string, { readonly input: string; readonly limit: number }>> = {
  [AWS.loadBalancer]: { input: "name", limit: 32 },
  [AWS.targetGroup]: { input: "name", limit: 32 },
  [AWS.cluster]: { input: "name", limit: 100 },
  [AWS.nodeGroup]: { input: "nodeGroupName", limit: 63 },
  [AWS.replicationGroup]: { input: "replicationGroupId", limit: 40 },
};
/** What Pulumi adds to a logical name where no name is given: a hyphen and seven characters. */
const AUTONAME_SUFFIX = 8;

export const OPERATIONS_RULES: readonly Rule[] = [
  {
    id: "M01",
    title: "logs are kept for a year, encrypted with an own key",
    why: "an intrusion is found after months, and logs name customers",
    reference: "CKV_AWS_158/338, FSBP CloudWatch.16",
    severity: "medium",
    check: perResource(AWS.logGroup, where({ retentionInDays: atLeast(365), kmsKeyId: isSet })),
  },
  {
    id: "M02",
    title: "every alarm tells somebody",
    why: "an alarm without an action is a coloured dot",
    reference: "FSBP CloudWatch.15",
    severity: "medium",
    check: perResource(AWS.metricAlarm, where({ alarmActions: isSet })),
  },
  {
    id: "M03",
    title: "notifications are encrypted with an own key",
    why: "alarms name what is broken",
    reference: "CKV_AWS_26, FSBP SNS.1",
    severity: "low",
    check: perResource(AWS.topic, where({ kmsMasterKeyId: isSet })),
  },
  {
    id: "M04",
    title: "backups are encrypted with an own key",
    why: "a backup holds all that the original holds",
    reference: "CKV_AWS_166, FSBP Backup.1",
    severity: "high",
    check: perResource(AWS.backupVault, where({ kmsKeyArn: isSet })),
  },
  {
    id: "M05",
    title: "schedules are encrypted with an own key",
    why: "their input names the data they work on",
    reference: "CKV_AWS_297",
    severity: "low",
    check: perResource(AWS.schedule, where({ kmsKeyArn: isSet })),
  },
  {
    id: "M06",
    title: "nothing is built from a deprecated resource type",
    why: "the next major version of the SDK drops it, and with it the state",
    reference: "@pulumi/aws 7, deprecations",
    severity: "low",
    check: perStack(usesCurrentTypes),
  },
  {
    id: "M07",
    title: "names fit the services' limits",
    why: "a preview accepts any length, the update does not",
    reference: "AWS service quotas",
    severity: "medium",
    check: perStack(namesFit),
  },
  {
    id: "M08",
    title: "image tags never move, and images are scanned when they arrive",
    why: "a moved tag is a deployment that nobody made",
    reference: "CKV_AWS_51/163, FSBP ECR.1/2",
    severity: "high",
    check: perResource(
      AWS.repository,
      where({ imageTagMutability: is("IMMUTABLE"), "imageScanningConfiguration.scanOnPush": is(true) }),
    ),
  },
];

function usesCurrentTypes({ resources }: PolicyGraph) {
  const ours = resources.filter(({ type }) => type.startsWith("aws:"));
  const old = ours.filter(({ type }) => /^aws:s3\/\w+V2:/.test(type));
  return { looked: ours.length, problems: old.map(({ urn, type }) => ({ urn, detail: `${type} is deprecated` })) };
}

function namesFit(graph: PolicyGraph) {
  const named = Object.keys(NAME_LIMITS).flatMap((type) => graph.ofType(type));
  return { looked: named.length, problems: named.flatMap(nameProblem) };
}

function nameProblem(resource: GraphResource): readonly Problem[] {
  const { input = "name", limit = 0 } = NAME_LIMITS[resource.type] ?? {};
  const name = plainOf(resource, input);
  const length = name === undefined ? resource.name.length + AUTONAME_SUFFIX : String(name).length;
  return length > limit ? [{ urn: resource.urn, detail: `${length} characters, at most ${limit} are allowed` }] : [];
}
