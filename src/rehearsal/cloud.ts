import { isFilledIn } from "../graph/symbols";
import type { WireProperties } from "../graph/wire";
import { callFor } from "./credentials";
import { differenceOf } from "./difference";
import { messageOf, nameOf, type Fault, type Operation } from "./faults";
import type { Departure, Journal } from "./journal";
import { minutesFor, wait, type Latency } from "./latency";
import { answerTo, NOWHERE, type Answer, type Places } from "./outputs";
import { wrongAddresses } from "./refusals/addresses";
import { idIn, plainId } from "./realms";
import { deletionOf } from "./refusals/deletion";
import { Newcomers } from "./refusals/early";
import { takenId, takenName } from "./refusals/existence";
import { wrongInputs } from "./refusals/inputs";
import { missingReference } from "./refusals/references";
import { HalfMade, Refused, type Existing, type RehearsedCloud } from "./simulated";
import { subjectOf, type Subject } from "./subject";
import { UNKNOWN_ON_WIRE } from "./values";
import { World, type Resident } from "./world";

export interface CloudOptions {
  /** The state of the world, in memory or in a file: a cloud that is given the same one again is the same cloud. */
  readonly journal: Journal;
  /** All that looks random follows from it, and so does the key that secrets are sealed with. */
  readonly seed: string;
  /** What goes wrong, each once in the life of the journal. */
  readonly faults?: readonly Fault[];
  /** Nothing takes any time if nothing is said. */
  readonly latency?: Latency;
  /** Where resources are, by the vendor's package. */
  readonly places?: Places;
}

/** It went with what it was in, nobody heard that it was deleted, or somebody took it: "not found" is as good as done. */
const GONE_ALREADY: readonly Departure[] = ["alongside", "unheard", "lost"];

const AT_ONCE: Latency = { millisecondsPerMinute: 0 };

/** @throws Error for a journal that was written with another seed, as soon as it holds a secret */
export const simulatedCloud = (options: CloudOptions): RehearsedCloud => new Cloud(options);

class Cloud implements RehearsedCloud {
  hanging = 0;
  private readonly world: World;
  private readonly newcomers = new Newcomers();
  private readonly latency: Latency;

  constructor(private readonly options: CloudOptions) {
    this.world = new World(options.journal, options.seed);
    this.latency = options.latency ?? AT_ONCE;
  }

  get existing(): readonly Existing[] {
    return this.world.all;
  }

  check = (urn: string, inputs: WireProperties) => wrongInputs(subjectOf(urn), inputs);

  diff = (urn: string, before: WireProperties, after: WireProperties) => differenceOf(subjectOf(urn), before, after);

  read = (urn: string, id: string) => this.world.find(urn, id);

  fill = (urn: string, id: string): void => this.world.fill(this.resident(urn, id));

  lose = (urn: string, id: string): void => this.world.remove(this.resident(urn, id), "lost");

  get struck(): readonly string[] {
    return this.world.allStruck;
  }

  invoke = (token: string, args: WireProperties) => callFor(this.world, this.options.seed, token, args);

  preview(urn: string, inputs: WireProperties): WireProperties {
    const subject = subjectOf(urn);
    const { state } = this.answer(subject, inputs, 1, this.world.countOf(urn) + 1);
    const shown = Object.keys(state).map((property) => {
      const isKnown = property in inputs && !isFilledIn(subject.type, property);
      return [property, isKnown ? inputs[property] : UNKNOWN_ON_WIRE];
    });
    return Object.fromEntries(shown) as WireProperties;
  }

  async create(urn: string, inputs: WireProperties, realm?: string): Promise<Existing> {
    const subject = subjectOf(urn);
    this.verify(subject, inputs);
    const { id: plain, state } = this.answer(subject, inputs, 1, this.world.countOf(urn) + 1);
    const id = idIn(realm, plain);
    refuse(takenId(this.world, subject, id, inputs));
    const fault = this.strike("create", subject);
    const patience = this.patience(subject, inputs);
    await wait(() => patience + minutesFor("create", subject, inputs), this.latency);
    // Somebody else may have been faster.
    refuse(takenId(this.world, subject, id, inputs));
    this.world.write("create", { urn, id, inputs, state, well: fault === undefined, generation: 1 });
    return this.told(subject, id, fault);
  }

  async update(urn: string, id: string, inputs: WireProperties): Promise<Existing> {
    const subject = subjectOf(urn);
    const changed = this.changesOf(subject, id, inputs);
    const fault = this.strike("update", subject);
    await wait(() => minutesFor("update", subject, inputs, changed), this.latency);
    this.rewrite(subject, id, inputs, changed, fault === undefined);
    return this.told(subject, id, fault);
  }

  change(urn: string, id: string, inputs: WireProperties): void {
    const subject = subjectOf(urn);
    this.rewrite(subject, id, inputs, this.changesOf(subject, id, inputs), true);
  }

