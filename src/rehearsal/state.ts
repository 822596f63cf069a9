import { urnOfReference } from "../graph/urn";
import type { WireProperties } from "../graph/wire";

/** A resource in the engine's state; secrets are encrypted. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly inputs?: WireProperties;
  readonly outputs?: WireProperties;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  /** It was replaced and waits to be deleted. */
  readonly delete?: boolean;
  /** It was read, and is nobody's to delete. */
  readonly external?: boolean;
}

/** What the engine knows of a stack between two commands. */
export interface State {
  readonly resources: readonly StateResource[];
  /** Operations that were begun and of which nobody knows how they ended. */
  readonly pending: readonly Pending[];
}

export interface Pending {
  readonly type: "creating" | "updating" | "deleting" | "reading" | "importing";
  readonly urn: string;
  readonly parent?: string;
  /** URN of the provider. */
  readonly provider?: string;
}

interface Exported {
  readonly deployment: {
    readonly resources?: readonly StateResource[];
    readonly pending_operations?: readonly {
      /** Its provider is named as `<urn>::<id>`. */
      readonly resource: { readonly urn: string; readonly parent?: string; readonly provider?: string };
      readonly type: Pending["type"];
    }[];
  };
}

/** Reads what `pulumi stack export` writes. */
export function stateOf(text: string): State {
  const { resources = [], pending_operations: pending = [] } = (JSON.parse(text) as Exported).deployment;
  return { resources, pending: pending.map(pendingOf) };
}

type Begun = NonNullable<Exported["deployment"]["pending_operations"]>[number];

function pendingOf({ type, resource: { urn, parent, provider = "" } }: Begun): Pending {
  const reference = urnOfReference(provider);
  return {
    ...{ type, urn },
    ...(parent === undefined ? {} : { parent }),
    ...(reference === null ? {} : { provider: reference }),
  };
}

/** Resources of a cloud: neither components, nor providers, nor what belongs to the engine. */
export const inCloud = ({ custom, external, type }: StateResource): boolean =>
  custom && external !== true && !type.startsWith("pulumi:");

/** Everything that the program registers: not what it reads, and not the engine's own provider for that. */
export const isRegistered = ({ external, type }: StateResource): boolean =>
  external !== true && type !== "pulumi:providers:pulumi";
