import type { Graph, GraphResource } from "../graph/graph";
import type { WireProperties } from "../graph/wire";
import { waitsOf } from "../timeline/order";
import {
  disagreement,
  existingOf,
  inOrder,
  needsOf,
  NOTHING,
  withIgnored,
  type Checkpoint,
  type Disagreement,
  type Held,
} from "./checkpoint";
import type { Operation } from "./faults";
import { hasOwnName } from "./outputs";
import { HalfMade, Refused, type SimulatedCloud } from "./simulated";
import { Symbols } from "./symbols";

export interface Failed {
  readonly urn: string;
  readonly operation: "check" | "replace" | Operation;
  /** What the cloud said. */
  readonly message: string;
}

/** What a run has done; all lists are of URNs, in order. */
export interface Run extends Disagreement {
  readonly checkpoint: Checkpoint;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly replaced: readonly string[];
  readonly deleted: readonly string[];
  readonly failed: readonly Failed[];
  /** Not tried: they wait for what failed, or something that can't go depends on them. */
  readonly skipped: readonly string[];
}

export interface DriverOptions {
  /** The state that the last run has left. */
  readonly checkpoint?: Checkpoint;
  /** What every secret of the graph is. */
  readonly secret?: string;
}

/** Providers are no resources of a cloud. */
const isMade = ({ custom, type }: GraphResource): boolean => custom && !type.startsWith("pulumi:providers:");

/**
 * What `pulumi up` does, without the program and the engine: makes a recorded graph in the order of its dependencies, changes what differs,
 * and then deletes what the graph no longer has.
 */
export const up = (cloud: SimulatedCloud, graph: Graph, options: DriverOptions = {}): Promise<Run> =>
  new Driver(cloud, options).up(graph);

/** What `pulumi destroy` does: everything goes, each before what it depends on. What is protected stays, and what it needs. */
export const down = (cloud: SimulatedCloud, checkpoint: Checkpoint): Promise<Run> =>
  new Driver(cloud, { checkpoint }).down();

/** One run; it keeps the state that the next one begins with. */
class Driver {
  private readonly held: Map<string, Held>;
  private needs: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  private readonly retained = new Set<string>();
  private readonly created: string[] = [];
  private readonly updated: string[] = [];
  private readonly replaced: string[] = [];
  private readonly deleted: string[] = [];
  private readonly failed: Failed[] = [];
  private readonly skipped: string[] = [];

  constructor(
    private readonly cloud: SimulatedCloud,
    private readonly options: DriverOptions,
  ) {
    this.held = new Map(options.checkpoint ?? NOTHING);
  }

  async up(graph: Graph): Promise<Run> {
    const { resources, of, order } = waitsOf(graph.resources);
    const symbols = new Symbols(graph, this.options.secret ?? "secret");
    this.needs = needsOf(graph);
    // Places in the graph: URNs would be hashed over and over.
    const troubled = new Set<number>();
    for (const place of order) {
      const resource = resources[place];
      if (resource === undefined) continue;
      const mustWait = (of[place] ?? []).some((waited) => troubled.has(waited));
      if (mustWait) this.skipped.push(resource.urn);
      const isWell = !mustWait && (!isMade(resource) || (await this.make(resource, symbols)));
      if (!isWell) troubled.add(place);
    }
    const wanted = new Set(graph.resources.map(({ urn }) => urn));
    await this.deleteAll(({ resource }) => !wanted.has(resource.urn));
    return this.result();
  }

  async down(): Promise<Run> {
    await this.deleteAll(() => true);
    return this.result();
  }

  /** @returns whether all went well */
  private async make(resource: GraphResource, symbols: Symbols): Promise<boolean> {
    const before = this.held.get(resource.urn);
    const failures = this.failed.length;
    try {
      const asked = symbols.inputsOf(resource, (urn) => this.existing(urn));
      const inputs = before === undefined ? asked : withIgnored(resource, before.inputs, asked);
      const [wrong] = this.cloud.check(resource.urn, inputs);
      if (wrong !== undefined) this.fail(resource, "check", `${wrong.property}: ${wrong.reason}`);
      else if (before !== undefined) await this.change(before, resource, inputs);
      else if (await this.create(resource, inputs)) this.created.push(resource.urn);
    } catch (error) {
      this.fail(resource, "check", messageOf(error));
    }
    return this.failed.length === failures;
  }

  private async create(resource: GraphResource, inputs: WireProperties): Promise<boolean> {
    return this.ask(resource, "create", inputs, () => this.cloud.create(resource.urn, inputs));
  }

