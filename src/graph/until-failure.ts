import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * Runs something that may fail where nobody awaits it, as callbacks of outputs do, or that may wait for ever.
 * `stop` is called after a failure: nothing new may begin.
 * @throws the first error, from wherever it comes
 */
export async function untilFailure<T>(
  run: (fail: (error: unknown) => void) => Promise<T>,
  stop: () => void,
): Promise<T> {
  let fail: (error: unknown) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const stuck = () => fail(new Error("the program waits for something that never happens"));
  process.on("unhandledRejection", fail);
  process.on("beforeExit", stuck);
  try {
    return await Promise.race([lastWords(run(fail)), failure]);
  } catch (error) {
    stop();
    // What depended on the failed value fails in the next turns; it has been reported already.
    await nextTurn();
    await nextTurn();
    throw error;
  } finally {
    process.off("unhandledRejection", fail);
    process.off("beforeExit", stuck);
  }
}

/** A rejection is reported as unhandled only at the end of the turn, when the program may seem to have ended well. */
async function lastWords<T>(running: Promise<T>): Promise<T> {
  const result = await running;
  await nextTurn();
  return result;
}
