import type * as Grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConfigError } from "../config/problem";
import type { Package } from "./packages";
import { type Operation, serviceOf } from "./service";
import type { SimulatedCloud } from "./simulated";
import { grpc } from "./unary";

/** The engine's own limit for a message: a state may be large. */
const LARGEST_MESSAGE = 400 * 1024 * 1024;

/** Providers that listen on the loopback interface of this machine, and talk to a cloud that is not there. */
export interface SimulatedProviders {
  /** Where each listens, as the engine takes it: `aws:40001,gcp:40002`. */
  readonly ports: string;
  /** Everything that they did, in order; previews do nothing. */
  readonly operations: readonly Operation[];
  close(): void;
}

/**
 * Serves a simulated cloud as the providers of some packages. Each has a port of its own: a provider tells its version, and no
 * two packages have the same.
 * @throws ConfigError where this machine lets nobody listen
 */
export async function serve(cloud: SimulatedCloud, packages: readonly Package[]): Promise<SimulatedProviders> {
  const operations: Operation[] = [];
  const servers: Grpc.Server[] = [];
  const close = () => servers.forEach((server) => server.forceShutdown());
  try {
    const ports: string[] = [];
    for (const provider of packages) {
      const server = new grpc.Server({ "grpc.max_receive_message_length": LARGEST_MESSAGE });
      servers.push(server);
      server.addService(
        ResourceProviderService,
        serviceOf(cloud, provider, (operation) => operations.push(operation)),
      );
      ports.push(`${provider.name}:${await listen(server)}`);
    }
    return { ports: ports.join(), operations, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** The system chooses a port that nobody has, so that two rehearsals never meet. */
function listen(server: Grpc.Server): Promise<number> {
  return new Promise((settle, fail) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) settle(port);
      else fail(new ConfigError([noPort(error.message)]));
    });
  });
}

const noPort = (reason: string) => ({
  path: "127.0.0.1",
  wrong: `no port can be listened on (${reason})`,
  allowed: "a free port of the loopback interface for each provider",
  fix: "end what holds the ports, or let this process listen on 127.0.0.1",
});
