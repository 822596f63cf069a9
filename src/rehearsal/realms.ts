import type { WireProperties } from "../graph/wire";

/** Between an object's id and the cluster that it is in: two clusters may both have a namespace `crm`, and the engine calls both so. */
const IN = " in cluster ";

/** Which cluster each of the engine's providers of Kubernetes talks to. */
export class Realms {
  private readonly byCaller = new Map<string, string>();

  enter(caller: string, configuration: WireProperties): void {
    const { clusterIdentifier } = configuration;
    if (typeof clusterIdentifier === "string") this.byCaller.set(caller, clusterIdentifier);
  }

  of(caller: string): string | undefined {
    return this.byCaller.get(caller);
  }

  /** What the simulated cloud calls that which the engine calls `id`. */
  idFor(caller: string, id: string): string {
    return idIn(this.of(caller), id);
  }
}

export const idIn = (realm: string | undefined, id: string): string =>
  realm === undefined ? id : `${id}${IN}${realm}`;

/** What the engine calls it. */
export const plainId = (id: string): string => id.split(IN)[0] ?? id;

const realmOf = (id: string): string | undefined => id.split(IN)[1];

/** Whether both are in clusters, and in different ones. */
export const inOtherRealms = (one: { readonly id: string }, other: { readonly id: string }): boolean => {
  const [here, there] = [realmOf(one.id), realmOf(other.id)];
  return here !== undefined && there !== undefined && here !== there;
};
