import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { GraphResource } from "./graph";
import { type StackName, urnOf, urnOfReference } from "./urn";
import { readableProperties, type WireProperties } from "./wire";

/** Everything the program says about a resource when it registers it. */
export function resourceOf(
  request: RegisterResourceRequest,
  urn: string,
  inputs: WireProperties,
  stack: StackName,
): GraphResource {
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: request.getParent() || null,
    provider: urnOfReference(request.getProvider()),
    inputs: readableProperties(inputs),
    dependencies: request.getDependenciesList(),
    propertyDependencies: propertyDependenciesOf(request),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    deletedWith: request.getDeletedwith() || null,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    aliases: request.getAliasesList().map((alias) => aliasOf(alias, request, stack)),
    customTimeouts: timeoutsOf(request),
  };
}

/** Properties that depend on nothing are left out. */
function propertyDependenciesOf(request: RegisterResourceRequest): GraphResource["propertyDependencies"] {
  const all = request.getPropertydependenciesMap().getEntryList();
  const pairs = all.map(([name]): [string, readonly string[]] => [
    name,
    request.getPropertydependenciesMap().get(name)?.getUrnsList() ?? [],
  ]);
  return Object.fromEntries(pairs.filter(([, urns]) => urns.length > 0));
}

/** An alias says only what differs; the rest is the resource's own. */
function aliasOf(alias: Alias, request: RegisterResourceRequest, stack: StackName): string {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  const names = { project: spec.getProject() || stack.project, stack: spec.getStack() || stack.stack };
  const parent = spec.getNoparent() ? "" : spec.getParenturn() || request.getParent();
  return urnOf(names, parent, spec.getType() || request.getType(), spec.getName() || request.getName());
}

function timeoutsOf(request: RegisterResourceRequest): GraphResource["customTimeouts"] {
  const timeouts = request.getCustomtimeouts();
  const all = { create: timeouts?.getCreate(), update: timeouts?.getUpdate(), delete: timeouts?.getDelete() };
  const set = Object.entries(all).filter(([, duration]) => duration);
  return set.length === 0 ? null : Object.fromEntries(set);
}
