/** Milliseconds after which a person begins to wonder whether anything happens. */
const PATIENCE = 1_000;

/** Runs something, with a sign of life on a terminal when the process takes longer than a second. */
export async function whileBusy<T>(run: () => Promise<T>): Promise<T> {
  // A terminal without a width (a pseudo-terminal nobody sized) would make the spinner clear lines for ever.
  if (!process.stderr.isTTY || !(process.stderr.columns > 0)) return run();
  let done = false;
  let stop: () => void = () => undefined;
  const show = async () => {
    const { default: ora } = await import("ora");
    if (done) return;
    const spinner = ora({ text: "recording the program", stream: process.stderr }).start();
    stop = () => spinner.stop();
  };
  const timer = setTimeout(() => void show(), Math.max(0, PATIENCE - performance.now()));
  try {
    return await run();
  } finally {
    done = true;
    clearTimeout(timer);
    stop();
  }
}
