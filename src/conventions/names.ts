/** Physical names of what people and other systems address; everything else is named by Pulumi. */

/** Longest stack name: `ss-<stack>-search` must fit OpenSearch's 28 characters, the tightest limit of all. */
export const MAX_STACK_NAME = 14;
export const STACK_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Limits of the services that take an explicit name, in characters (vendor documentation, see the tests). */
export const NAME_LIMITS = {
  cluster: 100,
  loadBalancer: 32,
  cacheGroup: 40,
  searchDomain: 28,
  bucket: 63,
  role: 64,
} as const;

/** `ss-<stack>-<role>`: one prefix, so that everything of a stack is found by its name. */
export const physicalName = (stack: string, role: string): string => `ss-${stack}-${role}`;