  /** @throws Refused where these are no inputs for it, or not without making it anew */
  private changesOf(subject: Subject, id: string, inputs: WireProperties): readonly string[] {
    const { changed, replaces } = this.diff(subject.urn, this.resident(subject.urn, id).inputs, inputs);
    refuse(replaces[0] === undefined ? undefined : `ValidationException: ${replaces[0]} of ${id} can't be changed`);
    this.verify(subject, inputs);
    return changed;
  }

  private rewrite(
    subject: Subject,
    id: string,
    inputs: WireProperties,
    changed: readonly string[],
    well: boolean,
  ): void {
    const { urn } = subject;
    // To ask for the same again only heals.
    const generation = this.resident(urn, id).generation + (changed.length > 0 ? 1 : 0);
    const { state } = this.answer(subject, inputs, generation, this.world.countOf(urn));
    this.world.write("update", { urn, id, inputs, state, well, generation });
  }

  async delete(urn: string, id: string): Promise<void> {
    const departure = this.world.departed(urn, id)?.departure;
    if (departure !== undefined && GONE_ALREADY.includes(departure)) return;
    const subject = subjectOf(urn);
    const resident = this.resident(urn, id);
    refuse(this.unreachable(subject));
    const isAbandoned = resident.inputs["deletionPolicy"] === "ABANDON";
    const { going, refusal } = deletionOf(this.world, resident);
    if (!isAbandoned) refuse(refusal);
    const fault = this.strike("delete", subject);
    await wait(() => minutesFor("delete", subject, resident.inputs), this.latency);
    const gone = isAbandoned ? "abandoned" : "deleted";
    for (const one of isAbandoned ? [] : going.slice(0, -1)) this.world.remove(one, "alongside");
    this.world.remove(resident, fault === undefined ? gone : "unheard");
    if (fault?.kind === "killed") return this.hang();
    if (fault !== undefined) throw new Refused(messageOf(fault));
  }

  /** Whoever asked is killed before the answer arrives. */
  private hang(): Promise<never> {
    this.hanging += 1;
    return new Promise(() => undefined);
  }

  private answer(subject: Subject, inputs: WireProperties, generation: number, count: number): Answer {
    const purpose = `${this.options.seed} ${subject.urn} ${count}`;
    return answerTo(subject, inputs, purpose, generation, this.options.places ?? NOWHERE);
  }

  /** @throws Refused */
  private resident(urn: string, id: string): Resident {
    const found = this.world.find(urn, id);
    if (found === undefined) throw new Refused(`there is no ${subjectOf(urn).type} with the id ${id}`);
    return found;
  }

  private verify(subject: Subject, inputs: WireProperties): void {
    const [wrong] = wrongInputs(subject, inputs);
    refuse(wrong === undefined ? undefined : `${wrong.property}: ${wrong.reason}`);
    refuse(missingReference(this.world, subject, inputs) ?? wrongAddresses(this.world, subject, inputs));
    refuse(takenName(this.world, subject, inputs));
  }

  /** An object can't even be deleted without its cluster. */
  private unreachable({ type }: Subject): string | undefined {
    if (!type.startsWith("kubernetes:")) return undefined;
    const missing = missingReference(this.world, { urn: "", type: "kubernetes:", name: "" }, {});
    return missing === undefined ? undefined : "configured Kubernetes cluster is unreachable";
  }

  /** Minutes until the cloud knows everything that a request names. */
  private patience(subject: Subject, inputs: WireProperties): number {
    let minutes = 0;
    for (let early = this.newcomers.named(subject, inputs); early; early = this.newcomers.named(subject, inputs)) {
      refuse(early.refusal);
      minutes = Math.max(minutes, early.minutes);
    }
    return minutes;
  }

  /**
   * The fault that strikes, if one is left: those after which nothing happened are told at once.
   * @throws Refused
   */
  private strike(operation: Operation, { type, urn }: Subject): Fault | undefined {
    const fault = (this.options.faults ?? []).find(
      (one) =>
        one.operation === operation &&
        one.type === type &&
        (one.urn ?? urn) === urn &&
        !this.world.hasStruck(nameOf(one)),
    );
    if (fault === undefined) return undefined;
    this.world.strike(nameOf(fault));
    if (fault.kind === "error" || fault.kind === "throttled") throw new Refused(messageOf(fault));
    return fault;
  }

  /** @throws HalfMade */
  private async told(subject: Subject, id: string, fault: Fault | undefined): Promise<Existing> {
    const resident = this.resident(subject.urn, id);
    this.newcomers.welcome(resident);
    if (fault?.kind === "killed") await this.hang();
    if (fault !== undefined) throw new HalfMade(messageOf(fault), plainId(id), resident.state);
    return resident;
  }
}

/** @throws Refused where there is a reason */
function refuse(reason: string | undefined): void {
  if (reason !== undefined) throw new Refused(reason);
}