  private async change(before: Held, resource: GraphResource, inputs: WireProperties): Promise<void> {
    const { changed, replaces } = this.cloud.diff(resource.urn, before.inputs, inputs);
    if (replaces.length > 0) return this.replace(before, resource, inputs);
    if (changed.length === 0 && before.well) {
      this.held.set(resource.urn, { ...before, resource, needs: this.needsOf(resource) });
      return;
    }
    const isThere = await this.ask(resource, "update", inputs, () =>
      this.cloud.update(resource.urn, before.id, inputs),
    );
    if (isThere) this.updated.push(resource.urn);
  }

  /** What has a name of its own can't be there twice: the old one goes first, as with Pulumi's providers. */
  private async replace(before: Held, resource: GraphResource, inputs: WireProperties): Promise<void> {
    if (before.resource.protect) {
      this.fail(resource, "replace", "it is protected");
      return;
    }
    const isFirst = hasOwnName(resource.type, inputs);
    if (isFirst && !(await this.remove(before))) return;
    if (await this.create(resource, inputs)) this.replaced.push(resource.urn);
    const after = this.held.get(resource.urn);
    // The old one goes at the end of the run, when nobody needs it any more.
    if (!isFirst && after !== undefined && after.id !== before.id)
      this.held.set(resource.urn, { ...after, superseded: [...before.superseded, before.id] });
  }

  /** @returns whether all went well */
  private async ask(
    resource: GraphResource,
    operation: Operation,
    inputs: WireProperties,
    request: () => Promise<{ readonly id: string; readonly state: WireProperties }>,
  ): Promise<boolean> {
    const needs = this.needsOf(resource);
    const { superseded = [] } = this.held.get(resource.urn) ?? {};
    const hold = (id: string, state: WireProperties, well: boolean) =>
      this.held.set(resource.urn, { resource, id, inputs, state, well, needs, superseded });
    try {
      const { id, state } = await request();
      hold(id, state, true);
      return true;
    } catch (error) {
      if (error instanceof HalfMade) hold(error.id, error.state, false);
      this.fail(resource, operation, messageOf(error));
      return false;
    }
  }

  private async deleteAll(isUnwanted: (held: Held) => boolean): Promise<void> {
    for (const { resource, superseded } of [...inOrder(this.held)].reverse()) {
      for (const id of superseded) await this.removeOld(resource, id);
      const held = this.held.get(resource.urn);
      if (held === undefined || !isUnwanted(held)) continue;
      if (this.isNeeded(resource.urn)) this.skipped.push(resource.urn);
      else if (resource.protect) this.fail(resource, "delete", "it is protected");
      else if (resource.retainOnDelete) this.retain(resource);
      else await this.remove(held);
    }
  }

  private retain({ urn }: GraphResource): void {
    this.retained.add(urn);
    this.held.delete(urn);
  }

  private async remove({ resource, id }: Held): Promise<boolean> {
    const isGone = await this.askToDelete(resource, id);
    if (isGone) {
      this.held.delete(resource.urn);
      this.deleted.push(resource.urn);
    }
    return isGone;
  }

  private async removeOld(resource: GraphResource, id: string): Promise<void> {
    const held = this.held.get(resource.urn);
    if (held === undefined || !(await this.askToDelete(resource, id))) return;
    this.held.set(resource.urn, { ...held, superseded: held.superseded.filter((one) => one !== id) });
  }

  private async askToDelete(resource: GraphResource, id: string): Promise<boolean> {
    try {
      await this.cloud.delete(resource.urn, id);
      return true;
    } catch (error) {
      this.fail(resource, "delete", messageOf(error));
      return false;
    }
  }

  private needsOf({ urn }: GraphResource): ReadonlySet<string> {
    return this.needs.get(urn) ?? new Set();
  }

  /** Whether something that is still there depends on it. */
  private isNeeded(urn: string): boolean {
    return [...this.held.values()].some(({ needs }) => needs.has(urn));
  }

  private existing(urn: string) {
    const held = this.held.get(urn);
    return held === undefined ? undefined : existingOf(held);
  }

  private fail({ urn }: GraphResource, operation: Failed["operation"], message: string): void {
    this.failed.push({ urn, operation, message });
  }

  private result(): Run {
    const { created, updated, replaced, deleted, failed, skipped } = this;
    const checkpoint = new Map(this.held);
    return {
      ...{ checkpoint, created, updated, replaced, deleted, failed, skipped },
      ...disagreement(this.cloud, checkpoint, this.retained),
    };
  }
}

/** @throws what no cloud says: an error of the simulation itself */
function messageOf(error: unknown): string {
  if (error instanceof Refused || error instanceof HalfMade) return error.message;
  throw error;
}
