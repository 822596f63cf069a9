import type { Input, Output, Resource } from "@pulumi/pulumi";
import type { Client, NetworkPeer, Provisioned, SecretRef } from "./common";

export interface SecretsArgs<Identity> {
  /** Own keys in both regions for everything at rest; otherwise the cloud's default keys. */
  readonly ownKeys: boolean;
  /** Copies of every secret in the DR region. */
  readonly replicate: boolean;
  readonly protect: boolean;
  /** When it goes, something stays to bring the data back from: final snapshots, recovery windows. */
  readonly keepData: boolean;
  /** Third parties' keys by their name in the CRM; only those that are set. */
  readonly catalogue: Readonly<Record<string, Output<string>>>;
  /** Identities that may read all secrets of the stack. */
  readonly readers: readonly Client<Identity>[];
}

/** The cloud's secret store and, beside it, the keys that encrypt the stack's data. */
export interface Secrets extends Provisioned {
  /** How pods' secrets are fetched from here: `spec.provider` of an External Secrets store. */
  readonly storeSpec: Readonly<Record<string, Input<unknown>>>;
  /** Where pods reach the store inside the network; null where it answers outside. */
  readonly peer: NetworkPeer | null;
  /** The references of the catalogue, by the names given. */
  readonly catalogue: Readonly<Record<string, SecretRef>>;
  /** Keeps a value that the platform itself made, as a child of the component that made it. */
  put(name: string, secret: { readonly key: string; readonly value: Output<string> }, parent: Resource): SecretRef;
}
