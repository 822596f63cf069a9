import { RULES } from "./baselines";
import type { Rule } from "./rule";

/** One of AICPA's Trust Services Criteria (2017, points of focus of 2022), and the rules that show that it is met. */
export interface Criterion {
  readonly id: string;
  /** What it asks, in short. */
  readonly asks: string;
  readonly rules: readonly string[];
}

const ids = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Every rule shows something; what criteria ask of people and processes is shown by nothing here. */
export const CRITERIA: readonly Criterion[] = [
  {
    id: "CC6.1",
    asks: "who gets at information is known: identities, keys, encryption, an owner for everything there is",
    rules: ids(`
      I01 I02 I03 I04 K01 K02 K03 K05 S01 S03 E03 E07 E10 E12 E13 E14 R01 R03 O01 O03 O07 B04 B05 C03 M03 M04 M05
      G10 G12 G13 G15 G18 G21 G23 G24 G28 G29 G31 G34 G35 G36
      Z01 Z02 Z03 Z05 Z06 Z07 Z14 Z18 Z20 Z23 Z24 Z28 Z31 Z39 Z49 Z54 A45 A47 P59 P62 P64 X01 X02 X03`),
  },
  {
    id: "CC6.3",
    asks: "rights are the least that a task needs",
    rules: ids("I01 I02 I03 K02 O07 G27 G29 G31 G34 G36 Z20 Z49 A47 P59 P62"),
  },
  {
    id: "CC6.6",
    asks: "whatever is outside stays outside",
    rules: ids(`
      N02 N04 N05 N06 N07 N09 N10 E01 E02 E09 E15 L01 L04 L08 W01 W03 C04 C05 C06 R06 O04 B01
      G01 G03 G04 G05 G06 G08 G09 G14 G25 G27 G39
      Z04 Z09 Z16 Z19 Z22 Z27 Z29 Z30 Z34 Z35 Z37 Z38 Z40 Z41 Z42 Z44 Z45 Z46 Z48 A46 A50 F52 F53 P60 P63 X07`),
  },
  {
    id: "CC6.7",
    asks: "information that travels is read by nobody on the way",
    rules: ids(`
      L06 L07 C01 C02 R02 O01 O02 B02 G32 G33 G40 G41 G42 Z25 Z26 Z35 Z38 Z39 Z45 Z47 A44 F51 F54 X06`),
  },
  {
    id: "CC6.8",
    asks: "no software runs that nobody let in",
    rules: ids("E11 M08 G20 G22 G43 Z08 Z12 Z48 P55 P56 P57 P58"),
  },
  {
    id: "CC7.1",
    asks: "weaknesses are found and closed",
    rules: ids("E05 E06 E11 R06 M08 G11 G20 G43 Z08 Z10 Z11 Z13 Z53"),
  },
  {
    id: "CC7.2",
    asks: "what is unusual is recorded and noticed",
    rules: ids(`
      N03 E04 L02 W02 C07 O05 M01 M02 G02 G05 G07 G16 G17 G37 G38 Z13 Z43 Z50 Z51 Z52 Z53 A48`),
  },
  {
    id: "CC8.1",
    asks: "nothing changes that nobody meant to change",
    rules: ids(`
      N01 N08 I05 K04 E08 L03 R07 O08 B09 M06 M07 M08 G19 G26 G30 G43 Z21 P58 X01 X04`),
  },
  {
    id: "A1.2",
    asks: "a failure takes neither the service nor its data",
    rules: ids(`
      N01 N11 K04 S02 L05 R04 R05 O06 B03 B08 M04 G26 G30 G32 G33 Z15 Z17 Z21 Z32 Z33 Z36 Z37 Z40 Z45 Z46 A44 A49 P57 P61 X04`),
  },
  {
    id: "C1.2",
    asks: "what is no longer needed is disposed of",
    rules: ids("B06 B07 X05"),
  },
];

/** Benchmarks as they are named in a rule's reference: `CIS AWS 3.7`; without a name, its own vendor's is meant. */
const BENCHMARKS: Readonly<Record<string, string>> = {
  AWS: "CIS AWS Foundations 3.0",
  G: "CIS Google Cloud Foundations 4.0",
  GKE: "CIS GKE",
  Z: "CIS Azure Foundations 6.0",
  Kubernetes: "CIS Kubernetes",
};

/** A recommendation of a benchmark, or several in a row: `3.1`, `3.3-3.5`. */
export interface Recommendation {
  readonly benchmark: string;
  readonly id: string;
  readonly rules: readonly string[];
}

/** Every recommendation of CIS that a rule refers to, in the order of the benchmarks and their numbers. */
export function recommendations(rules: readonly Rule[] = RULES): readonly Recommendation[] {
  const found = rules.flatMap((rule) => cisOf(rule).map((one) => ({ ...one, rule: rule.id })));
  const known = [...new Set(found.map(({ benchmark, id }) => `${benchmark}\n${id}`))];
  const all = known.map((key) => {
    const [benchmark = "", id = ""] = key.split("\n");
    const own = found.filter((one) => one.benchmark === benchmark && one.id === id);
    return { benchmark, id, rules: [...new Set(own.map(({ rule }) => rule))] };
  });
  const order = Object.values(BENCHMARKS);
  return all.sort(
    (one, other) =>
      order.indexOf(one.benchmark) - order.indexOf(other.benchmark) ||
      one.id.localeCompare(other.id, "en-US", { numeric: true }),
  );
}

const NUMBER = String.raw`\d+(?:\.\d+)*`;
const NUMBERS = new RegExp(`CIS (?:([A-Z]\\w+) )?(${NUMBER}(?:(?:-|/|, )${NUMBER})*)`, "g");

/** What of CIS a rule's reference names. */
export function cisOf({ id, reference }: Rule): readonly Pick<Recommendation, "benchmark" | "id">[] {
  return [...reference.matchAll(NUMBERS)].flatMap(([, name = id.charAt(0), numbers = ""]) => {
    const benchmark = BENCHMARKS[name] ?? name;
    return numbers.split(/, |\//).map((number) => ({ benchmark, id: number }));
  });
}

/** The criteria that a rule is shown for. */
export const criteriaOf = ({ id }: Rule): readonly string[] =>
  CRITERIA.filter(({ rules }) => rules.includes(id)).map((criterion) => criterion.id);
