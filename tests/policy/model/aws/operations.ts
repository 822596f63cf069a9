import { AWS } from "../../../../src/policy/aws/types";
import { resource } from "../../builder";
import { KEY } from "./identity";

export const OPERATIONS = [
  resource(AWS.logGroup, "log", { name: "/vpc/flow", retentionInDays: 365, kmsKeyId: KEY }),
  resource(AWS.metricAlarm, "alarm", { alarmActions: ["<topic.arn>"] }),
  resource(AWS.topic, "topic", { kmsMasterKeyId: KEY }),
  resource(AWS.backupVault, "vault", { kmsKeyArn: KEY }),
  resource(AWS.schedule, "schedule", { kmsKeyArn: KEY }),
  resource(AWS.repository, "images", {
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
  }),
];
