// `npm start`: JupyterLab on the workbook's contents page, until it is closed.
import { EXIT_STATUS, onEndRequest } from "./end-request.js";
import { createRuntimeFolder } from "./jupyter/environment.js";
import { startJupyter, type Jupyter } from "./jupyter/server.js";
import { SetupError } from "./setup/setup-error.js";

const portAttempts = 10;

export async function main(args: string[]): Promise<number> {
  const unknown = args.find((arg) => arg !== "--no-browser");
  if (unknown !== undefined)
    throw new SetupError(`npm start takes only "-- --no-browser", and not "${unknown}".`);
  // Ctrl-C is how a reader closes JupyterLab, not a failure.
  const told = new Promise<number>((resolve) =>
    onEndRequest((cause) => resolve(cause === "SIGINT" ? 0 : EXIT_STATUS[cause])),
  );
  const runtime = createRuntimeFolder();
  try {
    return await serve(runtime.folder, args.length === 0, told);
  } finally {
    runtime.remove();
  }
}

async function serve(
  runtimeFolder: string,
  browser: boolean,
  told: Promise<number>,
): Promise<number> {
  console.log("Starting JupyterLab.");
  for (let attempt = 1; ; attempt += 1) {
    const jupyter = startJupyter(runtimeFolder, browser);
    const begun = await Promise.race([
      jupyter.address(),
      jupyter.ended.then(() => "ended" as const),
      told,
    ]);
    // Jupyter looks for a free port first and binds it later: two processes may choose the same.
    if (begun === "ended" && jupyter.portWasTaken() && attempt < portAttempts) continue;
    if (begun === "silent") {
      const log = jupyter.log().join("\n");
      await jupyter.end();
      throw new SetupError(
        `JupyterLab hasn't answered within two minutes. It said:\n${log}\nTry "npm start" again; if that doesn't help, restart the computer.`,
      );
    }
    if (typeof begun === "string" && begun !== "ended") announce(begun, browser);
    return untilEnd(jupyter, told);
  }
}

async function untilEnd(jupyter: Jupyter, told: Promise<number>): Promise<number> {
  const first = await Promise.race([jupyter.ended.then((how) => ({ how })), told]);
  if (typeof first === "object") return statusAfter(first.how, jupyter);
  await jupyter.end();
  return first;
}

function announce(address: string, browser: boolean): void {
  console.log(
    browser
      ? "JupyterLab opens in your browser. If it doesn't, open this address:"
      : "Open this address in a browser:",
  );
  console.log(address);
  console.log("Ctrl-C ends it.");
}

/**
 * Returns the exit status after Jupyter ended by itself: through its menu (status 0), or by an
 * error.
 */
function statusAfter(how: number | NodeJS.Signals, jupyter: Jupyter): number {
  if (how === 0) return 0;
  console.error(jupyter.log().join("\n"));
  console.error(
    `JupyterLab has ended (${typeof how === "number" ? `status ${how}` : how}): "npm start" starts it again.`,
  );
  return 1;
}
