import { changedInputs } from "../diff/inputs";
import { isForcedAt, replaces } from "../diff/effects";
import type { WireProperties } from "../graph/wire";
import type { Difference } from "./simulated";
import { asResource, type Subject } from "./subject";

/** Paths of all inputs that differ, secrets compared by what they hold; what isn't known yet differs. */
export function differenceOf(subject: Subject, before: WireProperties, after: WireProperties): Difference {
  const [was, is] = [asResource(subject, before), asResource(subject, after)];
  const changed = changedInputs(was, is).map(({ path }) => path);
  const isForcing = (path: string) => replaces(subject.type, path) || isForcedAt(path, was, is);
  return { changed, replaces: changed.filter(isForcing) };
}
