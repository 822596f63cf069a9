/** Where a capability stands on the way of a request, from the outside in; what all of them stand on comes last. */
export const LANES = [
  { id: "public", title: "Public names", capabilities: ["cloudflare", "dns"] },
  { id: "edge", title: "Edge", capabilities: ["edge", "cdn"] },
  { id: "services", title: "Services in the cluster", capabilities: ["workloads"] },
  { id: "data", title: "Data", capabilities: ["database", "cache", "search", "objectStore"] },
  { id: "platform", title: "What all of it stands on", capabilities: [] },
] as const;

export type LaneId = (typeof LANES)[number]["id"];

/** A capability that no lane names is part of the platform. */
export const laneOf = (capability: string): LaneId =>
  LANES.find(({ capabilities }) => capabilities.some((one) => one === capability))?.id ?? "platform";

export const laneIndex = (lane: LaneId): number => LANES.findIndex(({ id }) => id === lane);
