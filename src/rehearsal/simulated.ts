import type { WireProperties } from "../graph/wire";

/** What a cloud says to a request that it does not grant; the text is the cloud's, the operator reads it. */
export class Refused extends Error {}

/** A resource was made and then failed: it exists, has an id, and is not well. */
export class HalfMade extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly state: WireProperties,
  ) {
    super(message);
  }
}

/** A resource as its cloud knows it. */
export interface Existing {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  /** As they were asked for, secrets marked as on the wire. */
  readonly inputs: WireProperties;
  /** Inputs, and what the cloud adds. */
  readonly state: WireProperties;
}

export interface Failure {
  readonly property: string;
  readonly reason: string;
}

export interface Difference {
  /** Inputs that are not what they were. */
  readonly changed: readonly string[];
  /** Those of them that mean another resource. */
  readonly replaces: readonly string[];
}

/**
 * A cloud that is not there: what a provider's process would ask of it, without any transport. Values are as on the wire (secrets are
 * marked, unknowns are the engine's own), so that the same object serves the real engine and a driver without one.
 */
export interface SimulatedCloud {
  /** What is wrong with inputs, by the rules that the fact sheets know. */
  check(urn: string, inputs: WireProperties): readonly Failure[];
  diff(urn: string, before: WireProperties, after: WireProperties): Difference;
  /**
   * @param realm the cluster that it is made in, for objects of Kubernetes where there may be several
   * @throws Refused, HalfMade
   */
  create(urn: string, inputs: WireProperties, realm?: string): Promise<Existing>;
  /** Undefined where there is no such resource: drift. */
  read(urn: string, id: string): Existing | undefined;
  /** @throws Refused, HalfMade */
  update(urn: string, id: string, inputs: WireProperties): Promise<Existing>;
  /** @throws Refused where it is protected, not empty, in use or unknown */
  delete(urn: string, id: string): Promise<void>;
  /** What a preview shows of outputs before anything exists. */
  preview(urn: string, inputs: WireProperties): WireProperties;
  /** @throws Refused for a call that the program may not make */
  invoke(token: string, args: WireProperties): WireProperties;
  /** Everything that exists. */
  readonly existing: readonly Existing[];
}

/** A simulated cloud, and hands that reach into it behind the engine's back. */
export interface RehearsedCloud extends SimulatedCloud {
  /**
   * Somebody has put something into it: objects, images, backups.
   * @throws Refused where there is no such resource
   */
  fill(urn: string, id: string): void;
  /**
   * It is gone, and nothing was asked: a slip of somebody's hand, a fire.
   * @throws Refused where there is no such resource
   */
  lose(urn: string, id: string): void;
  /**
   * Somebody changes it by hand; nothing goes wrong with that.
   * @throws Refused where the cloud does not take it
   */
  change(urn: string, id: string, inputs: WireProperties): void;
  /** Requests that were granted and are never answered. */
  readonly hanging: number;
  /** Names of the faults that have struck. */
  readonly struck: readonly string[];
}
