import type { WireProperties } from "../../graph/wire";
import { HEX, pick } from "../pick";
import type { Subject } from "../subject";
import { valueAt } from "../values";
import { AWS_ANSWERS } from "./aws";
import { AZURE_ANSWERS } from "./azure";
import { ATLAS_ANSWERS, CLOUDFLARE_ANSWERS, ELASTIC_ANSWERS, KUBERNETES_ANSWERS } from "./everywhere";
import { GCP_ANSWERS } from "./gcp";
import { GENERATED } from "./generated";
import { filled, outputsFrom, type Answers, type Filling, type VendorAnswers } from "./template";

/** Where a vendor's resources are, if their inputs don't say so. */
export interface Place {
  /** AWS account, Google Cloud project, Azure subscription. */
  readonly account: string;
  readonly region: string;
}

export type Places = Readonly<Partial<Record<string, Place>>>;

/** The accounts of the committed stack files; none of them exists. */
export const NOWHERE: Places = {
  aws: { account: "000000000000", region: "us-east-1" },
  gcp: { account: "sequelstring-placeholder", region: "us-central1" },
  "azure-native": { account: "00000000-0000-0000-0000-000000000000", region: "eastus2" },
};

const VENDORS: readonly VendorAnswers[] = [
  ...[AWS_ANSWERS, GCP_ANSWERS, AZURE_ANSWERS],
  ...[ATLAS_ANSWERS, CLOUDFLARE_ANSWERS, ELASTIC_ANSWERS, KUBERNETES_ANSWERS],
];

/** For a vendor that nobody has described: something to be known by. */
const ANYBODY: VendorAnswers = { prefix: "", usual: { id: "{name}-{hex:7}", named: "name" }, types: {} };

/** What a cloud says once it has made, or changed, a resource. */
export interface Answer {
  readonly id: string;
  /** All that was asked for, and all that the cloud adds; secrets are marked. */
  readonly state: WireProperties;
}

/**
 * The same for the same purpose and the same generation, so that a world can be made again.
 * @param purpose names this resource and no other one, from its making to its end
 * @param generation 1 when it is made, one more with each change
 */
export function answerTo(
  subject: Subject,
  inputs: WireProperties,
  purpose: string,
  generation: number,
  places: Places,
): Answer {
  const made = GENERATED[subject.type]?.(inputs, purpose);
  if (made !== undefined) return { id: made.id, state: { ...inputs, ...made } };
  const vendor = vendorAnswers(subject.type);
  const answers: Answers = { ...vendor.usual, ...vendor.types[subject.type.slice(vendor.prefix.length)] };
  const own = ownTexts(subject, inputs, purpose, answers, placeOf(vendor, subject, inputs, places));
  const filling: Filling = { purpose, generation, inputs, own };
  const id = String(filled(answers.id ?? vendor.usual.id, filling, "id"));
  return { id, state: { ...inputs, ...outputsFrom(answers, { ...filling, own: { ...own, id } }) } };
}

const vendorAnswers = (type: string): VendorAnswers => VENDORS.find(({ prefix }) => type.startsWith(prefix)) ?? ANYBODY;

function placeOf({ account, region }: VendorAnswers, { type }: Subject, inputs: WireProperties, places: Places): Place {
  const usual = places[type.split(":")[0] ?? ""];
  const said = (path: string | undefined, other: string | undefined) =>
    String((path === undefined ? undefined : valueAt(inputs, path)) ?? other ?? "");
  return { account: said(account, usual?.account), region: said(region, usual?.region) };
}

function ownTexts(
  subject: Subject,
  inputs: WireProperties,
  purpose: string,
  answers: Answers,
  place: Place,
): Readonly<Record<string, string>> {
  const asked = valueAt(inputs, answers.named ?? "name");
  // An empty name asks the provider to make one up, as none does.
  const name = typeof asked === "string" && asked !== "" ? asked : madeUpName(subject, purpose, answers);
  const namespace = valueAt(inputs, "metadata.namespace") ?? valueAt(inputs, "namespace");
  return { ...place, name, path: typeof namespace === "string" ? `${namespace}/${name}` : name };
}

const SUFFIX = 7;

/** The program's own name for it and seven digits, as Pulumi's providers do, cut to what the cloud allows. */
function madeUpName({ name }: Subject, purpose: string, { longest = 63 }: Answers): string {
  return `${name.slice(0, longest - SUFFIX - 1)}-${pick(HEX, SUFFIX, `${purpose} name`)}`;
}

/** Whether an input says what it is called: a second one can't be made before the first is gone. */
export const hasOwnName = (type: string, inputs: WireProperties): boolean => ownName(type, inputs) !== undefined;

/** What an input says that it is called. */
export function ownName(type: string, inputs: WireProperties): string | undefined {
  const vendor = vendorAnswers(type);
  const { named = vendor.usual.named } = vendor.types[type.slice(vendor.prefix.length)] ?? {};
  const name = valueAt(inputs, named);
  return typeof name === "string" && name !== "" ? name : undefined;
}
