import type { Resource } from "@pulumi/pulumi";
import { CloudProviderAccessAuthorization } from "@pulumi/mongodbatlas/cloudProviderAccessAuthorization";
import { CloudProviderAccessSetup } from "@pulumi/mongodbatlas/cloudProviderAccessSetup";
import { EncryptionAtRest } from "@pulumi/mongodbatlas/encryptionAtRest";
import type { Project } from "@pulumi/mongodbatlas/project";
import { known } from "../../conventions/known";
import { atlasRegionOfAws } from "../atlas/regions";
import type { AwsContext } from "./context";
import type { TwinKey } from "./encryption";
import { allow, createRole } from "./iam";

export interface DatabaseKeyArgs {
  readonly project: Project;
  /** Its id, and its ARN in each region in which Atlas may have to ask for it. */
  readonly key: TwinKey;
}

/** Lets Atlas encrypt with the stack's own key. Whoever deletes the key deletes the data. */
export function createDatabaseKeyAccess(
  prefix: string,
  args: DatabaseKeyArgs,
  aws: AwsContext,
  parent: Resource,
): EncryptionAtRest {
  const { project, key } = args;
  const name = `${prefix}-key`;
  const projectId = project.id;
  const setup = new CloudProviderAccessSetup(`${name}-setup`, { projectId, providerName: "AWS" }, { parent });
  const atlas = setup.awsConfigs.apply(([config]) => known(config?.atlasAwsAccountArn, "the AWS account of Atlas"));
  const externalId = setup.awsConfigs.apply(([config]) =>
    known(config?.atlasAssumedRoleExternalId, "the external id of Atlas"),
  );
  const { role, ready } = createRole(
    `${name}-role`,
    {
      trust: {
        Effect: "Allow",
        Principal: { AWS: atlas },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": externalId } },
      },
      statements: [allow(["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey"], key.arns)],
    },
    parent,
  );
  const authorization = new CloudProviderAccessAuthorization(
    `${name}-authorization`,
    { projectId, roleId: setup.roleId, aws: { iamAssumedRoleArn: role.arn } },
    { parent, dependsOn: [...ready] },
  );
  const awsKmsConfig = {
    enabled: true,
    customerMasterKeyId: key.id,
    region: atlasRegionOfAws(aws.region),
    roleId: authorization.roleId,
  };
  return new EncryptionAtRest(name, { projectId, awsKmsConfig }, { parent });
}
