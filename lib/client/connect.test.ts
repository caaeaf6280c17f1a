import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { before, describe, test } from "node:test";
import {
  CreateTableCommand,
  DescribeLimitsCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { DATABASE } from "../../scripts/testing/leftovers";
import { until } from "../../scripts/testing/until";
import { cleanUp, connect } from "../index";

const LIBRARY = path.resolve(__dirname, "../index.js");

const definition = (TableName: string) =>
  new CreateTableCommand({
    TableName,
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    BillingMode: "PAY_PER_REQUEST",
  });

const CREDENTIALS = { AWS_ACCESS_KEY_ID: "somebody", AWS_SECRET_ACCESS_KEY: "x" };

/** The environment of a new process: of AWS's variables it has only these. */
function environment(variables: Record<string, string>): Record<string, string | undefined> {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_")),
  );
  const quiet = {
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  return { ...clean, ...quiet, ...variables };
}

/** What `action` prints. */
async function printed(action: () => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => lines.push(line);
  try {
    await action();
  } finally {
    console.log = log;
  }
  return lines;
}

const quietly = async <T>(action: () => Promise<T>): Promise<T> => {
  let result: T | undefined;
  await printed(async () => (result = await action()));
  return result as T;
};

/** Process ids of the Java that listens at this client's endpoint. */
const javaAt = (endpoint: string) =>
  execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => DATABASE.test(line) && line.includes(`-port ${new URL(endpoint).port} `))
    .map((line) => Number(line.trim().split(" ")[0]));

describe("the embedded database", () => {
  test("connecting twice, or concurrently, returns the same client and server", async () => {
    const [a, b] = await quietly(() => Promise.all([connect(), connect()]));
    const c = await quietly(() => connect());
    assert.equal(a, c);
    assert.equal((await a.config.endpoint?.())?.port, (await b.config.endpoint?.())?.port);
    assert.equal(javaAt(process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "").length, 1);
  });

  test("it says where it is, in one line", async () => {
    const lines = await printed(() => connect());
    assert.equal(lines.length, 1);
    assert.match(
      lines[0] ?? "",
      /^DynamoDB Local runs at http:\/\/127\.0\.0\.1:\d+, in memory, .*us-west-2/,
    );
  });

  test("an SDK client without any settings reaches the same tables", async () => {
    const db = await quietly(() => connect());
    await db.send(definition("plain_client"));
    const { TableNames } = await new DynamoDBClient({}).send(new ListTablesCommand({}));
    assert.ok(TableNames?.includes("plain_client"));
  });

  test("another access key sees none of them", async () => {
    const stranger = new DynamoDBClient({
      credentials: { accessKeyId: "stranger", secretAccessKey: "local" },
    });
    assert.deepEqual((await stranger.send(new ListTablesCommand({}))).TableNames, []);
  });

  test("cleanUp deletes the tables created here, names the others, and may be repeated", async () => {
    const db = await quietly(() => connect());
    await db.send(definition("created_here"));
    await new DynamoDBClient({}).send(definition("created_elsewhere"));
    const lines = await printed(() => cleanUp(db));
    assert.ok(lines.includes("Deleted table created_here."));
    assert.match(lines.at(-1) ?? "", /^Left alone, .*created_elsewhere/);
    assert.deepEqual((await db.send(new ListTablesCommand({}))).TableNames, ["created_elsewhere"]);
    assert.equal((await printed(() => cleanUp(db))).length, 1);
  });

  test("a request after the server died fails with DatabaseGone; connecting again recovers", async () => {
    const db = await quietly(() => connect());
    const endpoint = process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "";
    for (const pid of javaAt(endpoint)) process.kill(pid, "SIGKILL");
    await assert.rejects(db.send(new ListTablesCommand({})), {
      name: "DynamoError",
      code: "DatabaseGone",
      message: /Run the connect\(\) cell again/,
    });
    const again = await quietly(() => connect());
    assert.notEqual(process.env["AWS_ENDPOINT_URL_DYNAMODB"], endpoint);
    assert.deepEqual((await again.send(new ListTablesCommand({}))).TableNames, []);
  });

  test("AWS is out of reach of a client from connect() without the opt-in", async () => {
    const db = await quietly(() => connect());
    await assert.rejects(redirected(db), { code: "EndpointNotLocal" });
  });
});

/** Sends a request with its address changed on the way, as a mistaken middleware would. */
async function redirected(db: DynamoDBClient): Promise<unknown> {
  // Of a kind that wasn't sent before: the client keeps the middleware of those.
  const command = new DescribeLimitsCommand({});
  command.middlewareStack.add(
    (next) => (args) => {
      Object.assign(args.request as object, {
        hostname: "dynamodb.us-west-2.amazonaws.com",
        protocol: "https:",
        port: 443,
      });
      return next(args);
    },
    { step: "build", name: "redirect" },
  );
  return db.send(command);
}

