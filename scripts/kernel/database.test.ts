/** The embedded database in a real kernel: it lives exactly as long as the kernel does. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { DATABASE } from "../testing/leftovers";
import { LIMIT } from "../testing/limit";
import { until } from "../testing/until";
import { compileAhead } from "./compile-ahead";
import { Session } from "./session";

const temp = mkdtempSync(path.join(tmpdir(), "kernel database test "));
const sessions: Session[] = [];
after(async () => {
  // Also those of tests that failed.
  await Promise.all(sessions.map((session) => session.close()));
  rmSync(temp, { recursive: true });
});

const CONNECT = `import { connect, show } from "../lib";
const db = await connect();`;
const SDK = `import { CreateTableCommand, ListTablesCommand } from "@aws-sdk/client-dynamodb";`;
const CREATE = `await db.send(new CreateTableCommand({ TableName: "kept", BillingMode: "PAY_PER_REQUEST",
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }], AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }] }))`;
const LIST = `console.log((await db.send(new ListTablesCommand({}))).TableNames)`;
// Said from a callback: then the cell is surely waiting, and no longer on its way there.
const WAIT = `setImmediate(() => console.log("waiting")); await new Promise((resolve) => setTimeout(resolve, 60_000))`;
const SHOW = `import { show } from "../lib"; show({ deep: { deeper: { deepest: ["<b>"] } } })`;
const THROW = `import { DynamoError } from "../lib"; throw new DynamoError("StartFailed", "It didn't start.")`;

async function start(): Promise<Session> {
  const { AWS_ENDPOINT_URL_DYNAMODB: _, ...env } = process.env;
  const session = await Session.start({ ...env, TMPDIR: temp });
  sessions.push(session);
  return session;
}

async function connected(): Promise<{ session: Session; port: string }> {
  const session = await start();
  return { session, port: await connectIn(session) };
}

async function connectIn(session: Session): Promise<string> {
  const answer = await session.run(CONNECT);
  assert.deepEqual([answer.status, answer.stderr], ["ok", ""]);
  const port = /127\.0\.0\.1:(\d+)/.exec(answer.stdout)?.[1];
  assert.ok(port, answer.stdout);
  return port;
}

const java = (port: string) =>
  execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => DATABASE.test(line) && line.includes(`-port ${port} `)).length;

const gone = (port: string) => until("the database has ended", () => java(port) === 0);

describe("the embedded database in a kernel", { concurrency: 2, timeout: LIMIT }, () => {
  // Otherwise each of the kernels loads the compiler.
  before(() => compileAhead([[CONNECT, SDK, CREATE, WAIT, LIST, CONNECT], [SHOW], [THROW]]));

  test("it survives an interrupted cell, with its data", async () => {
    const { session, port } = await connected();
    await session.run(SDK);
    assert.equal((await session.run(CREATE)).status, "ok");
    const interrupted = await session.run(WAIT, "waiting");
    assert.notEqual(interrupted.status, "ok");
    assert.equal((await session.run(LIST)).stdout, "[ 'kept' ]\n");
    assert.equal(await connectIn(session), port);
    await session.end("shutdown");
    await gone(port);
    await session.close();
  });

  test("a restarted kernel gets a new one, which ends when the kernel is killed", async () => {
    const { session, port } = await connected();
    assert.equal(java(port), 1);
    await session.end("restart");
    await gone(port);
    const next = await connectIn(session);
    assert.notEqual(next, port);
    assert.equal(java(next), 1);
    await session.end("kill");
    await gone(next);
    await session.close();
  });

  test("show() sends HTML and text in one bundle", async () => {
    const session = await start();
    const answer = await session.run(SHOW);
    assert.deepEqual([answer.status, answer.stderr, answer.stdout], ["ok", "", ""]);
    assert.deepEqual(
      answer.displayed.map((bundle) => Object.keys(bundle).sort()),
      [["text/html", "text/plain"]],
    );
    assert.match(answer.displayed[0]?.["text/html"] ?? "", /&lt;b&gt;/);
    assert.match(answer.displayed[0]?.["text/plain"] ?? "", /deepest: \[ "<b>" \]/);
    await session.close();
  });

  test("a library error is one sentence and the cell's line", async () => {
    const session = await start();
    const answer = await session.run(THROW);
    assert.equal(answer.status, "error");
    assert.equal(answer.error.split("\n")[0], "DynamoError StartFailed: It didn't start.");
    assert.match(answer.error.split("\n").slice(1).join("\n"), /^ {4}at line 1: import .*$/);
    await session.close();
  });
});

test("nothing stays in the temporary folder", async () => {
  const isOurs = (name: string) => name.startsWith("dynamodb-in-examples-");
  await until("the temporary folder is tidy", () => !readdirSync(temp).some(isOurs));
  assert.deepEqual(readdirSync(temp), []);
});
