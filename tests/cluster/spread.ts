import { chosenBy } from "./objects";
import type { Node } from "./nodes";
import type { Pod, SpreadConstraint } from "./types";

const ZONE = "topology.kubernetes.io/zone";

/**
 * Of some zones those in which a pod may be by its own rules. Node autoscalers look at each zone apart, so that a new
 * node is never where the pod that it is for can't go.
 */
export function zonesOpenTo(
  pod: Pod,
  zones: readonly string[],
  { pods, nodes }: { readonly pods: readonly Pod[]; readonly nodes: readonly Node[] },
): readonly string[] {
  const rules = (pod.spec.topologySpreadConstraints ?? []).filter(
    ({ topologyKey, whenUnsatisfiable }) => topologyKey === ZONE && whenUnsatisfiable === "DoNotSchedule",
  );
  const zoneOf = new Map(nodes.map(({ name, zone }) => [name, zone]));
  return zones.filter((zone) =>
    rules.every((rule) => {
      const peers = peersOf(pod, rule, pods).map(({ spec }) => zoneOf.get(spec.nodeName ?? ""));
      const count = (where: string) => peers.filter((peer) => peer === where).length;
      const fewest = Math.min(...[zone, ...zoneOf.values()].map(count));
      return count(zone) + 1 - fewest <= rule.maxSkew;
    }),
  );
}

/** The pods that a pod is to be spread with. */
function peersOf(pod: Pod, { labelSelector, matchLabelKeys = [] }: SpreadConstraint, pods: readonly Pod[]) {
  const same = matchLabelKeys.map((key) => [key, pod.metadata.labels?.[key] ?? ""] as const);
  const matchLabels = { ...labelSelector.matchLabels, ...Object.fromEntries(same) };
  return chosenBy({ ...pod, spec: { selector: { matchLabels } } }, pods).filter(
    ({ metadata }) => metadata.deletionTimestamp === undefined,
  );
}
