import type { Output } from "@pulumi/pulumi";
import type { Provisioned } from "./common";

export interface RegistryArgs {
  /** One repository per image; tags are immutable and images are scanned when they arrive. */
  readonly repositories: readonly string[];
  readonly protect: boolean;
}

export interface Registry extends Provisioned {
  /** Host and path to push an image to and pull it from, by repository. */
  readonly urls: Readonly<Record<string, Output<string>>>;
}
