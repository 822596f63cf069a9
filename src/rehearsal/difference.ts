import { changedInputs } from "../diff/inputs";
import { replaces } from "../diff/effects";
import type { WireProperties } from "../graph/wire";
import type { Difference } from "./simulated";
import { asResource, type Subject } from "./subject";

/** Paths of all inputs that differ, secrets compared by what they hold; what isn't known yet differs. */
export function differenceOf(subject: Subject, before: WireProperties, after: WireProperties): Difference {
  const changed = changedInputs(asResource(subject, before), asResource(subject, after)).map(({ path }) => path);
  return { changed, replaces: changed.filter((path) => replaces(subject.type, path)) };
}
