import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import { LifecyclePolicy } from "@pulumi/aws/ecr/lifecyclePolicy";
import { Repository } from "@pulumi/aws/ecr/repository";
import { recordOf } from "../../conventions/records";
import type { Registry as RegistryPort, RegistryArgs } from "../../ports/registry";
import { AwsComponent } from "./component";
import { type AwsContext, nameOf } from "./context";
import type { Secrets } from "./secrets";

/** Images kept per repository: enough to roll back months, and scanning stays cheap. */
const KEEP_IMAGES = 100;

/** ECR: one repository per image. */
export class Registry extends AwsComponent implements RegistryPort {
  readonly urls: Readonly<Record<string, Output<string>>>;

  constructor(
    name: string,
    private readonly args: RegistryArgs & { readonly secrets: Secrets },
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("Registry", name, aws, opts);
    this.urls = recordOf(args.repositories, (repository) => this.createRepository(repository));
    this.registerOutputs({ urls: this.urls });
  }

  private createRepository(image: string): Output<string> {
    const { protect, secrets } = this.args;
    const encryption =
      secrets.key === null ? { encryptionType: "AES256" } : { encryptionType: "KMS", kmsKey: secrets.key };
    const repository = new Repository(
      `${this.prefix}-${image}`,
      {
        name: `${nameOf(this.aws, "crm")}/${image}`,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [encryption],
        forceDelete: !protect,
      },
      { ...this.child, protect },
    );
    const rule = {
      rulePriority: 1,
      description: `Keep the last ${KEEP_IMAGES} images`,
      selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: KEEP_IMAGES },
      action: { type: "expire" },
    };
    const lifecycle = { repository: repository.name, policy: JSON.stringify({ rules: [rule] }) };
    // A repository has one, so that deleting the old one after the new one is there would leave none.
    new LifecyclePolicy(`${this.prefix}-${image}-keep`, lifecycle, { ...this.child, deleteBeforeReplace: true });
    return repository.repositoryUrl;
  }
}
