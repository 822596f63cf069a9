import { z } from "zod";
import type { GraphResource } from "../graph/graph";
import { plain, read, Unreadable } from "./values";

const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const principals = z
  .union([z.literal("*").transform(() => ({ AWS: ["*"] })), z.record(z.string(), oneOrMany)])
  .transform((kinds) => Object.values(kinds).flat());

const statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(["Allow", "Deny"]),
    Principal: principals.default([]),
    NotPrincipal: principals.optional(),
    Action: oneOrMany.default([]),
    NotAction: oneOrMany.optional(),
    Resource: oneOrMany.default([]),
    NotResource: oneOrMany.optional(),
    Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  })
  .readonly();

const document = z.object({ Statement: z.union([statement.transform((one) => [one]), z.array(statement).min(1)]) });

/** A statement of an IAM policy, with every "one or many" as a list. */
export type Statement = z.infer<typeof statement>;

/**
 * The statements of a policy document that a resource carries, as text or as an object.
 * @throws Unreadable where there is none, or where it is not a policy document
 */
export function statementsOf(resource: GraphResource, path: string): readonly Statement[] {
  const value = read(resource, path);
  const found = document.safeParse(typeof value === "string" ? parsed(value, path) : value);
  if (!found.success) throw new Unreadable(path, value);
  const statements = found.data.Statement;
  statements.flatMap(({ Action }) => Action).forEach((action) => plain(action, path));
  return statements;
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable(path, text);
  }
}
