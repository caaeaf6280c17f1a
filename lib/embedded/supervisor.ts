/**
 * A process that runs DynamoDB Local and ends with the process that started it: it ends as soon as
 * its standard input does, which the operating system closes however that process ended. File 3 ends
 * likewise: if this process is killed, the watchdog of its work folder sees that, and ends Java.
 *
 * Its arguments are the JAR's folder, the `java` to run, the limit of its answers in milliseconds,
 * and further options for Java. It writes one line of JSON to standard output: `{ port }` when the
 * database answers, or `{ failed }`. Java's output goes to standard error.
 */
import { readdirSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ChildProcess } from "node:child_process";
import { configureInstaller, launch } from "dynamodb-local";
import { jarWithoutEmoji } from "./copies";
import { writeJavaArguments } from "./java-arguments";
import { ANSWER_LIMIT, START_LIMIT } from "../errors/limits";
import { listTables } from "./list-tables";
import { createWorkFolder, type WorkFolder } from "./work-folder";

/** The line that the supervisor prints. */
export type SupervisorReport = { port: number } | { failed: string };

/** The file that the watchdog reads. This process doesn't, because Node makes what it reads non-blocking. */
const LIFELINE = 3;
const ATTEMPTS = 3;
/** All in milliseconds: the pause between two probes while Java starts, and after. */
const POLL = 20;
const LOOK_EVERY = 5_000;
/** How long a probe waits while Java starts. */
const PROBE_LIMIT = 5_000;
/** How long the port may answer with errors only before Java counts as broken. */
const ERRORS_LIMIT = 3_000;

const [jarFolder = "", javaBinary = "", answerLimit = String(ANSWER_LIMIT), ...javaOptions] =
  process.argv.slice(2);

let folder: WorkFolder | undefined;
let java: ChildProcess | undefined;
/** A Java that is about to start, after another one has ended. */
let launching: Promise<ChildProcess> | undefined;
let ending = false;

process.stdin.on("close", () => end(0)).resume();
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => end(0));
// If Java can't be started, dynamodb-local throws from an event handler.
process.on("uncaughtException", (error) => fail(error));
// The process that started this one may end before it reads the report.
process.stdout.on("error", () => end(0));

main().catch(fail);

async function main(): Promise<void> {
  folder = createWorkFolder(javaBinary, LIFELINE);
  process.env["PATH"] = [folder.path, process.env["PATH"]].join(path.delimiter);
  const installPath = jarWithoutEmoji(jarFolder, folder.path);
  configureInstaller({ installPath });
  writeJavaArguments(folder, installPath, javaOptions);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const port = await freePort();
    if (ending) return;
    launching = launch(port, null, ["-disableTelemetry" as never], false, true);
    java = await launching;
    launching = undefined;
    if (ending) return;
    if (await answers(java, port)) {
      java.once("exit", () => end(1));
      report({ port });
      return stopWhenFrozen(port);
    }
  }
  throw new Error(`Java ended at once in ${ATTEMPTS} attempts${lastStatus()}.`);
}

const lastStatus = () => (java?.exitCode == null ? "" : ` (status ${java.exitCode})`);

/**
 * Finds a free port. If another program takes it before Java does, Java ends and another port is
 * tried.
 */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves with true when this Java answers at the port, or with false when it has ended. */
async function answers(child: ChildProcess, port: number): Promise<boolean> {
  const deadline = Date.now() + START_LIMIT;
  let firstError = Infinity;
  while (!hasEnded(child)) {
    if (ending) return false;
    if (Date.now() > deadline) throw new Error(`it didn't answer within ${START_LIMIT / 1000} s.`);
    const answer = await listTables(port, PROBE_LIMIT);
    // Another program that took the port would answer as well. But the first request makes our own
    // DynamoDB Local unpack its SQLite library into our temporary folder.
    if (answer === "tables" && hasUnpackedLibrary()) return true;
    if (answer === "error") firstError = Math.min(firstError, Date.now());
    if (Date.now() > firstError + ERRORS_LIMIT) throw new Error("it answers with errors only.");
    await delay(POLL);
  }
  return false;
}

const hasUnpackedLibrary = () =>
  readdirSync(folder?.path ?? "").some((file) => file.includes("sqlite"));

/**
 * Ends a Java that has stopped answering, so that requests of any client fail instead of waiting.
 * Only probes that this process itself waited for count, not the time that a laptop slept.
 */
async function stopWhenFrozen(port: number): Promise<void> {
  const limit = Number(answerLimit);
  const pause = Math.min(LOOK_EVERY, limit / 3);
  for (let silent = 0; silent < limit - pause;) {
    if (ending) return;
    const answer = await listTables(port, pause);
    silent = answer === "none" ? silent + pause : 0;
    if (answer !== "none") await delay(pause);
  }
  stopJava();
}

function report(line: SupervisorReport): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function fail(error: unknown): void {
  report({ failed: error instanceof Error ? error.message : String(error) });
  end(1);
}

/**
 * Ends Java, removes the temporary folder, and exits. All data is in memory, so Java may be killed.
 */
function end(status: number): void {
  if (ending) return;
  ending = true;
  process.exitCode = status;
  void (launching ?? Promise.resolve(java)).then(endJava, leave);
}

function endJava(child: ChildProcess | undefined): void {
  if (child?.pid === undefined || hasEnded(child)) return leave();
  child.once("exit", leave);
  child.kill("SIGKILL");
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) =>
  exitCode !== null || signalCode !== null;

function stopJava(): void {
  java?.kill("SIGKILL");
}

function leave(): void {
  folder?.remove();
  process.exit();
}
