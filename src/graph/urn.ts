/** Uniform resource names as the engine makes them: the types of all parents below the stack, joined by `$`. */

const STACK_TYPE = "pulumi:pulumi:Stack";

export interface StackName {
  readonly project: string;
  readonly stack: string;
}

export function urnOf({ project, stack }: StackName, parent: string, type: string, name: string): string {
  const parentType = parent === "" ? STACK_TYPE : qualifiedType(parent);
  const qualified = parentType === STACK_TYPE ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

/** The URN in a provider reference, which ends in `::<id>`; null for the empty reference. */
export function urnOfReference(reference: string): string | null {
  return reference === "" ? null : reference.slice(0, reference.lastIndexOf("::"));
}

function qualifiedType(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** A resource's own name: what a URN ends with. */
export const nameIn = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);
