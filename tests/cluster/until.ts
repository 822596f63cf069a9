const POLL_MS = 25;

/** Between two questions. */
export const pause = () => new Promise((settle) => setTimeout(settle, POLL_MS));

/** Waits by asking again and again; gives the first answer that is not undefined. */
export async function until<T>(
  what: string | (() => string),
  ask: () => T | undefined | Promise<T | undefined>,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`waited in vain: ${typeof what === "string" ? what : what()}`);
    await pause();
  }
}
