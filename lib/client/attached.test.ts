// What connect() says about an endpoint that the environment names and that doesn't do.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer, type AddressInfo, type Server } from "node:net";
import { after, before, describe, test } from "node:test";
import { Worker } from "node:worker_threads";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { rejects, said } from "../../scripts/testing/fixtures";
import { withVariables } from "../../scripts/testing/variables";
import { startServer, type EmbeddedServer } from "../embedded/server";
import { DynamoError } from "../errors/errors";
import { connect } from "../index";
import type { ConnectOptions } from "./target";
import { limitSilence } from "./silence";

/** What connect() says, or the message of its error, with these variables set. */
async function connecting(
  settings: Record<string, string>,
  options: ConnectOptions = {},
): Promise<string> {
  let text: string[] = [];
  try {
    await withVariables(settings, async () => {
      text = await said("log", () => connect(options));
    });
  } catch (error) {
    assert.ok(error instanceof DynamoError, String(error));
    assert.match(error.message, /\.$/);
    return `${error.code}: ${error.message}`;
  }
  return text.join("\n");
}

const at = (address: string) => ({ AWS_ENDPOINT_URL_DYNAMODB: address });

async function listening<T extends Server>(server: T): Promise<T & { url: string }> {
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(server, { url });
}

test("an address that isn't one: what to write instead, and in which variable", async () => {
  const rows: [address: string, instead: string][] = [
    ["localhost:8000", "Write http://localhost:8000,"],
    ["127.0.0.1:8000", "Write http://127.0.0.1:8000,"],
    ["//localhost:8000/", "Write http://localhost:8000,"],
    ["htp://localhost:8000", "Write http://localhost:8000,"],
    ['"http://127.0.0.1:8000"', "Write http://127.0.0.1:8000,"],
    ["http://0.0.0.0:8000", "Write http://127.0.0.1:8000,"],
    ["https://[::]:8000", "Write https://127.0.0.1:8000,"],
    ["0.0.0.0:8000", "Write http://127.0.0.1:8000,"],
    ["http://localhost:port", "Set it to an address such as http://127.0.0.1:8000,"],
    ["somewhere", "Set it to an address such as http://127.0.0.1:8000,"],
  ];
  for (const variable of ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"])
    for (const [address, instead] of rows) {
      const text = await connecting({ [variable]: address });
      assert.ok(text.startsWith(`EndpointInvalid: ${variable} is "${address}"`), text);
      assert.ok(text.includes(instead), text);
    }
});

test("an address elsewhere is refused with the name of its variable", async () => {
  assert.match(
    await connecting({ AWS_ENDPOINT_URL: "http://10.0.0.1:8000" }),
    /^EndpointNotLocal: AWS_ENDPOINT_URL names http:\/\/10/,
  );
});

test("a region that isn't one is named with its source", async () => {
  assert.match(
    await connecting({ ...at("http://127.0.0.1:1"), AWS_REGION: "us west 2" }),
    /^RegionInvalid: AWS_REGION is "us west 2"/,
  );
  assert.match(
    await connecting({}, { region: "*" }),
    /^RegionInvalid: connect\(\)'s region is "\*"/,
  );
});

describe("an endpoint that is empty", () => {
  test("is unset: the notebook's own database runs", async () => {
    for (const empty of ["", " "])
      assert.match(
        await connecting({ AWS_ENDPOINT_URL: empty, AWS_ENDPOINT_URL_DYNAMODB: empty }),
        /^DynamoDB Local runs/,
      );
  });

  test("or ignored, by AWS's own switch", async () => {
    const ignored = { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" };
    assert.match(
      await connecting({ ...at("http://127.0.0.1:1"), ...ignored }),
      /^DynamoDB Local runs/,
    );
  });
});

describe("a DynamoDB Local", () => {
  let server: EmbeddedServer;
  before(async () => (server = await startServer()));
  after(() => server.stop());

  test("needs no keys", async () => {
    const settings = { AWS_ENDPOINT_URL: server.endpoint, AWS_REGION: "" };
    assert.equal(
      await connecting(settings),
      `Connected to ${server.endpoint}, which AWS_ENDPOINT_URL names (region us-west-2).`,
    );
  });

  test("accepts letters and digits only", async () => {
    const key = { AWS_ACCESS_KEY_ID: "my-local-key", AWS_SECRET_ACCESS_KEY: "x" };
    assert.match(
      await connecting({ ...at(server.endpoint), ...key }),
      /^UnrecognizedClientException: .*"my-local-key".*letters and digits only.*AWS_ACCESS_KEY_ID/,
    );
  });

  test("doesn't speak TLS", async () => {
    const secure = server.endpoint.replace("http:", "https:");
    const text = await connecting(at(secure));
    assert.match(text, /^EndpointInvalid: /);
    assert.ok(text.includes(`Without TLS there, write ${server.endpoint}`), text);
  });
});

test("a web server isn't a database", async () => {
  const web = await listening(createHttpServer((_, response) => response.end("<h1>Welcome</h1>")));
  after(() => web.close());
  assert.match(
    await connecting(at(web.url)),
    /^EndpointInvalid: What answers at http\S+ doesn't answer as DynamoDB does/,
  );
});

test("what speaks no HTTP is told from a database", async () => {
  const mail = await listening(createServer((socket) => socket.end("220 mail.example ESMTP\r\n")));
  after(() => mail.close());
  assert.match(await connecting(at(mail.url)), /^EndpointInvalid: .*another protocol/);
});

describe("a database that accepts requests and is silent", () => {
  const LIMIT = 200;
  const gone = () => new DynamoError("DatabaseGone", "It is silent.");

  function client(endpoint: string): DynamoDBClient {
    const credentials = { accessKeyId: "x", secretAccessKey: "x" };
    const db = new DynamoDBClient({ endpoint, region: "us-west-2", credentials });
    limitSilence(db, gone, LIMIT);
    return db;
  }

  test("is gone after the limit, before and within an answer", async () => {
    const mute = await listening(createServer(() => undefined));
    const halting = await listening(
      createHttpServer((_, response) => {
        response.writeHead(200, { "content-length": "100" }).write("{");
      }),
    );
    after(() => halting.closeAllConnections());
    after(() => [mute, halting].forEach((server) => server.close()));
    for (const { url } of [mute, halting]) {
      const db = client(url);
      const requests = [1, 2, 3].map(() => db.send(new ListTablesCommand({})));
      for (const request of requests) await rejects(request, { code: "DatabaseGone" });
      db.destroy();
    }
  });

  test("but not as long as any request is answered", async () => {
    let first: (() => void) | undefined;
    const slow = await listening(
      createHttpServer((_, response) => {
        const answer = () => response.end("{}");
        if (first === undefined) first = answer;
        else answer();
      }),
    );
    after(() => slow.close());
    const db = client(slow.url);
    let isAnswered = false;
    const waiting = db.send(new ListTablesCommand({})).then(() => (isAnswered = true));
    const end = performance.now() + 3 * LIMIT;
    while (performance.now() < end) await db.send(new ListTablesCommand({}));
    assert.ok(!isAnswered);
    first?.();
    await waiting;
    db.destroy();
  });

  test("isn't one that answered while the program was busy", async () => {
    const other = new Worker(ANSWERS, { eval: true });
    const [port] = (await once(other, "message")) as [number];
    const db = client(`http://127.0.0.1:${port}`);
    await db.send(new ListTablesCommand({}));
    const answer = db.send(new ListTablesCommand({}));
    // The code after an input is followed by timers, before the next input.
    const [arrived] = (await once(other, "message")) as [string];
    assert.equal(arrived, "second");
    const end = performance.now() + 3 * LIMIT;
    while (performance.now() < end);
    await answer;
    db.destroy();
    await other.terminate();
  });
});

/** A server of another thread: it answers while this one is busy. */
const ANSWERS = `
  const { parentPort } = require("node:worker_threads");
  let requests = 0;
  const server = require("node:http").createServer((request, response) => {
    request.resume().on("end", () => {
      if (++requests === 2) parentPort.postMessage("second");
      response.end("{}");
    });
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

test("for AWS, a missing key names the profile, and a missing region says how to give one", async () => {
  const aws = { AWS_EC2_METADATA_DISABLED: "true", HOME: "/missing" };
  const keys = { AWS_ACCESS_KEY_ID: "mine", AWS_SECRET_ACCESS_KEY: "x" };
  const region = { AWS_REGION: "eu-north-1" };
  assert.match(
    await connecting({ ...aws, ...keys, ...region, AWS_PROFILE: "ghost" }, { aws: true }),
    /^CredentialsMissing: AWS_PROFILE names the profile "ghost"/,
  );
  assert.match(
    await connecting({ ...aws, ...region }, { aws: true }),
    /^CredentialsMissing: .*Set AWS_ACCESS_KEY_ID/,
  );
  assert.match(
    await connecting({ ...aws, ...keys, AWS_REGION: "" }, { aws: true }),
    /^RegionInvalid: .*connect\(\{ aws: true, region: "us-west-2" \}\)/,
  );
});
