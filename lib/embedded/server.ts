import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createConnection } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { DynamoError } from "../errors/errors";
import { findJar, findJava } from "./find-java";
import type { SupervisorReport } from "./supervisor";

/** A DynamoDB Local that runs for this process alone. */
export type EmbeddedServer = {
  readonly endpoint: string;
  /** Selects the database of this process: DynamoDB Local keeps one for each access key. */
  readonly accessKeyId: string;
  /** Whether it still listens. */
  listens(): Promise<boolean>;
  /** Ends it, and resolves when it is gone with its data. */
  stop(): Promise<void>;
};

/** How many characters of Java's last output an error message shows. */
const SHOWN_OUTPUT = 4_000;

/**
 * Starts DynamoDB Local (in memory, on a free port, without telemetry) and resolves when it
 * answers. It ends with this process, however this process ends.
 *
 * @throws DynamoError `SetupIncomplete` without a Java runtime or the JAR; `StartFailed` if it
 * doesn't start
 */
export async function startServer(): Promise<EmbeddedServer> {
  const child = startSupervisor();
  // An access key has letters and digits only. With a random one, no other process sees this
  // database.
  const accessKeyId = randomBytes(16).toString("hex");
  const gone = new Promise<void>((resolve) => child.once("close", resolve));
  const port = await portOf(child);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    accessKeyId,
    listens: () => listensAt(port),
    stop() {
      child.ref();
      child.stdin?.destroy();
      return gone;
    },
  };
}

/**
 * Connects to the port itself, because it closes as soon as Java dies. The supervisor ends a moment
 * later.
 */
function listensAt(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}

function startSupervisor(): ChildProcess {
  const env = { ...process.env, PATH: [findJava(), process.env["PATH"]].join(path.delimiter) };
  // In a session of its own (`detached`), because Jupyter's interrupt reaches the kernel's whole
  // process group.
  return spawn(process.execPath, [path.join(__dirname, "supervisor.js"), findJar()], {
    detached: true,
    env,
    stdio: "pipe",
  });
}

/** Resolves with the port when the supervisor reports it. @throws DynamoError `StartFailed` */
async function portOf(child: ChildProcess): Promise<number> {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null)
    throw new Error("The supervisor was started without pipes.");
  let output = "";
  stderr
    .setEncoding("utf8")
    .on("data", (text: string) => (output = (output + text).slice(-SHOWN_OUTPUT)));
  // Writing to a supervisor that is gone may fail: it has ended already.
  stdin.on("error", () => undefined);

  const report = await new Promise<SupervisorReport>((resolve) => {
    createInterface(stdout).once("line", (line) => resolve(JSON.parse(line) as SupervisorReport));
    child.once("error", (error) => resolve({ failed: error.message }));
    child.once("close", () => resolve({ failed: "It ended before it answered." }));
  });
  if ("failed" in report) {
    const said = output.trim() === "" ? "" : ` Java's output: ${output.trim()}`;
    throw new DynamoError(
      "StartFailed",
      `DynamoDB Local didn't start: ${report.failed}${said} ` +
        "Run this cell again; if that doesn't help, run `npm run setup`.",
    );
  }
  letProcessEnd(child);
  return report.port;
}

/** Lets this process end while its server still runs; the supervisor notices. */
function letProcessEnd(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr])
    (stream as unknown as { unref(): void } | null)?.unref();
}
