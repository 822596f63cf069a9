import type { Tags } from "../../conventions/tags";
import type { GraphResource, Value } from "../../graph/graph";
import { isSet } from "../conditions";
import type { PolicyGraph } from "../query";
import { each, perResource, type Rule } from "../rule";
import { isRecord, plain, read, readIn, Unreadable } from "../values";

const PROVIDER = /^pulumi:providers:(.+)$/;
/** What belongs to nobody's cloud, and providers themselves. */
const CLOUDLESS = /^pulumi:/;

/** Providers that tag whatever is made with them, and where they say with what: an input that is JSON. */
const TAGGING: Readonly<Record<string, { readonly input: string; readonly inside?: string }>> = {
  "pulumi:providers:aws": { input: "defaultTags", inside: "tags" },
  "pulumi:providers:gcp": { input: "defaultLabels" },
};
/** What no provider tags, and the input that holds its tags; Azure's resources are Z54's. */
const TAGGED_ALONE: Readonly<Record<string, string>> = {
  "mongodbatlas:index/project:Project": "tags",
  "mongodbatlas:index/advancedCluster:AdvancedCluster": "tags",
  "ec:index/deployment:Deployment": "tags",
  "gcp:monitoring/alertPolicy:AlertPolicy": "userLabels",
  "gcp:monitoring/notificationChannel:NotificationChannel": "userLabels",
  "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig": "userLabels",
};
/** Together they say whose money it is: the cost centre is the project with its stack. */
const NEEDED = ["project", "stack", "tier", "owner", "managed-by"] as const satisfies readonly (keyof Tags)[];

export const OWNERSHIP_RULES: readonly Rule[] = [
  {
    id: "X01",
    title: "everything is made with a provider of the stack's own",
    why: "a provider that nobody chose works with whichever account, region or cluster the shell happens to point to",
    reference: "Pulumi, explicit providers; pulumi#2059",
    severity: "high",
    check: perResource(/^/, hasOwnProvider, ({ custom, type }) => custom && !CLOUDLESS.test(type)),
  },
  {
    id: "X02",
    title: "whatever can be tagged says whose it is",
    why: "what nobody owns is never patched, and never deleted",
    reference: "AWS tagging best practices, Google Cloud resource labels",
    severity: "low",
    check: each(
      ...Object.entries(TAGGING).map(([type, { input, inside }]) =>
        perResource(type, (provider) => saysWhose(tagsIn(provider, input, inside), input)),
      ),
      ...Object.entries(TAGGED_ALONE).map(([type, input]) =>
        perResource(type, (resource) => saysWhose(read(resource, input), input)),
      ),
    ),
  },
];

function hasOwnProvider({ type, provider }: GraphResource, graph: PolicyGraph): boolean | string {
  const [vendor = ""] = type.split(":");
  const made = provider === null ? undefined : graph.byUrn(provider);
  if (made === undefined || isDefault(made)) return "it has the one that happens to be there";
  const [, own = ""] = PROVIDER.exec(made.type) ?? [];
  return own === vendor || `its provider is ${own}'s`;
}

/** The engine names those that it makes by itself `default` and their version. */
const isDefault = ({ name }: GraphResource): boolean => /^default(_|$)/.test(name);

function saysWhose(tags: Value | undefined, path: string): boolean | string {
  const missing = NEEDED.filter((tag) => !isSet(readIn(tags, tag), `${path}.${tag}`));
  return missing.length === 0 || `${missing.join(", ")} missing in ${path}`;
}

function tagsIn(provider: GraphResource, input: string, inside: string | undefined): Value | undefined {
  const value = read(provider, input);
  const all = isRecord(value) ? value : parsed(plain(value, input), input);
  return inside === undefined ? all : readIn(all, inside);
}

function parsed(json: unknown, path: string): Value | undefined {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(String(json)) as Value;
  } catch {
    throw new Unreadable(path, String(json));
  }
}
