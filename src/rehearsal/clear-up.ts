import { existingOf } from "./happenings";
import { plainId } from "./realms";
import type { Stage } from "./stage";
import type { RehearsedStack } from "./stack";
import type { Pending } from "./state";
import { subjectOf } from "./subject";

/**
 * What the runbook does about an engine that died: its lock is taken away, what it had begun is looked at, and what the cloud has made of
 * that and nobody knows is taken over. (`pulumi refresh --import-pending-creates` forgets it instead, as of 3.248.)
 */
export async function clearUp({ cloud, workspace }: Stage, stack: RehearsedStack): Promise<void> {
  await stack.manage("cancel", "--yes", stack.name);
  const { pending } = await stack.state();
  await stack.manage("refresh", "--yes", "--skip-preview", "--clear-pending-creates");
  const begun = new Map(
    pending.filter(({ type }) => type === "creating").map((operation) => [operation.urn, operation]),
  );
  const known = new Set((await stack.state()).resources.map(({ urn, id }) => `${urn} ${id ?? ""}`));
  const orphans = existingOf(cloud, stack.name).flatMap(({ urn, id }) => {
    const operation = known.has(`${urn} ${plainId(id)}`) ? undefined : begun.get(urn);
    return operation === undefined ? [] : [{ ...operation, id: plainId(id) }];
  });
  if (orphans.length === 0) return;
  workspace.write("orphans.json", JSON.stringify(importOf(orphans)));
  const options = ["--yes", "--skip-preview", "--protect=false", "--generate-code=false"];
  await stack.manage("import", "--file", "orphans.json", ...options);
}

/** The file that `pulumi import` takes: relatives are named in a table of URNs. */
function importOf(orphans: readonly (Pending & { readonly id: string })[]) {
  const relatives = orphans.flatMap(({ parent, provider }) => [parent, provider]).filter((urn) => urn !== undefined);
  const names = new Map([...new Set(relatives)].map((urn, index) => [urn, `relative${index}`]));
  const nameOf = (urn: string | undefined) => (urn === undefined ? undefined : names.get(urn));
  return {
    nameTable: Object.fromEntries([...names].map(([urn, name]) => [name, urn])),
    resources: orphans.map(({ urn, id, parent, provider }) => {
      const { type, name } = subjectOf(urn);
      return { type, name, id, parent: nameOf(parent), provider: nameOf(provider) };
    }),
  };
}
