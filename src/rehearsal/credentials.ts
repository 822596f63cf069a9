import type { WireProperties } from "../graph/wire";
import { BASE64, pick } from "./pick";
import { Refused, type Existing } from "./simulated";
import { valueAt } from "./values";
import type { World } from "./world";

/** Credentials that a call tells of a resource. */
interface Call {
  readonly type: string;
  /** The argument that names the resource. */
  readonly names: string;
  readonly tells: (of: Existing, purpose: string) => WireProperties;
}

const kubeconfigOf = ({ state }: Existing, purpose: string): string =>
  [
    "apiVersion: v1",
    "kind: Config",
    "clusters:",
    "- name: aks",
    "  cluster:",
    `    server: https://${String(valueAt(state, "fqdn"))}:443`,
    `    certificate-authority-data: ${pick(BASE64, 64, `${purpose} authority`)}`,
  ].join("\n");

/** The calls that the program makes (`src/graph/credentials.ts`): it looks nothing else up. */
const CALLS: Readonly<Record<string, Call>> = {
  "azure-native:containerservice:listManagedClusterUserCredentials": {
    type: "azure-native:containerservice:ManagedCluster",
    names: "resourceName",
    tells: (cluster, purpose) => ({
      kubeconfigs: [{ name: "clusterUser", value: Buffer.from(kubeconfigOf(cluster, purpose)).toString("base64") }],
    }),
  },
  "azure-native:redisenterprise:listDatabaseKeys": {
    type: "azure-native:redisenterprise:Database",
    names: "clusterName",
    tells: (_, purpose) => ({
      primaryKey: `${pick(BASE64, 43, `${purpose} primary`)}=`,
      secondaryKey: `${pick(BASE64, 43, `${purpose} secondary`)}=`,
    }),
  },
};

/** @throws Refused for any other call, and for a resource that isn't there */
export function callFor(world: World, seed: string, token: string, args: WireProperties): WireProperties {
  const call = CALLS[token];
  if (call === undefined)
    throw new Refused(`${token} is a lookup, but the program must know everything without asking a cloud`);
  const name = valueAt(args, call.names);
  const found = world
    .ofType(call.type)
    .find(({ state }) => [valueAt(state, call.names), valueAt(state, "name")].includes(name));
  if (found === undefined) throw new Refused(`ResourceNotFound: ${token} found no ${String(name)}`);
  return call.tells(found, `${seed} ${found.urn} ${found.id}`);
}
