import { createHash } from "node:crypto";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import { Job } from "@pulumi/kubernetes/batch/v1/job";
import { type PodArgs, podMetadata, podSpec } from "./pod";

export interface OneOffJobArgs {
  readonly namespace: string;
  readonly pod: PodArgs;
  /** What makes it another job, such as the image's version; other settings replace it, and then it runs again. */
  readonly once: string;
  readonly deadlineSeconds: number;
}

/** Runs to its end before whatever depends on it goes on; if it fails, nothing after it is touched. */
export function createOneOffJob(name: string, args: OneOffJobArgs, opts: CustomResourceOptions): Job {
  const { namespace, pod, once, deadlineSeconds } = args;
  const short = createHash("sha256").update(once).digest("hex").slice(0, 8);
  // A failed job stays failed for ever: the next update makes it again.
  const metadata = { name: `${pod.name}-${short}`, namespace, annotations: { "pulumi.com/replaceUnready": "true" } };
  // The node autoscaler must not move it in the middle of its work, and a node that goes is no failure of its own.
  const annotations = { "cluster-autoscaler.kubernetes.io/safe-to-evict": "false" };
  const podFailurePolicy = {
    rules: [{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] }],
  };
  const template = {
    metadata: { ...podMetadata(pod), annotations },
    spec: { ...podSpec(pod, {}), restartPolicy: "Never" },
  };
  return new Job(
    name,
    { metadata, spec: { backoffLimit: 2, activeDeadlineSeconds: deadlineSeconds, podFailurePolicy, template } },
    { ...opts, customTimeouts: { create: `${deadlineSeconds + 60}s` } },
  );
}
