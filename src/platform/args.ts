import type { Output } from "@pulumi/pulumi";
import type { ServiceName, Tier } from "../../stacks";
import type { CloudComponents, CloudProvider } from "../ports/cloud";
import type { Backend, BackendName, OriginCertificate } from "../ports/edge";
import type { PublicZone } from "../ports/public-zone";
import type { Uses } from "./clients";

/** What the architecture is built from: a cloud, a contract, and what the layers around it bring. */
export interface PlatformArgs<C extends CloudComponents> {
  readonly cloud: CloudProvider<C>;
  readonly contract: Tier;
  readonly protect: boolean;
  readonly ownsAccount: boolean;
  readonly adminCidrs: readonly string[] | null;
  readonly alertEmail: string;
  readonly budgetStart: string;
  /** USD a month that the cloud itself may bill. */
  readonly budgetUsd: number;
  readonly assetsHost: string;
  /** Domain of the origins' own names, delegated to the cloud. */
  readonly originDomain: string;
  readonly zone: PublicZone;
  readonly origin: { readonly certificate: OriginCertificate; readonly clientCa: Output<string> | null };
  /** Kubernetes namespace of the CRM. */
  readonly namespace: string;
  readonly uses: Readonly<Record<ServiceName, Uses>>;
  readonly backends: Readonly<Record<BackendName, Backend>>;
  /** Third parties' keys, only those that are set. */
  readonly thirdParties: Readonly<Record<string, Output<string>>>;
  /** Null where images come from a registry that exists already. */
  readonly repositories: readonly string[] | null;
}
