import type { WireProperties } from "./wire";

/** What a call says of a resource of the program's own, by its token. */
type Credentials = (args: WireProperties) => WireProperties;

/**
 * Credentials that only a call tells, of a resource that this very program made: until that exists the SDK doesn't even ask.
 * Any other call is a lookup, which the recorder refuses.
 */
const CREDENTIALS: Readonly<Record<string, Credentials>> = {
  "azure-native:containerservice:listManagedClusterUserCredentials": ({ resourceName }) => {
    const kubeconfig = `certificate-authority-data: <${nameIn(resourceName)}.certificateAuthority>`;
    return { kubeconfigs: [{ name: "clusterUser", value: Buffer.from(kubeconfig).toString("base64") }] };
  },
  "azure-native:redisenterprise:listDatabaseKeys": ({ clusterName }) => ({
    primaryKey: `<${nameIn(clusterName)}.primaryKey>`,
    secondaryKey: `<${nameIn(clusterName)}.secondaryKey>`,
  }),
};

/** Whose credentials they are: the resource is named by its own symbol, `<crm-cluster-aks.name>`. */
const nameIn = (name: unknown): string => String(name).replace(/^<|\.\w+>$/g, "");

/** The answer to a call for credentials; undefined where the call is a lookup. */
export const credentialsOf = (token: string, args: WireProperties): WireProperties | undefined =>
  CREDENTIALS[token]?.(args);
