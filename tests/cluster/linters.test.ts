import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { VERSIONS } from "../../src/conventions/versions";
import { graphOf, nameOfVariant, type Variant } from "../graphs";
import { publishedFor } from "./crds";
import { EXCEPTIONS, OPTIONAL } from "./exceptions";
import { lint } from "./linters";
import { groupKindOf, isUnpublished, UNPUBLISHED } from "./kinds";
import { objectsIn } from "./objects";
import { SCHEMA_LOCATION, writeSchemas } from "./schemas";
import { describeWithGo, STACKS } from "./suite";

/** One object as kube-score judges it. */
interface Score {
  readonly object_name: string;
  readonly checks: readonly {
    readonly check: { readonly id: string };
    /** From 1, critical, to 10, fine. */
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { readonly path: string; readonly summary: string }[] | null;
  }[];
}

/** What kubeconform has to say, of all objects that are not valid. */
interface Conformance {
  readonly resources: readonly { readonly kind: string; readonly name: string; readonly msg: string }[];
  readonly summary: Readonly<Record<"valid" | "invalid" | "errors" | "skipped", number>>;
}

const FINE = 10;
const stacks = STACKS.map((variant) => [nameOfVariant(variant), variant] as const);

describeWithGo("the manifests", () => {
  let schemas: string;
  beforeAll(() => {
    schemas = writeSchemas(publishedFor(STACKS.flatMap((variant) => objectsIn(graphOf(variant)))));
  });
  afterAll(() => rmSync(schemas, { recursive: true, force: true }));

  it.each(stacks)("of %s are valid for kubeconform", (_, variant) => {
    const { resources, summary } = conformanceOf(textOf(variant), schemas);
    expect(resources).toEqual([]);
    const objects = objectsIn(graphOf(variant));
    const skipped = objects.filter((object) => isUnpublished(groupKindOf(object))).length;
    expect(summary).toEqual({ valid: objects.length - skipped, invalid: 0, errors: 0, skipped });
  });

  it("would not be valid with an unknown field or a wrong type", () => {
    const text = textOf({ tier: "dev" });
    expect(text).toContain('"minReadySeconds":5');
    const unknown = text.replace('"minReadySeconds":5', '"minReadySecond":5');
    expect(conformanceOf(unknown, schemas).summary.invalid).toBe(1);
    const mistyped = text.replace('"minReadySeconds":5', '"minReadySeconds":"5"');
    expect(conformanceOf(mistyped, schemas).summary.invalid).toBe(1);
  });

  it.each(stacks)("of %s pass kube-score", (_, variant) => {
    expect(findingsIn(textOf(variant)).filter(([check, object]) => !isException(check, object))).toEqual([]);
  });

  it("need each exception that kube-score is given", () => {
    const found = new Set(STACKS.flatMap((variant) => findingsIn(textOf(variant)).map(([check]) => check)));
    expect(Object.keys(EXCEPTIONS).filter((check) => !found.has(check))).toEqual([]);
  });
});

function isException(check: string, object: string): boolean {
  const exception = EXCEPTIONS[check];
  return exception !== undefined && (exception.objects?.test(object) ?? true);
}

const textOf = (variant: Variant) =>
  objectsIn(graphOf(variant))
    .map((object) => JSON.stringify(object))
    .join("\n---\n");

function conformanceOf(text: string, schemas: string): Conformance {
  const skipped = Object.values(UNPUBLISHED).flatMap(({ kinds }) => kinds);
  const location = ["-schema-location", `${schemas}/${SCHEMA_LOCATION}`];
  const args = ["-strict", "-summary", "-output", "json", "-skip", skipped.join(","), ...location];
  return lint("kubeconform", args, text) as Conformance;
}

function findingsIn(text: string): readonly (readonly [check: string, object: string, why: string])[] {
  const optional = OPTIONAL.flatMap((check) => ["--enable-optional-test", check]);
  const version = ["--kubernetes-version", `v${VERSIONS.kubernetes.version}`];
  const scores = lint(
    "kube-score",
    ["score", "--output-format", "json", ...version, ...optional, "-"],
    text,
  ) as Score[];
  return scores.flatMap(({ object_name, checks }) =>
    checks
      .filter(({ skipped, grade }) => !skipped && grade < FINE)
      .map(({ check, comments }) => {
        const reasons = comments?.map(({ path, summary }) => `${path} ${summary}`.trim()) ?? [];
        return [check.id, object_name, reasons.join("; ")] as const;
      }),
  );
}
