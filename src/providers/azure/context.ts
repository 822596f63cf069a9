import { interpolate, type Output } from "@pulumi/pulumi";
import { physicalName } from "../../conventions/names";

/** What every component of this cloud knows about where it is: plain values, known before anything exists. */
export interface AzureContext {
  readonly stack: string;
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly location: string;
  readonly drLocation: string;
  /** The three zones of the location, by the numbers that Azure gives them in this subscription. */
  readonly zones: readonly string[];
  /** Entra group that administers the cluster, by object id. */
  readonly adminGroupId: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Name of something people or other systems address, unique in the stack's resource group. */
export const nameOf = ({ stack }: AzureContext, role: string): string => physicalName(stack, role);

/** Longest role in a name that the whole of Azure shares: 24 characters in all (Azure, naming rules of storage accounts and vaults). */
export type GlobalRole =
  "data" | "cdn" | "logs" | "back" | "copy" | "snap" | "kv" | "kvdr" | "reg" | "db" | "mem" | "find";

/**
 * Name in a namespace that all of Azure's customers share. The suffix is drawn when the stack is first built and lives in its state:
 * a stack that was destroyed can be built again the same day, although the vault's old name stays taken.
 */
export const globalNameOf = ({ stack }: AzureContext, role: GlobalRole, suffix: Output<string>): Output<string> =>
  interpolate`${stack.replaceAll("-", "")}${role}${suffix}`;
