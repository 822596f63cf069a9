import { type ComponentResourceOptions, interpolate, type Output } from "@pulumi/pulumi";
import { Repository } from "@pulumi/gcp/artifactregistry/repository";
import { RepositoryIamMember } from "@pulumi/gcp/artifactregistry/repositoryIamMember";
import { recordOf } from "../../conventions/records";
import type { Registry as RegistryPort, RegistryArgs } from "../../ports/registry";
import type { Account } from "./account";
import type { Cluster } from "./cluster";
import { GcpComponent } from "./component";
import { type GcpContext, nameOf } from "./context";
import type { Secrets } from "./secrets";

/** What no tag names is a failed or replaced build; tagged images stay, since their tags can't be taken away. */
const UNTAGGED_DAYS = 30;

interface GcpRegistryArgs extends RegistryArgs {
  readonly account: Account;
  readonly secrets: Secrets;
  readonly cluster: Cluster;
}

/** Artifact Registry: one repository, in which every image has a path of its own. */
export class Registry extends GcpComponent implements RegistryPort {
  readonly urls: Readonly<Record<string, Output<string>>>;

  constructor(
    name: string,
    private readonly args: GcpRegistryArgs,
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("Registry", name, gcp, args.account, opts);
    const repository = this.createRepository();
    this.letNodesPull(repository);
    const host = `${gcp.region}-docker.pkg.dev/${gcp.project}`;
    this.urls = recordOf(args.repositories, (image) => interpolate`${host}/${repository.repositoryId}/${image}`);
    this.registerOutputs({ urls: this.urls });
  }

  private createRepository(): Repository {
    const { account, protect, secrets } = this.args;
    const args = {
      location: this.gcp.region,
      repositoryId: nameOf(this.gcp, "crm"),
      description: `Images of ${nameOf(this.gcp, "platform")}`,
      format: "DOCKER",
      dockerConfig: { immutableTags: true },
      vulnerabilityScanningConfig: { enablementConfig: "INHERITED" },
      cleanupPolicyDryRun: false,
      cleanupPolicies: [
        {
          id: "untagged",
          action: "DELETE",
          condition: { tagState: "UNTAGGED", olderThan: `${UNTAGGED_DAYS * 24 * 3600}s` },
        },
      ],
      ...(secrets.key && { kmsKeyName: secrets.key }),
      deletionPolicy: protect ? "PREVENT" : "DELETE",
    };
    const opts = { ...this.child, dependsOn: [account, ...secrets.keyReady], protect };
    return new Repository(`${this.prefix}-images`, args, opts);
  }

  private letNodesPull(repository: Repository): void {
    const args = {
      location: this.gcp.region,
      repository: repository.repositoryId,
      role: "roles/artifactregistry.reader",
      member: this.args.cluster.nodeMember,
    };
    new RepositoryIamMember(`${this.prefix}-pull`, args, this.child);
  }
}
