import { describe, expect, it } from "vitest";
import { contractOf, THIRD_PARTIES } from "../../stacks";
import { SECRET, type Value } from "../../src/graph/graph";
import { read } from "../../src/policy/values";
import { cloudOf } from "../clouds";
import { ALL_VARIANTS, CANARY, graphOf, modesOf, nameOfVariant } from "../graphs";

/** Inputs that every vendor calls by such names: who reads one of these can use what it opens. */
const OPENS = /(password|private_?key(pem)?|api_?key|secretkey|(api|access|auth)_?token)$/i;

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  it.each(modesOf(variant))("shows no secret's value (%s)", (mode) => {
    expect(JSON.stringify(graphOf({ ...variant, mode }))).not.toMatch(CANARY);
  });

  const graph = graphOf(variant);
  const store = cloudOf(variant).secrets;
  const ofType = (type: string) => graph.resources.filter((resource) => resource.type === type);

  it("brings every key that is set to the secret store, and to no other place of the CRM's", () => {
    const current = ofType(store.secret).filter((secret) => !store.isCopy(secret));
    const keys = current.map(store.keyOf);
    const own = store.credentials(contractOf(variant.tier, variant.phase ?? null));
    const expected = [...THIRD_PARTIES, "mongodb-uri", "redis-url", ...own];
    expect(keys.sort()).toEqual(expected.map((name) => `${store.prefix(graph.stack)}${name}`).sort());
  });

  it("gives the store every value as a secret, and no other way", () => {
    const versions = ofType(store.version);
    expect(versions).toHaveLength(ofType(store.secret).length);
    for (const version of versions) expect([version.name, read(version, store.value)]).toEqual([version.name, SECRET]);
  });

  it("keeps whatever opens something secret, wherever it is handed over", () => {
    // Manifests only name where a secret is kept: tests/contract/settings.test.ts.
    const given = graph.resources.filter(({ type }) => !type.startsWith("kubernetes:"));
    const handed = given.flatMap(({ name, inputs }) => opening(inputs, name));
    expect(handed.filter(([, value]) => value !== SECRET)).toEqual([]);
    const places = handed.map(([place]) => place);
    expect(places).toEqual(expect.arrayContaining([...store.opens, "cloudflare.apiToken"]));
  });
});

/** Every text or number under a name that opens something, and where it is. */
function opening(value: Value, path: string): readonly (readonly [string, Value])[] {
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => opening(inner, `${path}.${key}`));
  return typeof value === "string" && OPENS.test(path) ? [[path, value]] : [];
}
