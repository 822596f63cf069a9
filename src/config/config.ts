import type { Output } from "@pulumi/pulumi";
import type { PhaseName, ServiceName, Tier, TierName } from "../../stacks";
import type { Placement } from "../placement";
import type { Settings } from "./schema";
import type { CloudName } from "../conventions/clouds";

/** A stack's configuration, checked, complete and frozen: the only thing the program is decided by. */
export type StackConfig = { readonly [C in CloudName]: Common & CloudPart<C> }[CloudName];

type CloudPart<C extends CloudName> = { readonly cloud: C } & Readonly<Record<C, NonNullable<Settings[C]>>>;

interface Common {
  readonly stack: string;
  readonly tier: TierName;
  readonly phase: PhaseName | null;
  /** The tier with its phase laid over it, and the operator's own choices (pods, Cloudflare's plan) over both. */
  readonly contract: Tier;
  /** The contract's protection, unless `crm:unprotect` names this stack. */
  readonly protect: boolean;
  readonly owns: { readonly account: boolean; readonly zone: boolean };
  readonly hosts: Hosts;
  /** Null where the operator has not said who reaches the cluster's API: a real update refuses that. */
  readonly adminCidrs: readonly string[] | null;
  readonly placement: Placement;
  readonly allowMove: readonly string[];
  readonly budgetStart: string;
  readonly owner: string;
  readonly alertEmail: string;
  readonly atlas: Settings["atlas"];
  readonly cloudflare: Settings["cloudflare"];
  /** The contract has it where it is about machines; what is bought ahead changes prices only. */
  readonly economy: Settings["economy"];
  readonly images: Settings["images"];
  /** What follows the repository in each image's reference, `:tag` or `@digest`; null: everything but the CRM is built. */
  readonly workloads: { readonly versions: Readonly<Record<ServiceName, string>> } | null;
  /** Those that are set, as secrets. */
  readonly secrets: Readonly<Partial<Record<SecretName, Output<string>>>>;
}

export type SecretName = keyof Settings["secrets"];

/** Public host names, one label below the zone so that its universal certificate covers them. */
export interface Hosts {
  readonly app: string;
  readonly api: string;
  readonly assets: string;
  /** Domain of the origins' own names, one level deeper. */
  readonly origin: string;
}