describe("attaching to an endpoint that the environment names", () => {
  /** Of this process's embedded database: to another process it is one that was there before. */
  let endpoint = "";
  before(async () => {
    await quietly(() => connect());
    endpoint = process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "";
  });

  /** Runs `code` in a new process; `lib` is the library. */
  function run(code: string, env: Record<string, string>): Promise<string> {
    const source = `const lib = require(${JSON.stringify(LIBRARY)}); const sdk = require("@aws-sdk/client-dynamodb");
      (async () => { ${code} })().catch((error) => { console.log(error.code, error.message); });`;
    return new Promise((resolve, reject) => {
      execFile(
        process.execPath,
        ["-e", source],
        { cwd: __dirname, env: environment(env) },
        (error, stdout, stderr) =>
          error ? reject(new Error(stderr, { cause: error })) : resolve(stdout + stderr),
      );
    });
  }

  test("it uses that database and doesn't start one", async () => {
    const said = await run(
      "const db = await lib.connect(); console.log((await db.send(new sdk.ListTablesCommand({}))).TableNames.length)",
      {
        ...CREDENTIALS,
        AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      },
    );
    assert.equal(
      said,
      `Connected to ${endpoint}, which AWS_ENDPOINT_URL_DYNAMODB names (region us-west-2).\n0\n`,
    );
  });

  test("an endpoint elsewhere is refused without the opt-in", async () => {
    assert.match(
      await run("await lib.connect()", {
        ...CREDENTIALS,
        AWS_ENDPOINT_URL_DYNAMODB: "http://10.0.0.1:8000",
      }),
      /^EndpointNotLocal .*connect\(\{ aws: true \}\)/,
    );
  });

  test("an endpoint that isn't an address is refused", async () => {
    assert.match(
      await run("await lib.connect()", { ...CREDENTIALS, AWS_ENDPOINT_URL_DYNAMODB: "somewhere" }),
      /^EndpointInvalid .*"somewhere"/,
    );
  });

  test("an endpoint where nothing answers fails with DatabaseGone", async () => {
    assert.match(
      await run("await lib.connect()", {
        ...CREDENTIALS,
        AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:1",
      }),
      /^DatabaseGone Nothing answers at http:\/\/127\.0\.0\.1:1\./,
    );
  });

  test("with the opt-in and no endpoint the client goes to AWS, and nothing is started", async () => {
    const said = await run(
      "const db = await lib.connect({ aws: true }); console.log((await db.config.credentials()).accessKeyId, process.env.AWS_ENDPOINT_URL_DYNAMODB)",
      {
        ...CREDENTIALS,
        AWS_REGION: "eu-central-1",
      },
    );
    assert.equal(
      said,
      "Connected to AWS in region eu-central-1. What you do from here on is billed to your account.\nsomebody undefined\n",
    );
  });
});

test("AWS after an embedded database: the environment is restored. The database dies with its process, also by SIGKILL, and leaves no file", async () => {
  const temp = mkdtempSync(path.join(tmpdir(), "connect test "));
  const code = `const { connect } = require(${JSON.stringify(LIBRARY)});
    connect().then(async () => {
      console.log(process.env.AWS_ENDPOINT_URL_DYNAMODB);
      const { config } = await connect({ aws: true });
      console.log((await config.credentials()).accessKeyId, await config.region());
      setInterval(() => {}, 1000);
    })`;
  const child = execFile(process.execPath, ["-e", code], {
    env: environment({ ...CREDENTIALS, AWS_REGION: "eu-central-1", TMPDIR: temp }),
  });
  let said = "";
  child.stdout?.on("data", (text: string) => (said += text));
  const endpoint = () => /^(http:\S+)$/m.exec(said)?.[1] ?? "";
  await until("it is connected to AWS", () => /^somebody /m.test(said));
  assert.match(said, /\nsomebody eu-central-1\n$/);
  assert.equal(javaAt(endpoint()).length, 1);
  child.kill("SIGKILL");
  await until(
    "Java and its files are gone",
    () => javaAt(endpoint()).length === 0 && readdirSync(temp).length === 0,
  );
  rmSync(temp, { recursive: true });
});

test("a written item is read back", async () => {
  const db = await quietly(() => connect());
  await db.send(definition("written"));
  await db.send(new PutItemCommand({ TableName: "written", Item: { id: { S: "a" } } }));
  assert.deepEqual(
    (await db.send(new GetItemCommand({ TableName: "written", Key: { id: { S: "a" } } }))).Item,
    { id: { S: "a" } },
  );
});
