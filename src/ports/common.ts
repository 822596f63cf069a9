import type { ComponentResource, ComponentResourceOptions, Output, Resource } from "@pulumi/pulumi";
import type { CloudName } from "../conventions/clouds";

/** What every capability returns: a component, so that it can be a parent, be depended on and be found in the graph. */
export interface Provisioned extends ComponentResource {
  /** Keeps components of two clouds apart even where their shapes are equal. */
  readonly cloud: CloudName;
}

/** A secret in the cloud's secret store, by name; its value never travels. */
export interface SecretRef {
  readonly key: string;
  /** The value, once it is in the store: whoever fetches it waits for this. */
  readonly stored: Resource;
}

/** Someone in the cluster who may use a capability, with what right. */
export interface Client<Identity> {
  readonly identity: Identity;
  readonly access: "read" | "readWrite";
}

/** Addresses and TCP ports as a network policy names them: plain, because they decide its shape. */
export interface NetworkPeer {
  readonly cidrs: readonly string[];
  readonly ports: readonly (number | readonly [from: number, to: number])[];
}

/** Where DNS points to. The kind decides the record's type, so it is plain; the value may be unknown until creation. */
export interface DnsTarget {
  readonly kind: "hostname" | "address";
  readonly value: Output<string>;
}

/** How long logs of a capability are kept, in days; audit logs have their own term. */
export interface LogRetention {
  readonly days: number;
  readonly auditDays: number;
}

/** Every capability is made the same way; the options are required, so that nobody forgets the parent. */
export type Create<Args, Result> = (name: string, args: Args, opts: ComponentResourceOptions) => Result;
