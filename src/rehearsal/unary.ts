import { createRequire } from "node:module";
import type * as Grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { structOf } from "../graph/wire";
import { HalfMade, Refused } from "./simulated";

// Messages and transport are the SDK's own copies: another copy's messages are not recognized.
const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi"));
export const grpc = requireFromSdk("@grpc/grpc-js") as typeof Grpc;
const { Empty: EmptyMessage } = requireFromSdk("google-protobuf/google/protobuf/empty_pb.js") as {
  Empty: new () => Empty;
};
const { Any: AnyMessage } = requireFromSdk("google-protobuf/google/protobuf/any_pb.js") as { Any: new () => Any };

/**
 * A call with one request and one response; what `answer` throws reaches the engine as a provider's error. The engine has a connection for
 * each provider of a stack, so that the caller says which one it is.
 */
export function unary<Request, Response>(
  answer: (request: Request, caller: string) => Response | Promise<Response>,
): Grpc.handleUnaryCall<Request, Response> {
  return (call, reply) => {
    const answered = async () => answer(call.request, call.getPeer());
    answered().then(
      (response) => reply(null, response),
      (error: unknown) => reply(errorOf(error)),
    );
  };
}

export const nothing = (): Empty => new EmptyMessage();

function errorOf(error: unknown): Partial<Grpc.StatusObject> {
  const details = error instanceof Error ? error.message : String(error);
  if (error instanceof HalfMade) return { code: grpc.status.UNKNOWN, details, metadata: whatThereIs(error) };
  if (error instanceof Refused) return { code: grpc.status.UNKNOWN, details };
  return { code: grpc.status.INTERNAL, details: `the simulated cloud failed, which is a bug in it: ${details}` };
}

/** How a provider says that a resource exists although it failed, so that the engine keeps it in the state. */
function whatThereIs({ id, state, message }: HalfMade): Grpc.Metadata {
  const failed = new ErrorResourceInitFailed().setId(id).setProperties(structOf(state)).setReasonsList([message]);
  const any = new AnyMessage();
  any.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(message);
  status.addDetails(any);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return metadata;
}
