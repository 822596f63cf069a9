import { all, type Output, type Resource } from "@pulumi/pulumi";
import type { AdvancedCluster } from "@pulumi/mongodbatlas/advancedCluster";
import { DatabaseUser } from "@pulumi/mongodbatlas/databaseUser";
import { RandomPassword } from "@pulumi/random/randomPassword";

export interface AtlasUserArgs {
  readonly cluster: AdvancedCluster;
  readonly databaseName: string;
  /** `mongodb+srv://host`, without user and database. */
  readonly address: Output<string>;
}

/** The CRM's one user: reads and writes its own database on its own cluster. Returns the connection string. */
export function createAtlasUser(prefix: string, args: AtlasUserArgs, parent: Resource): Output<string> {
  const { cluster, databaseName, address } = args;
  // Letters and digits only, so that the password needs no escaping in a connection string.
  const { result: password } = new RandomPassword(`${prefix}-password`, { length: 40, special: false }, { parent });
  const user = new DatabaseUser(
    `${prefix}-user`,
    {
      projectId: cluster.projectId,
      username: "crm",
      password,
      authDatabaseName: "admin",
      roles: [{ roleName: "readWrite", databaseName }],
      scopes: [{ type: "CLUSTER", name: cluster.name }],
    },
    { parent },
  );
  return all([address, user.username, password]).apply(
    ([host, name, secret]) =>
      `${host.replace("://", `://${name}:${secret}@`)}/${databaseName}?retryWrites=true&w=majority`,
  );
}
