/** The recorded resource graph: what every reader (plan, policy, tests) looks at, and nothing else. */

/** A value that only the cloud knows reads `<name.property>`; a secret reads `[secret]`, at any depth. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export type Inputs = Readonly<Record<string, Value>>;

export const SECRET = "[secret]";
/** Stands for an unknown in a first-preview recording, where nothing computed has a symbol yet. */
export const UNKNOWN = "[unknown]";

export interface GraphResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** False for components. */
  readonly custom: boolean;
  readonly parent: string | null;
  /** URN of the explicit provider resource; null for components and for a resource that has none. */
  readonly provider: string | null;
  readonly inputs: Inputs;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deletedWith: string | null;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly aliases: readonly string[];
  readonly customTimeouts: { readonly create?: string; readonly update?: string; readonly delete?: string } | null;
}

/** A resource of which nothing is known but these: it belongs to nobody, and has no option. */
export const bareResource = (known: Pick<GraphResource, "urn" | "type" | "name" | "inputs">): GraphResource => ({
  ...known,
  custom: true,
  parent: null,
  provider: null,
  dependencies: [],
  propertyDependencies: {},
  protect: false,
  retainOnDelete: false,
  deletedWith: null,
  ignoreChanges: [],
  replaceOnChanges: [],
  aliases: [],
  customTimeouts: null,
});

export interface Graph {
  readonly project: string;
  readonly stack: string;
  readonly mode: "firstPreview" | "resolved" | "update";
  /** In registration order. */
  readonly resources: readonly GraphResource[];
  /** Outputs of the stack. */
  readonly outputs: Inputs;
  /** What components say about themselves when they are done, by URN; one that says nothing is empty. */
  readonly componentOutputs: Readonly<Record<string, Inputs>>;
  /** Data-source calls the program made: none are allowed. */
  readonly invokes: readonly string[];
}
