import type { GraphResource, Value } from "../../graph/graph";
import { is, isSet } from "../conditions";
import type { PolicyGraph } from "../query";
import { type Check, perResource, type Predicate, type Rule } from "../rule";
import { isRecord, itemsOf, listOf, plain, plainOf, read, readIn, textIn, Unreadable } from "../values";
import { KUBERNETES } from "./types";

/** Whatever makes pods from a template. */
export const POD_OWNERS = /^kubernetes:(apps|batch)\/v1:(Deployment|StatefulSet|DaemonSet|Job|CronJob)$/;

/** Registries that are everybody's: what lies there may change, vanish, or be somebody's trap. */
const PUBLIC_REGISTRIES = ["docker.io", "quay.io", "registry.k8s.io", "public.ecr.aws", "mcr.microsoft.com"];

export const POD_RULES: readonly Rule[] = [
  {
    id: "P56",
    title: "pods are confined: no root, no rights of the node, no way out of the container",
    why: "a hole in the application would be a hole in the node",
    reference: "Pod Security Standards restricted, NSA hardening guide",
    severity: "high",
    check: perPod(isConfined),
  },
  {
    id: "P57",
    title: "pods say what they need, can't write into themselves, and tell how they are",
    why: "one pod that grows without bound takes its neighbours along",
    reference: "NSA hardening guide",
    severity: "medium",
    check: perPod(isBounded),
  },
  {
    id: "P58",
    title: "images come from an own registry, at a version that stays what it is",
    why: "a moved tag is a deployment that nobody made",
    reference: "NSA hardening guide",
    severity: "high",
    check: perPod(namesImages),
  },
  {
    id: "P59",
    title: "only pods that need the cluster's API have a token for it",
    why: "a token in every pod is a way into the API from every pod",
    reference: "CIS Kubernetes 5.1.6",
    severity: "medium",
    check: perPod(holdsTokenForUse),
  },
];

type PodPredicate = (pod: Value, ...rest: Parameters<Predicate>) => ReturnType<Predicate>;

function perPod(predicate: PodPredicate): Check {
  return perResource(POD_OWNERS, (owner, graph) => predicate(podOf(owner), owner, graph));
}

function podOf(owner: GraphResource): Value {
  const path = owner.type.endsWith(":CronJob") ? "spec.jobTemplate.spec.template.spec" : "spec.template.spec";
  const pod = read(owner, path);
  if (!isRecord(pod)) throw new Unreadable(path, pod);
  return pod;
}

function containersOf(pod: Value): readonly Value[] {
  return ["containers", "initContainers"].flatMap((path) => itemsOf(readIn(pod, path), path));
}

/** The first thing that is not as it must be, of those that a table asks of a value. */
function firstWrong(
  value: Value,
  asked: Readonly<Record<string, (found: Value | undefined, path: string) => boolean>>,
) {
  return Object.entries(asked).find(([path, holds]) => !holds(readIn(value, path), path))?.[0];
}

const isOff = (value: Value | undefined, path: string) => plain(value, path) !== true;

function isConfined(pod: Value): boolean | string {
  const onNode = firstWrong(pod, { hostNetwork: isOff, hostPID: isOff, hostIPC: isOff });
  if (onNode !== undefined) return `it has ${onNode}`;
  const volumes = itemsOf(readIn(pod, "volumes"), "volumes");
  if (volumes.some((volume) => isSet(readIn(volume, "hostPath"), "hostPath"))) return "it mounts the node's disk";
  const loose = containersOf(pod).map((container) => looseness(container, pod));
  return loose.find((wrong) => wrong !== undefined) ?? true;
}

/** What a container leaves open: who it runs as may be said for the whole pod. */
function looseness(container: Value, pod: Value): string | undefined {
  const inherited = (path: string) => readIn(container, path) ?? readIn(pod, path);
  if (!is(true)(inherited("securityContext.runAsNonRoot"), "runAsNonRoot")) return "it may run as root";
  const seccomp = inherited("securityContext.seccompProfile.type");
  if (!is("RuntimeDefault", "Localhost")(seccomp, "seccompProfile.type")) return "it may make any system call";
  const wrong = firstWrong(container, {
    "securityContext.allowPrivilegeEscalation": is(false),
    "securityContext.privileged": isOff,
  });
  if (wrong !== undefined) return `${wrong} is not as it must be`;
  const dropped = itemsOf(readIn(container, "securityContext.capabilities.drop"), "capabilities.drop");
  if (!dropped.includes("ALL")) return "it keeps capabilities";
  const ports = itemsOf(readIn(container, "ports"), "ports");
  return ports.some((port) => isSet(readIn(port, "hostPort"), "hostPort")) ? "it takes a port of the node" : undefined;
}

/** A job ends by itself, so nobody asks how it is. */
function isBounded(pod: Value, owner: GraphResource): boolean | string {
  const lasts = !/(Job|CronJob)$/.test(owner.type);
  const asked = {
    "resources.requests.cpu": isSet,
    "resources.requests.memory": isSet,
    "resources.limits.memory": isSet,
    "securityContext.readOnlyRootFilesystem": is(true),
    ...(lasts && { livenessProbe: isSet, readinessProbe: isSet }),
  };
  const wrong = itemsOf(readIn(pod, "containers"), "containers").map((container) => firstWrong(container, asked));
  const missing = wrong.find((path) => path !== undefined);
  return missing === undefined || `${missing} is not as it must be`;
}

function namesImages(pod: Value): boolean | string {
  const images = containersOf(pod).map((container) => textIn(readIn(container, "image"), "image"));
  const wrong = images.filter((image) => !isPinned(image) || !isOwn(image));
  return (images.length > 0 && wrong.length === 0) || `it runs ${wrong.join(", ")}`;
}

const isPinned = (image: string) => /@sha256:[0-9a-f]{64}$|:(?!latest$)[\w.-]+$/.test(image);

/** A registry that the stack has made is one that only the cloud can name. */
function isOwn(image: string): boolean {
  const [registry = ""] = image.split("/");
  return image.startsWith("<") || (registry.includes(".") && !PUBLIC_REGISTRIES.includes(registry));
}

function holdsTokenForUse(pod: Value, owner: GraphResource, graph: PolicyGraph): boolean | string {
  if (plain(readIn(pod, "automountServiceAccountToken"), "automountServiceAccountToken") === false) return true;
  const account = plain(readIn(pod, "serviceAccountName"), "serviceAccountName");
  const namespace = plainOf(owner, "metadata.namespace");
  const bound = graph
    .ofType(KUBERNETES.roleBinding)
    .flatMap((binding) => listOf(binding, "subjects"))
    .filter((subject) => plain(readIn(subject, "namespace"), "subjects.namespace") === namespace)
    .map((subject) => plain(readIn(subject, "name"), "subjects.name"));
  return bound.includes(account) || "it has a token and no right";
}
