import { secretOnWire, type WireProperties } from "../../graph/wire";
import { BASE64, DIGITS, HEX, LETTERS, LOWER, pick, pickUuid } from "../pick";
import { isObject, isSecret, valueAt } from "../values";

/**
 * What a cloud answers, with places in braces that are filled in for each resource:
 * `{hex:17}`, `{digits:12}`, `{lower:8}`, `{letters:8}`, `{base64:32}`, `{uuid}` look random and stay the same as long as the resource lives;
 * `{turn:32}` is another one after every change, `{generation}` counts them; `{id}`, `{name}`, `{region}`, `{account}` are the resource's own;
 * everything else is the path of an input. A text that is one place only keeps the type of what fills it.
 */
export type Template = string | number | boolean | readonly Template[] | { readonly [key: string]: Template };

/** How a vendor answers for one type. */
export interface Answers {
  /** A template; what the vendor says where nothing is said. */
  readonly id?: string;
  /** Path of the input that is its name; the vendor's own where nothing is said. */
  readonly named?: string;
  /** Most characters that a name has which the provider makes up. */
  readonly longest?: number;
  /** Outputs by property. Inside an input, they come on top of what was asked for; one item of a list stands for every item of the input's. */
  readonly outputs?: Readonly<Record<string, Template>>;
  /** Outputs that the provider marks as secret. */
  readonly secret?: readonly string[];
}

/** A vendor's types, each where it differs from the rest. */
export interface VendorAnswers {
  /** Prefix of its types. */
  readonly prefix: string;
  /** For every type. */
  readonly usual: Answers & { readonly id: string; readonly named: string };
  readonly types: Readonly<Record<string, Answers>>;
  /** Where account and region are, if an input says so. */
  readonly account?: string;
  readonly region?: string;
}

/** What fills the places. */
export interface Filling {
  /** The same for a resource as long as it lives, and for no other one. */
  readonly purpose: string;
  readonly generation: number;
  readonly inputs: WireProperties;
  readonly own: Readonly<Record<string, string>>;
}

const ALPHABETS: Readonly<Record<string, string>> = {
  hex: HEX,
  digits: DIGITS,
  lower: LOWER,
  letters: LETTERS,
  base64: BASE64,
};

const PLACE = /\{([^{}]+)\}/g;

/** @param path where in the outputs it is: two places of one resource look different */
export function filled(template: Template, filling: Filling, path: string, input?: unknown): unknown {
  if (typeof template !== "object") {
    // What was asked for stays; an empty text asks for nothing.
    if (input !== undefined && input !== "") return input;
    return typeof template === "string" ? filledText(template, filling, path) : template;
  }
  if (isList(template)) return filledList(template, filling, path, input);
  const asked = isObject(input) ? input : {};
  const made = Object.entries(template).map(([key, part]) => [
    key,
    filled(part, filling, `${path}.${key}`, asked[key]),
  ]);
  return { ...asked, ...(Object.fromEntries(made) as WireProperties) };
}

const isList = (template: Template): template is readonly Template[] => Array.isArray(template);

function filledList(parts: readonly Template[], filling: Filling, path: string, input: unknown): readonly unknown[] {
  const [first] = parts;
  if (!Array.isArray(input) || first === undefined)
    return parts.map((part, index) => filled(part, filling, `${path}[${index}]`));
  return input.map((item: unknown, index) => filled(first, filling, `${path}[${index}]`, item));
}

function filledText(text: string, filling: Filling, path: string): unknown {
  const whole = /^\{([^{}]+)\}$/.exec(text)?.[1];
  if (whole !== undefined) return inPlace(whole, filling, path);
  return text.replaceAll(PLACE, (_, place: string) => String(inPlace(place, filling, path)));
}

function inPlace(place: string, { purpose, generation, inputs, own }: Filling, path: string): unknown {
  const [kind = "", count = ""] = place.split(":");
  const alphabet = ALPHABETS[kind];
  if (alphabet !== undefined) return pick(alphabet, Number(count), `${purpose} ${path}`);
  if (kind === "uuid") return pickUuid(`${purpose} ${path}`);
  if (kind === "turn") return pick(LETTERS, Number(count), `${purpose} ${path} ${generation}`);
  if (kind === "generation") return generation;
  return own[place] ?? valueAt(inputs, place) ?? "";
}

/** All outputs of a type. */
export function outputsFrom({ outputs = {}, secret = [] }: Answers, filling: Filling): WireProperties {
  const made = Object.entries(outputs).map(([property, template]) => {
    const input = filling.inputs[property];
    const value = filled(template, filling, property, isSecret(input) ? input.value : input);
    return [property, isSecret(input) || secret.includes(property) ? secretOnWire(value) : value];
  });
  return Object.fromEntries(made) as WireProperties;
}
