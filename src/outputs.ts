import type { Input, Output } from "@pulumi/pulumi";
import type { Hosts } from "./config/config";
import type { Placement } from "./placement";
import type { CloudComponents } from "./ports/cloud";
import type { DnsTarget } from "./ports/common";
import type { Platform } from "./platform/platform";

/** What a stack tells its operators, and its own next update (`placement`). */
export interface StackOutputs {
  readonly [name: string]: Input<unknown>;
  readonly placement: Placement;
  readonly hosts: Hosts;
  readonly cluster: string;
  /** What the public records point to. */
  readonly origin: DnsTarget;
  readonly registry: Readonly<Record<string, Output<string>>>;
  readonly storage: Readonly<Record<string, Output<string>>>;
}

export function outputsOf<C extends CloudComponents>(
  { placement, hosts }: { readonly placement: Placement; readonly hosts: Hosts },
  platform: Platform<C>,
): StackOutputs {
  return {
    placement,
    hosts,
    cluster: platform.cluster.clusterName,
    origin: platform.dns?.origin ?? platform.edge.target,
    registry: platform.registry?.urls ?? {},
    storage: platform.objectStore.addresses,
  };
}
