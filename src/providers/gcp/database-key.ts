import { type CustomResourceOptions, interpolate, type Output } from "@pulumi/pulumi";
import { CryptoKeyIAMMember } from "@pulumi/gcp/kms/cryptoKeyIAMMember";
import { CloudProviderAccessAuthorization } from "@pulumi/mongodbatlas/cloudProviderAccessAuthorization";
import { CloudProviderAccessSetup } from "@pulumi/mongodbatlas/cloudProviderAccessSetup";
import { EncryptionAtRest } from "@pulumi/mongodbatlas/encryptionAtRest";
import type { Project } from "@pulumi/mongodbatlas/project";
import { known } from "../../conventions/known";

/** What Atlas' service account may do with the key: encrypt, decrypt, and look whether it still can. */
const RIGHTS = {
  use: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
  view: "roles/cloudkms.viewer",
} as const;

export interface DatabaseKeyArgs {
  readonly project: Project;
  /** Id of a key of the stack. */
  readonly key: Output<string>;
}

/** Lets Atlas encrypt with the stack's own key, without a service account's key. Whoever destroys the key destroys the data. */
export function createDatabaseKeyAccess(
  prefix: string,
  { project, key }: DatabaseKeyArgs,
  child: CustomResourceOptions,
): EncryptionAtRest {
  const name = `${prefix}-key`;
  const projectId = project.id;
  const setup = new CloudProviderAccessSetup(`${name}-setup`, { projectId, providerName: "GCP" }, child);
  const email = setup.gcpConfigs.apply(([config]) =>
    known(config?.serviceAccountForAtlas, "the service account of Atlas"),
  );
  const rights = Object.entries(RIGHTS).map(([right, role]) => {
    const args = { cryptoKeyId: key, role, member: interpolate`serviceAccount:${email}` };
    return new CryptoKeyIAMMember(`${name}-${right}`, args, child);
  });
  const authorization = new CloudProviderAccessAuthorization(
    `${name}-authorization`,
    { projectId, roleId: setup.roleId },
    child,
  );
  const googleCloudKmsConfig = {
    enabled: true,
    roleId: authorization.roleId,
    // Atlas takes one version and not the key: the first, which stays usable when Google makes newer ones.
    keyVersionResourceId: interpolate`${key}/cryptoKeyVersions/1`,
  };
  return new EncryptionAtRest(name, { projectId, googleCloudKmsConfig }, { ...child, dependsOn: rights });
}
