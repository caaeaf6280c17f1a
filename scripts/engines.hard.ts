// The whole workbook attached to other engines that speak DynamoDB's protocol. They are downloaded
// into a temporary folder; where that isn't possible, the test is skipped with npm's reason.
import assert from "node:assert/strict";
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test, type TestContext } from "node:test";
import { promisify } from "node:util";
import { execute, type Execution } from "./notebooks/execute";
import { judge } from "./notebooks/judge";
import { chapters, codeCells, readNotebook } from "./notebooks/notebook";
import { npmCommand } from "./setup/npm-packages.js";
import { freePort } from "./testing/free-port";
import { until } from "./testing/until";

type Engine = {
  /** The npm package, with its version. */
  spec: string;
  /** How it is started, in the folder of the installation. */
  command(port: number): string[];
  /** The first cell that it doesn't run, by chapter, with the reason: the chapter ends there. */
  fails: Record<string, RegExp>;
};

const ENGINES: Record<string, Engine> = {
  dynoxide: {
    spec: `@dynoxide/${process.platform}-${process.arch}@1.2.1`,
    command: (port) => [
      `node_modules/@dynoxide/${process.platform}-${process.arch}/dynoxide`,
      ...["serve", "--port", String(port)],
    ],
    // It has no index keys of several attributes, and accepts every access key.
    fails: {
      "05-toy-store": /^typed-queries: .*Unexpected token in KeyConditionExpression: AND/,
      "07-one-table": /^multi-compared: .*Unexpected token in KeyConditionExpression: AND/,
      "10-costs": /^key-refused: .*should have failed with UnrecognizedClientException/,
    },
  },
  dynalite: {
    spec: "dynalite@4.0.0",
    command: (port) => [process.execPath, "node_modules/.bin/dynalite", "--port", String(port)],
    // It has no transactions, index keys of two attributes at most, and no index without units; it
    // doesn't tell the item that made a condition fail.
    fails: {
      "04-counters-and-indexes": /^count: .*UnknownOperationException/,
      "05-toy-store": /^typed-table: .*length less than or equal to 2/,
      "07-one-table": /^multi: .*length less than or equal to 2/,
      "08-many-writers": /^ten-editors: .*There is no kite/,
      "09-living-table": /^add-index: .*provisionedThroughput' failed to satisfy/,
      "10-costs": /^decisions: .*UnknownOperationException/,
    },
  },
};

/** Downloads a package into a temporary folder and returns that; else npm's complaint. */
async function install(spec: string): Promise<{ folder: string } | { complaint: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), "engine-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(path.join(folder, "package.json"), "{}");
  const { program, args, env } = npmCommand();
  try {
    await promisify(execFile)(
      program,
      [...args, "install", "--no-audit", "--no-fund", "--ignore-scripts", spec],
      { cwd: folder, env },
    );
    return { folder };
  } catch (error) {
    const { stderr } = error as { stderr: string };
    return { complaint: `npm can't install ${spec}: ${stderr.trim().split("\n")[0]}` };
  }
}

async function start(
  engine: Engine,
  folder: string,
): Promise<{ child: ChildProcess; url: string }> {
  const port = await freePort();
  const [program = "", ...args] = engine.command(port);
  const child = spawn(path.resolve(folder, program), args, { cwd: folder, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  await until(`${engine.spec} answers`, async () => {
    if (child.exitCode !== null) throw new Error(`${engine.spec} has ended: ${child.exitCode}`);
    return fetch(url).then(
      () => true,
      () => false,
    );
  });
  return { child, url };
}

/** Runs a chapter attached to an engine of its own, and compares what failed with what is known to. */
async function runChapter(
  t: TestContext,
  file: string,
  engine: Engine,
  folder: string,
): Promise<void> {
  const { child, url } = await start(engine, folder);
  try {
    const notebook = readNotebook(file);
    const all = await execute(file, { once: true, variables: { AWS_ENDPOINT_URL_DYNAMODB: url } });
    const good = all.filter(({ status }) => status === "ok").length;
    const differing = judge(notebook, all).map((fault) => `\n  ${fault}`);
    t.diagnostic(`${good} of ${codeCells(notebook).length} cells${differing.join("")}`);
    const expected = engine.fails[path.basename(file, ".ipynb")];
    const failed = all.find(({ status }) => status !== "ok");
    if (expected === undefined) assert.equal(failed?.id, undefined, textOf(failed));
    else assert.match(textOf(failed), expected);
  } finally {
    child.kill("SIGKILL");
  }
}

const textOf = (execution: Execution | undefined) =>
  execution === undefined ? "" : `${execution.id}: ${JSON.stringify(execution.outputs)}`;

for (const [name, engine] of Object.entries(ENGINES))
  describe(name, () => {
    const installed = install(engine.spec);
    for (const file of chapters())
      test(path.basename(file), async (t) => {
        const result = await installed;
        if ("complaint" in result) t.skip(result.complaint);
        else await runChapter(t, file, engine, result.folder);
      });
  });
