import { type RegisterResourceResponse, Result } from "@pulumi/pulumi/proto/resource_pb";
import type { WireProperties } from "./wire";

/** As much of the answer to a registration as the SDK reads. */
export interface Registered extends Pick<RegisterResourceResponse, "getUrn" | "getId" | "getResult"> {
  readonly getObject: () => { readonly toJavaScript: () => WireProperties };
  readonly getPropertydependenciesMap: () => undefined;
}

/**
 * A resource that was made as it was asked for. A real message, which the SDK prints whole for its log even where nobody
 * reads that, costs a sixth of a recording.
 */
export function registeredAs(urn: string, id: string, state: WireProperties): Registered {
  return {
    getUrn: () => urn,
    getId: () => id,
    getResult: () => Result.SUCCESS,
    getObject: () => ({ toJavaScript: () => state }),
    getPropertydependenciesMap: () => undefined,
  };
}
