import type { GraphResource } from "../../graph/graph";
import { atLeast, both, is, where } from "../conditions";
import type { PolicyGraph } from "../query";
import { each, perResource, type Rule } from "../rule";
import { listOf, plain, readIn, textOf } from "../values";
import { namesWho } from "./identity";
import { GCP } from "./types";

const AUDIT_DAYS = 365;
const AUDITED = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"];

export const OPERATIONS_RULES: readonly Rule[] = [
  {
    id: "G37",
    title: "the project records who read and changed what, in every service",
    why: "by default reading leaves no trace",
    reference: "CIS 2.1",
    severity: "medium",
    check: perResource(GCP.auditConfig, both(where({ service: is("allServices") }), recordsAll)),
  },
  // One sink of everything would cost as much as all logs together: each kind has a place of its own, for its own time.
  {
    id: "G38",
    title: "audit logs are kept for a year",
    why: "an intrusion is found after months",
    reference: "CIS 2.2/2.3",
    severity: "medium",
    check: each(
      perResource(GCP.logBucket, where({ retentionDays: atLeast(AUDIT_DAYS) }), keepsAudit),
      perResource(GCP.auditConfig, entriesAreKept),
    ),
  },
  {
    id: "G43",
    title: "image tags never move, images are scanned, and nobody unnamed may pull them",
    why: "a moved tag is a deployment that nobody made",
    reference: "requirements, container registry",
    severity: "high",
    check: each(
      perResource(
        GCP.repository,
        where({
          "dockerConfig.immutableTags": is(true),
          "vulnerabilityScanningConfig.enablementConfig": is("INHERITED"),
        }),
      ),
      perResource(GCP.repositoryMember, namesWho),
    ),
  },
];

function recordsAll(config: GraphResource): boolean | string {
  const types = listOf(config, "auditLogConfigs").map((entry) => plain(readIn(entry, "logType"), "logType"));
  const missing = AUDITED.filter((type) => !types.includes(type));
  return missing.length === 0 || `${missing.join(", ")} missing`;
}

/** The project's own entries, and those of the cluster's API. */
export function keepsAudit(bucket: GraphResource, graph: PolicyGraph): boolean {
  const sinks = graph.referring(GCP.logSink, "destination", bucket);
  return sinks.map(filterOf).some((filter) => filter === "" || /cloudaudit|"k8s_cluster"/.test(filter));
}

/** What the project records of every service goes to a place of its own; only what it excludes goes elsewhere. */
function entriesAreKept(_: GraphResource, graph: PolicyGraph): boolean | string {
  const kept = graph
    .ofType(GCP.logBucket)
    .flatMap((bucket) => graph.referring(GCP.logSink, "destination", bucket))
    .map((sink) => filterOf(sink).replace(/NOT resource\.type=\([^)]*\)/g, ""));
  const whole = kept.some((filter) => filter === "" || (/data_access/.test(filter) && !filter.includes("resource.")));
  return whole || "no sink keeps what is recorded";
}

const filterOf = (sink: GraphResource): string => textOf(sink, "filter");
