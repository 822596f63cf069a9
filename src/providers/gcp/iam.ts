import { type CustomResourceOptions, interpolate } from "@pulumi/pulumi";
import { IAMCustomRole } from "@pulumi/gcp/projects/iamcustomRole";
import { RandomId } from "@pulumi/random/randomId";

/** Permissions that no role of Google's has by themselves. */
export interface CustomRole {
  readonly title: string;
  readonly permissions: readonly string[];
}

/**
 * A role of the project's own. Its id stays taken for 37 days after it is gone, so it ends differently each time; Pulumi's own
 * names have hyphens, which an id can't have.
 */
export function createCustomRole(name: string, role: CustomRole, opts: CustomResourceOptions): IAMCustomRole {
  const { hex } = new RandomId(`${name}-id`, { byteLength: 4 }, opts);
  const roleId = interpolate`${role.title.replace(/\W/g, "_")}_${hex}`;
  return new IAMCustomRole(name, { roleId, title: role.title, permissions: [...role.permissions] }, opts);
}
