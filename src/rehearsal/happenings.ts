import { runtime } from "@pulumi/pulumi";
import type { Graph } from "../graph/graph";
import type { WireProperties } from "../graph/wire";
import { afterRegionLoss, type RegionLoss } from "../recovery/region-loss";
import type { Happening } from "./scenarios";
import { type Existing, Refused, type RehearsedCloud } from "./simulated";
import type { Stage } from "./stage";
import { isObject } from "./values";

/** Changes the cloud without telling the engine: what of a stack is in it, the first one where nothing else is said. */
export function happen(stage: Stage, happening: Happening, stack = stage.stack.name): void {
  const { cloud } = stage;
  const there = existingOf(cloud, "ofFirst" in happening ? stage.stack.name : stack);
  switch (happening.kind) {
    case "drift": {
      const [changed, gone] = there.filter(({ type }) => type === happening.type);
      if (changed !== undefined) cloud.change(changed.urn, changed.id, { ...changed.inputs, ...happening.change });
      if (gone !== undefined) cloud.lose(gone.urn, gone.id);
      return;
    }
    case "drift everywhere":
      return driftEverywhere(stage, there);
    case "loss":
      return there.filter(({ type }) => happening.types.includes(type)).forEach(({ urn, id }) => cloud.lose(urn, id));
    case "loss of the region": {
      const gone = goneWithRegion(stage);
      for (const { urn, id } of there.filter((resource) => gone.has(resource.urn))) {
        cloud.lose(urn, id);
        stage.lost.add(urn);
      }
    }
  }
}

/** What of a stack exists, in the order of URNs. */
export const existingOf = ({ existing }: RehearsedCloud, stack: string): readonly Existing[] =>
  existing
    .filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`))
    .sort((one, other) => (one.urn < other.urn ? -1 : 1));

const goneWithRegion = (stage: Stage): ReadonlySet<string> => new Set(lossOf(stage).gone.map(({ urn }) => urn));

/** URNs of where the copies of the lost region's data are, as far as they are a part of the stack. */
export const placesOfCopies = (stage: Stage): readonly string[] => [
  ...new Set(
    lossOf(stage).data.flatMap(({ readable }) =>
      readable.flatMap(({ copy: { place } }) => (place === null ? [] : [place.urn])),
    ),
  ),
];

function lossOf({ subject }: Stage): RegionLoss {
  const rest = { mode: "update", componentOutputs: {}, invokes: [] } as const satisfies Partial<Graph>;
  return afterRegionLoss({ ...subject, ...rest });
}

function driftEverywhere({ cloud, subject }: Stage, there: readonly Existing[]): void {
  const ignored = new Map(subject.resources.map(({ urn, ignoreChanges }) => [urn, ignoreChanges]));
  const drifted = new Set<string>();
  for (const resource of there) {
    if (drifted.has(resource.type)) continue;
    if (meddle(cloud, resource, ignored.get(resource.urn) ?? [])) drifted.add(resource.type);
  }
}

/** Changes the first input that can be changed; false where there is none. */
function meddle(cloud: RehearsedCloud, { urn, id, inputs }: Existing, ignored: readonly string[]): boolean {
  const free = Object.entries(inputs).filter(([key]) => !ignored.some((path) => path.split(/[.[]/)[0] === key));
  return free
    .flatMap(([key, value]) => otherValues(value).map((other) => ({ ...inputs, [key]: other })))
    .some((changed) => {
      try {
        cloud.change(urn, id, changed);
        return true;
      } catch (error) {
        if (error instanceof Refused) return false;
        throw error;
      }
    });
}

/** Values that somebody may have set instead: of tags and the like, one more. Secrets and references to the engine's own are left alone. */
function otherValues(value: unknown): readonly unknown[] {
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [value + 1];
  if (typeof value === "string") return [`${value}-by-hand`];
  if (isTexts(value)) return [{ ...value, "changed-by": "hand" }];
  if (!isRecord(value)) return [];
  return Object.entries(value)
    .filter(([, inner]) => isTexts(inner))
    .flatMap(([key, inner]) => otherValues(inner).map((other) => ({ ...value, [key]: other })));
}

/** The engine's own kinds of values, such as secrets, have its signature. */
const isRecord = (value: unknown): value is WireProperties => isObject(value) && !(runtime.specialSigKey in value);

const isTexts = (value: unknown): value is WireProperties =>
  isRecord(value) && Object.values(value).length > 0 && Object.values(value).every((one) => typeof one === "string");
