import type { Output } from "@pulumi/pulumi";
import type { Provisioned } from "./common";

export interface IdentityArgs {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** A pod's identity in the cloud, without keys. What it may do is granted by the capability it uses. */
export interface Identity extends Provisioned {
  readonly serviceAccountAnnotations: Readonly<Record<string, Output<string>>>;
  readonly podLabels: Readonly<Record<string, string>>;
}
