/**
 * The provider's release that these classes bind to, written by hand because its package is not in the npm registry: they name
 * what this program uses, as the provider's schema spells it (pulumi-ec, `sdk/nodejs`).
 */
export const RELEASE = { version: "0.12.2" } as const;
