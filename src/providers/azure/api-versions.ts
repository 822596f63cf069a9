import type { Alias, ResourceTransformation } from "@pulumi/pulumi";

/** `azure-native:network/v20240501:Subnet`: a type of one version of Azure's interface. */
const OF_ONE_VERSION = /^azure-native:\w+\/v\d{8}\w*:/;

/**
 * The SDK calls every resource by the names it has in each version of Azure's interface too. This program never used
 * one, and dozens of aliases of each resource are most of the time that a preview takes, and most of a state file.
 */
export const forgetApiVersions: ResourceTransformation = ({ props, opts }) => {
  const aliases = opts.aliases?.filter((alias) => !isOfOneVersion(alias as Alias));
  return { props, opts: { ...opts, ...(aliases && { aliases }) } };
};

function isOfOneVersion({ type }: Alias): boolean {
  return typeof type === "string" && OF_ONE_VERSION.test(type);
}
