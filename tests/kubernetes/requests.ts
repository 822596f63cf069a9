/** Resources of one container, as charts and manifests write them. */
export interface Resources {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string | null>>;
}

/** Of containers that run: those that only prepare a pod are gone by then. */
export function resourcesIn(values: unknown): readonly Resources[] {
  if (typeof values !== "object" || values === null) return [];
  if ("requests" in values) return [values as Resources];
  return Object.entries(values).flatMap(([key, value]) => (key === "initContainers" ? [] : resourcesIn(value)));
}

export function totalOf(values: unknown): { readonly cpu: number; readonly memory: number } {
  const all = resourcesIn(values);
  return { cpu: sum(all, "cpu", "m"), memory: sum(all, "memory", "Mi") };
}

function sum(all: readonly Resources[], resource: string, unit: string): number {
  return all.reduce((total, { requests }) => {
    const text = requests[resource] ?? "";
    if (!text.endsWith(unit)) throw new Error(`${resource} is not in ${unit}: ${text}`);
    return total + Number(text.slice(0, -unit.length));
  }, 0);
}

/** Every value under a key, at any depth. */
export function valuesOf(values: unknown, wanted: string): readonly unknown[] {
  if (typeof values !== "object" || values === null) return [];
  return Object.entries(values).flatMap(([key, value]) => (key === wanted ? [value] : valuesOf(value, wanted)));
}

export const replicasIn = (values: unknown) => [...valuesOf(values, "replicaCount"), ...valuesOf(values, "replicas")];
