import type { Api } from "./api";
import type { Pod } from "./types";

/**
 * What the kubelets of all nodes report at once: a pod that got a node runs, one of a job is done, and one that is to
 * go is gone. No container is started.
 */
export class Kubelet {
  readonly #started = new Set<string>();
  readonly #ended = new Set<string>();

  constructor(private readonly api: Api) {}

  onPod = (pod: Pod): void => {
    const { metadata, spec, status } = pod;
    if (spec.nodeName === undefined) return;
    if (metadata.deletionTimestamp !== undefined) this.once(this.#ended, pod, () => this.confirmDeletion(pod));
    else if (status.phase === "Pending") this.once(this.#started, pod, () => this.run(pod));
  };

  private once(done: Set<string>, { metadata: { uid = "" } }: Pod, act: () => Promise<void>): void {
    if (done.has(uid)) return;
    done.add(uid);
    act().catch((error: unknown) => {
      // What was on its way when the cluster was stopped.
      if (!this.api.isClosed) throw error;
    });
  }

  private async run(pod: Pod): Promise<void> {
    const isJob = pod.metadata.ownerReferences?.some(({ kind }) => kind === "Job") ?? false;
    const status = isJob ? succeeded(pod) : running(pod);
    await this.tell("PATCH", `${pathOf(pod)}/status`, { status }, "application/strategic-merge-patch+json");
  }

  private async confirmDeletion(pod: Pod): Promise<void> {
    await this.tell("DELETE", pathOf(pod), { gracePeriodSeconds: 0, preconditions: { uid: pod.metadata.uid } });
  }

  /** The pod may be gone by now, or another one of its name there. */
  private async tell(method: string, path: string, body: object, type?: string): Promise<void> {
    const { status } = await this.api.send(method, path, body, type);
    if (status >= 300 && status !== 404 && status !== 409) throw new Error(`${method} ${path}: ${status}`);
  }
}

const pathOf = ({ metadata: { namespace, name } }: Pod) => `/api/v1/namespaces/${namespace}/pods/${name}`;

/** Ready for a minute already, so that nothing waits for `minReadySeconds`. */
function running({ spec }: Pod): object {
  const since = new Date(Date.now() - 60_000).toISOString();
  const condition = (type: string) => ({ type, status: "True", lastTransitionTime: since });
  return {
    phase: "Running",
    startTime: since,
    podIP: "10.244.0.1",
    podIPs: [{ ip: "10.244.0.1" }],
    conditions: ["Initialized", "ContainersReady", "Ready"].map(condition),
    containerStatuses: spec.containers.map(({ name, image }) => ({
      ...{ name, image, imageID: image, ready: true, started: true, restartCount: 0 },
      state: { running: { startedAt: since } },
    })),
  };
}

function succeeded({ spec }: Pod): object {
  const now = new Date().toISOString();
  const terminated = { exitCode: 0, reason: "Completed", startedAt: now, finishedAt: now };
  return {
    phase: "Succeeded",
    startTime: now,
    containerStatuses: spec.containers.map(({ name, image }) => ({
      ...{ name, image, imageID: image, ready: false, restartCount: 0 },
      state: { terminated },
    })),
  };
}
