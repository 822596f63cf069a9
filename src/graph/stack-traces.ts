/**
 * Runs something without stack traces. The SDK takes one for every promise, and one of unlimited depth for every
 * resource: more than half of the time that a program takes. A getter is what keeps the SDK from raising the limit.
 */
export async function withoutStackTraces<T>(run: () => Promise<T>): Promise<T> {
  const limit = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit");
  Object.defineProperty(Error, "stackTraceLimit", { get: () => 0, set: () => undefined, configurable: true });
  try {
    return await run();
  } finally {
    Object.defineProperty(Error, "stackTraceLimit", limit ?? { value: 10, writable: true, configurable: true });
  }
}
