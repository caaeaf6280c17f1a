// Being told to end: by Ctrl-C, by a signal, or by the end of the npm that runs us.

const lookEvery = 250;
const signals = { SIGINT: 0, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Settles with the exit status to end with. From the first call on, signals no longer end the process by themselves.
 * @param ctrlC "belongs to another" when the terminal's Ctrl-C has its meaning in a child (a console's cell)
 */
export function endRequest(ctrlC: "ends" | "belongs to another" = "ends"): Promise<number> {
  return new Promise((resolve) => {
    for (const [signal, status] of Object.entries(signals)) {
      process.on(signal, () => {
        if (signal !== "SIGINT" || ctrlC === "ends") resolve(status);
      });
    }
    // npm passes on neither SIGHUP nor its own SIGKILL; both show as a changed parent.
    const npm = process.ppid;
    if (process.env["npm_lifecycle_event"] === undefined) return;
    const watch = setInterval(() => {
      if (process.ppid === npm) return;
      clearInterval(watch);
      resolve(1);
    }, lookEvery);
    watch.unref();
  });
}
