import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createConnection } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { DynamoError } from "../errors/errors";
import { jarFolder, javaFolder } from "./files";
import type { SupervisorReport } from "./supervisor";

/** A DynamoDB Local that runs for this process alone. */
export type EmbeddedServer = {
  readonly endpoint: string;
  /** Opens the database that belongs to this process: DynamoDB Local keeps one for each access key. */
  readonly accessKeyId: string;
  /** Whether it still listens. */
  listens(): Promise<boolean>;
  /** Ends it and resolves when it is gone, with its data. */
  stop(): Promise<void>;
};

/** What Java said last is worth keeping in an error. */
const KEPT_OUTPUT = 4_000;

/**
 * Starts DynamoDB Local (in memory, on a free port, without telemetry) and resolves when it answers. It ends with this
 * process, in whatever way this process ends.
 *
 * @throws DynamoError `SetupIncomplete` without a Java runtime or the JAR; `StartFailed` if it doesn't come up.
 */
export async function startServer(): Promise<EmbeddedServer> {
  const child = startSupervisor();
  // An access key takes letters and digits only. A random one is the key to a database that nobody else sees.
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

/** Asks the port itself: that Java died shows there at once, and in its supervisor a moment later. */
function listensAt(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

function startSupervisor(): ChildProcess {
  const env = { ...process.env, PATH: [javaFolder(), process.env["PATH"]].join(path.delimiter) };
  // A session of its own (`detached`): Jupyter's interrupt goes to the kernel's whole process group.
  return spawn(process.execPath, [path.join(__dirname, "supervisor.js"), jarFolder()], {
    detached: true,
    env,
    stdio: "pipe",
  });
}

/** Waits for the supervisor's one line. */
async function portOf(child: ChildProcess): Promise<number> {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null)
    throw new Error("The supervisor was started without pipes.");
  let said = "";
  stderr
    .setEncoding("utf8")
    .on("data", (text: string) => (said = (said + text).slice(-KEPT_OUTPUT)));
  // A supervisor that is gone can't be told to end: writing to it is allowed to fail.
  stdin.on("error", () => undefined);

  const report = await new Promise<SupervisorReport>((resolve) => {
    createInterface(stdout).once("line", (line) => resolve(JSON.parse(line) as SupervisorReport));
    child.once("error", (error) => resolve({ failed: error.message }));
    child.once("close", () => resolve({ failed: "It ended before it answered." }));
  });
  if ("failed" in report) {
    const output = said.trim() === "" ? "" : ` Java said: ${said.trim()}`;
    throw new DynamoError(
      "StartFailed",
      `DynamoDB Local didn't start: ${report.failed}${output} Run this cell again; if that doesn't help, run \`npm run setup\`.`,
    );
  }
  letProcessEnd(child);
  return report.port;
}

/** A program that is done may end while its server still runs; the supervisor notices. */
function letProcessEnd(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr])
    (stream as unknown as { unref(): void } | null)?.unref();
}
