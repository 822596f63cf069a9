import { z } from "zod";
import { schema } from "./schema";

/** What is said about a key when its value is refused. */
export interface Hint {
  readonly allowed: string;
  /** A key, at or below the refused one, and a value that it would take. */
  readonly path: readonly PropertyKey[];
  readonly example: string;
}

/** What may stand at `path`. */
export function hintAt(path: readonly PropertyKey[]): Hint {
  return hintOf(schemaAt(path), path);
}

/** The keys of the object at `path`. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  return Object.keys(shapeOf(schemaAt(path)));
}

/** Those of them that can't be left out. */
export function requiredKeysAt(path: readonly PropertyKey[]): readonly string[] {
  const fields = Object.entries(shapeOf(schemaAt(path)));
  return fields.filter(([, field]) => field === inner(field)).map(([name]) => name);
}

/** The refused value itself may have the wrong form: then the hint is about the first key or element in it. */
function hintOf(at: z.ZodType, path: readonly PropertyKey[]): Hint {
  const here = inner(at);
  if (here instanceof z.ZodArray) {
    const element = hintOf(here.element as z.ZodType, [...path, 0]);
    return { ...element, allowed: `a list, each entry: ${element.allowed}` };
  }
  const [first] = Object.entries(shapeOf(at));
  if (first === undefined) return { path, ...(here.meta() as Pick<Hint, "allowed" | "example">) };
  return { ...hintOf(first[1], [...path, first[0]]), allowed: `an object with ${keysAt(path).join(", ")}` };
}

function schemaAt(path: readonly PropertyKey[]): z.ZodType {
  return path.reduce<z.ZodType>((at, step) => {
    const here = inner(at);
    return (here instanceof z.ZodArray ? (here.element as z.ZodType) : shapeOf(here)[String(step)]) ?? here;
  }, schema);
}

function shapeOf(at: z.ZodType): Readonly<Record<string, z.ZodType>> {
  const here = inner(at);
  return here instanceof z.ZodObject ? here.shape : {};
}

/** The schema below `optional` and `default`. */
function inner(at: z.ZodType): z.ZodType {
  return at instanceof z.ZodOptional || at instanceof z.ZodDefault ? inner(at.unwrap() as z.ZodType) : at;
}
