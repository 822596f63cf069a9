import { createRequire } from "node:module";

/** The SDK's own object: what is replaced in it, the SDK no longer calls. */
const sdk = createRequire(require.resolve("@pulumi/pulumi"))("./runtime/debuggable") as {
  debuggablePromise: <T>(promise: Promise<T>) => Promise<T>;
};

/**
 * Runs something without the SDK's search for promises that nobody awaits, for which it makes two more promises of each
 * and four for each property of a resource: an eighth of a recording, which notices by itself when a program hangs.
 */
export async function withoutLeakDetector<T>(run: () => Promise<T>): Promise<T> {
  const { debuggablePromise } = sdk;
  sdk.debuggablePromise = (promise) => promise;
  try {
    return await run();
  } finally {
    sdk.debuggablePromise = debuggablePromise;
  }
}
