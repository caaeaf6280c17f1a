// Requests to end: Ctrl-C, a signal, or the end of the npm that runs this process.

/** Milliseconds between two looks at the parent process. */
const INTERVAL = 250;
const signals = { SIGINT: 0, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Resolves with an exit status when this process should end. From the first call on, signals no
 * longer end the process by themselves.
 *
 * @param ctrlC "belongs to another" if Ctrl-C has a meaning in a child: it interrupts a console's
 * cell
 */
export function endRequest(ctrlC: "ends" | "belongs to another" = "ends"): Promise<number> {
  return new Promise((resolve) => {
    for (const [signal, status] of Object.entries(signals)) {
      process.on(signal, () => {
        if (signal !== "SIGINT" || ctrlC === "ends") resolve(status);
      });
    }
    // npm doesn't pass on SIGHUP, and can't pass on SIGKILL. Both change the parent process.
    const npm = process.ppid;
    if (process.env["npm_lifecycle_event"] === undefined) return;
    const watch = setInterval(() => {
      if (process.ppid === npm) return;
      clearInterval(watch);
      resolve(1);
    }, INTERVAL);
    watch.unref();
  });
}
