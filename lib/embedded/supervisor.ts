/**
 * A process that runs DynamoDB Local and ends with the process that started it: it ends as soon as
 * its standard input does, which the operating system closes however that process ended.
 *
 * Its argument is the JAR's folder. It finds `java` on PATH, and writes one line of JSON to
 * standard output: `{ port }` when the database answers, or `{ failed }`. Java's output goes to
 * standard error.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ChildProcess } from "node:child_process";
import { configureInstaller, launch } from "dynamodb-local";
import { writeJavaOptions } from "./java-options";

/** The line that the supervisor prints. */
export type SupervisorReport = { port: number } | { failed: string };

const ATTEMPTS = 3;
/** Milliseconds in which Java must answer. */
const START_LIMIT = 60_000;
/** Milliseconds between two attempts to reach it. */
const POLL = 20;

const folder = mkdtempSync(path.join(tmpdir(), "dynamodb-in-examples-"));
let java: ChildProcess | undefined;
let ending = false;

process.stdin.on("close", () => end(0)).resume();
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => end(0));
// If Java can't be started, dynamodb-local throws from an event handler.
process.on("uncaughtException", (error) => fail(error));
// The process that started this one may end before it reads the report.
process.stdout.on("error", () => end(0));

main().catch(fail);

async function main(): Promise<void> {
  // In another locale Java can't read paths beyond ASCII, such as its own.
  process.env["LC_ALL"] = "C.UTF-8";
  configureInstaller({ installPath: process.argv[2] ?? "" });
  const options = writeJavaOptions(folder);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const port = await freePort();
    java = await launch(port, null, ["-disableTelemetry" as never], false, true, options);
    if (ending) return stopJava();
    if (await answers(java, port)) {
      java.once("exit", () => end(1));
      return report({ port });
    }
  }
  throw new Error(`DynamoDB Local ended at once in ${ATTEMPTS} attempts.`);
}

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
  while (!hasEnded(child)) {
    if (ending) return false;
    if (Date.now() > deadline)
      throw new Error(`DynamoDB Local didn't answer within ${START_LIMIT / 1000} s.`);
    // Another program that took the port would answer as well. But the first request makes our own
    // DynamoDB Local unpack its SQLite library into our temporary folder.
    if ((await listTables(port)) && hasUnpackedLibrary()) return true;
    await delay(POLL);
  }
  return false;
}

const hasUnpackedLibrary = () => readdirSync(folder).some((file) => file.includes("sqlite"));

/**
 * Tells whether the port answers ListTables. The access key is made up: DynamoDB Local doesn't
 * check signatures.
 */
function listTables(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "DynamoDB_20120810.ListTables",
      authorization:
        "AWS4-HMAC-SHA256 Credential=ready/20000101/anywhere/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
    };
    const poll = request(
      { host: "127.0.0.1", port, method: "POST", headers, timeout: 5_000 },
      (response) => {
        response.resume().once("end", () => resolve(response.statusCode === 200));
      },
    );
    // Nothing listens there yet: that is what the caller waits for.
    poll.once("error", () => resolve(false));
    poll.once("timeout", () => poll.destroy());
    poll.end("{}");
  });
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
  if (java?.pid === undefined || hasEnded(java)) return leave();
  java.once("exit", leave);
  stopJava();
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) =>
  exitCode !== null || signalCode !== null;

function stopJava(): void {
  java?.kill("SIGKILL");
}

function leave(): void {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}
