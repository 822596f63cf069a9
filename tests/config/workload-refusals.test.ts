import { describe, expect, it } from "vitest";
import type { RawConfig } from "../../src/config/parse";
import { raw, refusal } from "./raw";

const DIGEST = `sha256:${"a".repeat(64)}`;
const EXAMPLE_DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

/** What can be wrong with the CRM's images and pods, and the one line that the operator reads. */
const ONE_MISTAKE: Readonly<Record<string, readonly [changes: RawConfig, line: string]>> = {
  "images without tag or digest": [
    { images: {} },
    "crm:images: names neither a tag nor digests, so nobody knows which build of the CRM is meant; " +
      "allowed: a tag that all four images have, or a digest for each of frontend, api, worker, scheduler; " +
      "fix: pulumi config set --path crm:images.tag 1.4.2, or without the CRM: pulumi config set crm:workloads false",
  ],
  "one image without a digest": [
    { images: { digests: { frontend: DIGEST, api: DIGEST, scheduler: DIGEST } } },
    "crm:images.digests.worker: is missing; allowed: an image's digest; " +
      `fix: pulumi config set --path crm:images.digests.worker ${EXAMPLE_DIGEST}`,
  ],
  "digest that is none": [
    { images: { tag: "1.4.2", digests: { api: "sha256:abc" } } },
    'crm:images.digests.api: "sha256:abc" is not accepted; allowed: an image\'s digest; ' +
      `fix: pulumi config set --path crm:images.digests.api ${EXAMPLE_DIGEST}`,
  ],
  "latest in production": [
    { tier: "production", images: { tag: "latest" } },
    "crm:images.tag: latest is another build every day, so no rollout could be repeated or taken back; " +
      "allowed: the tag of one release, or digests; fix: pulumi config set --path crm:images.tag 1.4.2",
  ],
  "workloads neither on nor off": [
    { workloads: "maybe" },
    'crm:workloads: "maybe" is not accepted; allowed: true, false; fix: pulumi config set crm:workloads true',
  ],
  "workers on spot where they have no nodes of their own": [
    { tier: "staging", economy: { spotWorkers: "true" } },
    'crm:economy.spotWorkers: "true" is not accepted; allowed: true, false; ' +
      "fix: pulumi config set --path crm:economy.spotWorkers true",
  ],
  "a spot pool that the tier does not have": [
    { tier: "staging", economy: { spotWorkers: true } },
    "crm:economy.spotWorkers: staging has no nodes of its own for the workers; " +
      "allowed: true where workers have their own nodes: production, growth, scale, enterprise; " +
      "fix: pulumi config rm --path crm:economy.spotWorkers",
  ],
  "minimum above the maximum": [
    { pods: { api: { min: 3 } } },
    "crm:pods.api.min: 3 pods at least are more than the 2 allowed at most; " +
      "allowed: a number up to 2, or a greater maximum; fix: pulumi config set --path crm:pods.api.max 3",
  ],
  "range that nothing scales in": [
    { pods: { scheduler: { max: 3 } } },
    "crm:pods.scheduler.max: nothing scales scheduler from 1 to 3 pods: it has no rule; " +
      "allowed: the same number as crm:pods.scheduler.min; fix: pulumi config set --path crm:pods.scheduler.max 1",
  ],
  "queue rule on a service without a queue": [
    { pods: { api: { rules: { queueDepth: "100" } } } },
    "crm:pods.api.rules.queueDepth: api can't be scaled by it: it takes no jobs from queues; " +
      "allowed: cpu, requestsPerSecond; fix: pulumi config rm --path crm:pods.api.rules.queueDepth",
  ],
  "request rule on a service without requests": [
    { pods: { worker: { rules: { requestsPerSecond: 10 } } } },
    "crm:pods.worker.rules.requestsPerSecond: worker can't be scaled by it: it counts no requests; " +
      "allowed: cpu, queueDepth; fix: pulumi config rm --path crm:pods.worker.rules.requestsPerSecond",
  ],
  "rule for a service with a fixed number": [
    { pods: { scheduler: { rules: { cpu: 70 } } } },
    "crm:pods.scheduler.rules.cpu: scheduler can't be scaled by it: one pod of it works at a time; " +
      "allowed: no rule at all; fix: pulumi config rm --path crm:pods.scheduler.rules.cpu",
  ],
  "more CPU than a node has": [
    { pods: { api: { cpu: "2000" } } },
    "crm:pods.api.cpu: 2000 thousandths of a CPU for one pod are more than a node of 2 vCPU and 4 GiB has free; " +
      "allowed: at most 1350 thousandths of a CPU; fix: pulumi config set --path crm:pods.api.cpu 1350",
  ],
  "more memory than a node has": [
    { pods: { worker: { memory: 4096 } } },
    "crm:pods.worker.memory: 4096 MiB for one pod are more than a node of 2 vCPU and 4 GiB has free; " +
      "allowed: at most 2684 MiB; fix: pulumi config set --path crm:pods.worker.memory 2684",
  ],
  "more pods than the nodes hold": [
    { tier: "production", pods: { api: { max: 200 } } },
    "crm:pods.api.max: 200 pods find no room on 10 nodes of 2 vCPU and 8 GiB beside the others; " +
      "allowed: at most 23, or smaller pods; fix: pulumi config set --path crm:pods.api.max 23",
  ],
  "one pod where a zone may be lost": [
    { tier: "production", pods: { frontend: { min: 1 } } },
    "crm:pods.frontend.min: one pod of frontend does not survive the loss of its zone, which this tier promises; " +
      "allowed: a number of pods from 2 up; fix: pulumi config set --path crm:pods.frontend.min 2",
  ],
  "number of pods that is none": [
    { pods: { api: { max: "many" } } },
    'crm:pods.api.max: "many" is not accepted; allowed: a number of pods from 1 up; ' +
      "fix: pulumi config set --path crm:pods.api.max 20",
  ],
  "pods of a service that is none": [
    { pods: { mailer: { max: 3 } } },
    "crm:pods.mailer: is not a key of this program; allowed: frontend, api, worker, scheduler; " +
      "fix: correct its spelling, or: pulumi config rm --path crm:pods.mailer",
  ],
};

describe("a refused configuration of the CRM", () => {
  it.each(Object.entries(ONE_MISTAKE))("%s", (_, [changes, line]) => {
    expect(refusal(raw(changes))).toEqual([line]);
  });

  it("tells all of it at once, also beside what could not be read", () => {
    const pods = {
      api: { min: "9", max: "3" },
      worker: { rules: { requestsPerSecond: 1 } },
      frontend: { cpu: "lots" },
    };
    const lines = refusal(raw({ images: {}, pods }));
    expect(lines.map((line) => line.split(": ")[0]).sort()).toEqual([
      "crm:images",
      "crm:pods.api.min",
      "crm:pods.frontend.cpu",
      "crm:pods.worker.rules.requestsPerSecond",
    ]);
  });

  it("asks for no image where the CRM is left out", () => {
    expect(refusal(raw({ images: {}, workloads: false }))).toEqual([]);
    expect(refusal(raw({ tier: "dev", images: { tag: "latest" } }))).toEqual([]);
  });
});
