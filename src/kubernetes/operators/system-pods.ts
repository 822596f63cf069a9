import type { Request, SystemPod } from "./operator";

/** What a cloud itself runs on each node of its cluster, with the requests that come with it. */
export const onEachNode = (name: string, request: Request): SystemPod => ({
  name,
  kind: "daemonset",
  ...request,
  priorityClass: "system-node-critical",
});

/** What a cloud itself runs so many times in its cluster. */
export const inCluster = (name: string, replicas: number, request: Request): SystemPod => ({
  name,
  kind: "deployment",
  replicas,
  ...request,
  priorityClass: "system-cluster-critical",
});
