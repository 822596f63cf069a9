/** Tags of every resource that can carry them: they find, bill and clean up a stack. */
export interface Tags {
  readonly project: string;
  readonly stack: string;
  readonly tier: string;
  readonly owner: string;
  readonly "managed-by": "pulumi";
}

export const PROJECT = "sequelstring-crm";

/** The tags of a stack; `tier` names the phase too where one is set. */
export function tagsOf(stack: { name: string; tier: string; phase: string | null; owner: string }): Tags {
  const tier = stack.phase === null ? stack.tier : `${stack.tier}-${stack.phase}`;
  return { project: PROJECT, stack: stack.name, tier, owner: stack.owner, "managed-by": "pulumi" };
}
