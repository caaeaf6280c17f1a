import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { createInterface } from "node:readline";
import { DynamoError } from "../errors/errors";
import { archiveOption } from "./class-archive";
import { cleanEnvironment } from "./clean-environment";
import { findJar, findJava } from "./find-java";
import { FirstAndLast } from "./first-and-last";
import { HEAP } from "./java-arguments";
import { ANSWER_LIMIT, START_LIMIT } from "../errors/limits";
import { listTables } from "./list-tables";
import type { SupervisorReport } from "./supervisor";

/** A DynamoDB Local that runs for this process alone. */
export type EmbeddedServer = {
  readonly endpoint: string;
  /** Selects the database of this process: DynamoDB Local keeps one for each access key. */
  readonly accessKeyId: string;
  /** Whether it answers a request in time. */
  answers(): Promise<boolean>;
  /** Why it has ended, in a sentence, if Java said so. */
  lastWords(): string | undefined;
  /** Ends it, and resolves when it is gone with its data. */
  stop(): Promise<void>;
};

/** How many characters of the beginning and of the end of Java's output an error message shows. */
const SHOWN_OUTPUT = 2_000;
/** What a supervisor may take in addition to Java's start, in milliseconds. */
const SUPERVISOR_LIMIT = 15_000;

/**
 * Starts DynamoDB Local (in memory, on a free port, without telemetry) and resolves when it
 * answers. It ends with this process, however this process ends.
 *
 * @param answerLimit Milliseconds in which it must answer; a frozen one is ended
 * @param javaOptions Further options of Java
 * @throws DynamoError `SetupIncomplete` without a Java runtime or the JAR; `StartFailed` if it
 * doesn't start
 */
export async function startServer(
  answerLimit = ANSWER_LIMIT,
  javaOptions = archiveOption(),
): Promise<EmbeddedServer> {
  const child = startSupervisor(answerLimit, javaOptions);
  const output = outputOf(child);
  // An access key has letters and digits only. With a random one, no other process sees this
  // database.
  const accessKeyId = randomBytes(16).toString("hex");
  let ended = false;
  const gone = new Promise<void>((resolve) => child.once("close", resolve));
  void gone.then(() => (ended = true));
  const port = await portOf(child, output);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    accessKeyId,
    answers: async () => !ended && (await listTables(port, answerLimit)) === "tables",
    lastWords: () => (output.toString().includes("OutOfMemoryError") ? OUT_OF_MEMORY : undefined),
    stop() {
      child.ref();
      child.stdin?.destroy();
      return gone;
    },
  };
}

const OUT_OF_MEMORY =
  `Java ran out of memory: DynamoDB Local may use ${HEAP} MB here. ` +
  "Ask for less at once: smaller pages (Limit), smaller batches, fewer requests in parallel.";

function startSupervisor(answerLimit: number, javaOptions: string[]): ChildProcess {
  const supervisor = path.join(__dirname, "supervisor.js");
  const java = path.join(findJava(), "java");
  const args = [supervisor, findJar(), java, String(answerLimit), ...javaOptions];
  // In a session of its own (`detached`), because Jupyter's interrupt reaches the kernel's whole
  // process group. And in a folder that exists: the notebook's own may be gone.
  const child = spawn(process.execPath, args, {
    cwd: __dirname,
    detached: true,
    env: cleanEnvironment(),
    stdio: ["pipe", "pipe", "pipe", "pipe"],
  });
  // If it was killed, its watchdog ends Java as soon as this closes.
  const [, , , lifeline] = child.stdio;
  child.once("exit", () => lifeline?.destroy());
  return child;
}

/** Collects what Java prints, also after the start. */
function outputOf({ stderr }: ChildProcess): FirstAndLast {
  const output = new FirstAndLast(SHOWN_OUTPUT);
  stderr?.setEncoding("utf8").on("data", (text: string) => output.add(text));
  return output;
}

/** Resolves with the port when the supervisor reports it. @throws DynamoError `StartFailed` */
async function portOf(child: ChildProcess, output: FirstAndLast): Promise<number> {
  const report = await reportOf(child);
  if ("failed" in report) {
    const said = output.toString();
    throw new DynamoError(
      "StartFailed",
      `DynamoDB Local didn't start: ${report.failed} ` +
        (said === "" ? "" : `Java's output: ${said}\n`) +
        "Run this cell again; if that doesn't help, run `npm run setup`.",
    );
  }
  letProcessEnd(child);
  return report.port;
}

async function reportOf(child: ChildProcess): Promise<SupervisorReport> {
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null)
    throw new Error("The supervisor was started without pipes.");
  // Writing to a supervisor that is gone may fail: it has ended already.
  stdin.on("error", () => undefined);
  let timer: NodeJS.Timeout | undefined;
  const report = await new Promise<SupervisorReport>((resolve) => {
    let line: string | undefined;
    createInterface(stdout).once("line", (text) => {
      line = text;
      const said = JSON.parse(text) as SupervisorReport;
      if ("port" in said) resolve(said);
    });
    child.once("error", (error) => resolve({ failed: `${error.message}.` }));
    // A supervisor that has failed ends, and only then is all of Java's output here.
    child.once("close", () =>
      resolve(
        line === undefined
          ? { failed: "its supervisor ended before it answered." }
          : (JSON.parse(line) as SupervisorReport),
      ),
    );
    const limit = START_LIMIT + SUPERVISOR_LIMIT;
    timer = setTimeout(() => {
      child.kill("SIGKILL");
      resolve({ failed: `its supervisor said nothing within ${limit / 1000} s.` });
    }, limit);
  });
  clearTimeout(timer);
  return report;
}

/** Lets this process end while its server still runs; the supervisor notices. */
function letProcessEnd(child: ChildProcess): void {
  child.unref();
  for (const stream of child.stdio) (stream as unknown as { unref(): void } | null)?.unref();
}
