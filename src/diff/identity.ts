import type { GraphResource } from "../graph/graph";

/**
 * What Pulumi knows a resource by: its URN, with the types of all components above it. Without the name of the stack, so that
 * another stack's plan can be compared. A resource of the same type and name inside another component is another resource: the old
 * one is deleted, whatever it holds.
 */
export const identityOf = (urn: string): string => urn.split("::").slice(2).join("::");

/** A resource's own identity, and those that it had before. */
export const identitiesOf = ({ urn, aliases }: GraphResource): readonly string[] => [urn, ...aliases].map(identityOf);
