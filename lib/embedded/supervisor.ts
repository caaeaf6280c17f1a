/**
 * A process of its own that runs DynamoDB Local and dies with its starter: it ends as soon as its standard input does,
 * which the operating system closes in whatever way the starter ended.
 *
 * It takes the JAR's folder as its argument, finds `java` on PATH, and writes one line of JSON to standard output:
 * `{ port }` when the database answers, or `{ failed }`. What Java says goes to standard error.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ChildProcess } from "node:child_process";
import { configureInstaller, launch } from "dynamodb-local";

/** What the supervisor tells its starter. */
export type SupervisorReport = { port: number } | { failed: string };

const ATTEMPTS = 3;
const START_LIMIT = 60_000;
const POLL = 20;

const folder = mkdtempSync(path.join(tmpdir(), "dynamodb-in-examples-"));
let java: ChildProcess | undefined;
let ending = false;

process.stdin.on("close", () => end(0)).resume();
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => end(0));
// dynamodb-local reports a Java that can't be started by throwing from an event handler.
process.on("uncaughtException", (error) => fail(error));
// The starter may be gone while a line is on its way to it.
process.stdout.on("error", () => end(0));

main().catch(fail);

async function main(): Promise<void> {
  // In another locale Java can't read a path with letters beyond ASCII, its own among them.
  process.env["LC_ALL"] = "C.UTF-8";
  configureInstaller({ installPath: process.argv[2] ?? "" });
  const options = javaOptions();
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

/** Options travel in a file: dynamodb-local takes a single one, and paths may have spaces. */
function javaOptions(): string {
  const file = path.join(folder, "java-options");
  const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;
  writeFileSync(
    file,
    [
      "-XX:TieredStopAtLevel=1",
      "-XX:+UseSerialGC",
      "-XX:-UsePerfData",
      // Java from 22 on prints a warning for libraries in C that nobody announced; Java 17 knows the option too.
      "--enable-native-access=ALL-UNNAMED",
      quoted(`-Djava.io.tmpdir=${folder}`),
    ].join("\n"),
  );
  return `@${file}`;
}

/** A port that is free now. Somebody may take it before Java does: then Java ends and another port is tried. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until this Java answers at the port: true; or has ended: false. */
async function answers(child: ChildProcess, port: number): Promise<boolean> {
  const deadline = Date.now() + START_LIMIT;
  while (child.exitCode === null && child.signalCode === null) {
    if (ending) return false;
    if (Date.now() > deadline)
      throw new Error(`DynamoDB Local didn't answer within ${START_LIMIT / 1000} s.`);
    // Whoever took the port in between would answer as well, so ask the file system: the first request makes DynamoDB
    // Local unpack its SQLite library into the temporary folder that only our own Java was given.
    if ((await listTables(port)) && unpackedLibrary()) return true;
    await delay(POLL);
  }
  return false;
}

const unpackedLibrary = () => readdirSync(folder).some((file) => file.includes("sqlite"));

/** Sends ListTables for a key of its own; DynamoDB Local doesn't check signatures. */
function listTables(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "DynamoDB_20120810.ListTables",
      authorization:
        "AWS4-HMAC-SHA256 Credential=ready/20000101/anywhere/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
    };
    const ask = request(
      { host: "127.0.0.1", port, method: "POST", headers, timeout: 5_000 },
      (answer) => {
        answer.resume().once("end", () => resolve(answer.statusCode === 200));
      },
    );
    // Nobody listens there yet: that is what the caller waits for.
    ask.once("error", () => resolve(false));
    ask.once("timeout", () => ask.destroy());
    ask.end("{}");
  });
}

function report(line: SupervisorReport): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function fail(error: unknown): void {
  report({ failed: error instanceof Error ? error.message : String(error) });
  end(1);
}

/** Ends Java, removes the temporary folder, ends. All data is in memory, so Java may die at once. */
function end(status: number): void {
  if (ending) return;
  ending = true;
  process.exitCode = status;
  if (
    java === undefined ||
    java.exitCode !== null ||
    java.signalCode !== null ||
    java.pid === undefined
  )
    return leave();
  java.once("exit", leave);
  stopJava();
}

function stopJava(): void {
  java?.kill("SIGKILL");
}

function leave(): void {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}
