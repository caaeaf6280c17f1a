/**
 * Starts a DynamoDB Local and waits for its first answer: with connect(), or with a plain
 * `java -jar`. Prints the milliseconds that took, as JSON.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { cleanEnvironment } from "../../lib/embedded/clean-environment";
import { findJar, findJava } from "../../lib/embedded/find-java";
import { listTables } from "../../lib/embedded/list-tables";
import { connect } from "../../lib/index";
import { silently } from "./silently";

/** The pause between two probes, in milliseconds: that of connect(), or less. */
const POLL = 20;
const LIMIT = 60_000;

const WAYS: Record<string, () => Promise<number>> = {
  async "connect()"() {
    const begun = performance.now();
    const db = await silently(() => connect());
    await db.send(new ListTablesCommand({}));
    return performance.now() - begun;
  },
  async "java -jar"() {
    const port = await freePort();
    // Java leaves an unpacked library there.
    const folder = mkdtempSync(path.join(tmpdir(), "bench-java-"));
    const begun = performance.now();
    const java = startJava(port, folder);
    try {
      while ((await listTables(port, LIMIT)) !== "tables") {
        if (java.exitCode !== null || performance.now() - begun > LIMIT)
          throw new Error("A plain `java -jar DynamoDBLocal.jar` didn't answer.");
        await pause(POLL);
      }
      return performance.now() - begun;
    } finally {
      const ended = new Promise((resolve) => java.once("exit", resolve));
      if (java.exitCode === null && java.kill("SIGKILL")) await ended;
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/**
 * Starts it as AWS's page says, but in memory, and without its telemetry.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.DownloadingAndRunning.html
 */
function startJava(port: number, folder: string) {
  const jar = findJar();
  const options = [`-Djava.io.tmpdir=${folder}`, "-Djava.library.path=./DynamoDBLocal_lib"];
  const local = ["-jar", "DynamoDBLocal.jar", "-inMemory", "-disableTelemetry"];
  return spawn(path.join(findJava(), "java"), [...options, ...local, "-port", String(port)], {
    cwd: jar,
    env: cleanEnvironment(),
    stdio: "ignore",
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function main(): Promise<void> {
  const way = WAYS[process.argv[2] ?? ""];
  if (way === undefined) throw new Error(`There is no way to start called ${process.argv[2]}.`);
  console.log(JSON.stringify(await way()));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
