import assert from "node:assert/strict";
import { createServer, type AddressInfo, type Server } from "node:net";
import { after, before, describe, test } from "node:test";
import { inspect } from "node:util";
import { DynamoDBClient, DynamoDBServiceException } from "@aws-sdk/client-dynamodb";
import { int } from "../fields/numbers";
import { string } from "../fields/texts";
import { batchGet, batchWrite } from "../requests/batches";
import { transactWrite } from "../requests/transactions";
import { created, database, stub } from "../../scripts/testing/fixtures";
import { Table } from "../table/table";
import { SERVICE_ERROR_CODES, type DynamoErrorCode } from "./codes";
import { DynamoError, ItemError, TransactionError } from "./errors";
import { serviceError } from "../client/service-error";

class Wallets extends Table({
  name: "wallets",
  fields: { id: string(), balance: int() },
  partitionKey: "id",
}) {}

const credentials = { accessKeyId: "somebody", secretAccessKey: "x" };

/** Returns the error of a request that must fail. */
async function errorOf(request: PromiseLike<unknown>): Promise<DynamoError> {
  try {
    await request;
  } catch (error) {
    assert.ok(error instanceof DynamoError, inspect(error));
    return error;
  }
  return assert.fail("it didn't fail");
}

/** Returns the library's error for an error of DynamoDB, here one that was never sent. */
async function translated(name: string, message: string): Promise<DynamoError> {
  const db = new DynamoDBClient({
    region: "us-west-2",
    credentials,
    endpoint: "http://127.0.0.1:1",
  });
  const request = { operation: "GetItem", input: { TableName: "wallets" } };
  const cause = new DynamoDBServiceException({ name, message, $fault: "client", $metadata: {} });
  const error = await serviceError(db, request, cause);
  assert.ok(error instanceof DynamoError);
  assert.equal(error.cause, cause);
  assert.equal(error.request, request);
  return error;
}

describe("an error of DynamoDB", () => {
  let db: DynamoDBClient;
  let endpoint: string;
  before(async () => {
    db = await database();
    endpoint = process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "";
  });

  test("a missing table is named, with the endpoint and the region", async () => {
    const nowhere = new Wallets(db, { name: "nowhere" });
    const other = new Wallets(db, { name: "elsewhere" });
    const requests: [PromiseLike<unknown>, string][] = [
      [nowhere.put({ id: "a", balance: 1 }), "nowhere"],
      [nowhere.scan(), "nowhere"],
      [nowhere.describeTable(), "nowhere"],
      [nowhere.deleteTable(), "nowhere"],
      [batchGet(nowhere.get({ id: "a" })), "nowhere"],
      [batchWrite(nowhere.put({ id: "a", balance: 1 })), "nowhere"],
      [
        transactWrite(nowhere.put({ id: "a", balance: 1 }), other.put({ id: "a", balance: 1 })),
        "nowhere, elsewhere",
      ],
    ];
    for (const [request, names] of requests) {
      const error = await errorOf(request);
      assert.equal(error.code, "ResourceNotFoundException");
      assert.ok(
        error.message.includes(`no table ${names} at ${endpoint}, region us-west-2.`),
        error.message,
      );
    }
  });

  test("with a plain client, the error names the endpoint from the environment", async () => {
    const { message } = await errorOf(
      new Wallets(new DynamoDBClient({}), { name: "nowhere" }).scan(),
    );
    assert.ok(message.includes(`at ${endpoint}, region us-west-2.`), message);
  });

  test("an error has its code, its cause and its request", async () => {
    const wallets = await created(new Wallets(db));
    const request = wallets.put({ id: "a", balance: 1 }, { if: { id: { exists: true } } });
    const error = await errorOf(request);
    assert.equal(error.code, "ConditionalCheckFailedException");
    assert.equal(error.name, "DynamoError");
    assert.ok(
      error.cause instanceof DynamoDBServiceException &&
        error.cause.name === "ConditionalCheckFailedException",
    );
    assert.deepEqual(error.request, { operation: "PutItem", input: request.input });
    assert.match(error.message, /^DynamoDB request error: The conditional request failed\. \S/);
  });

  test("an item that can't be decoded names its request", async () => {
    class Typed extends Table({
      name: "wallets",
      fields: { id: string(), balance: string() },
      partitionKey: "id",
    }) {}
    await (await created(new Wallets(db))).put({ id: "b", balance: 1 });
    const request = new Typed(db).get({ id: "b" });
    const error = await errorOf(request);
    assert.ok(error instanceof ItemError);
    assert.deepEqual(
      [error.code, error.attribute, error.value],
      ["ItemDecodeError", "balance", { N: "1" }],
    );
    assert.deepEqual(error.request, { operation: "GetItem", input: request.input });
  });

  test("each known name is the code; any other is ServiceError, and named in the message", async () => {
    for (const name of SERVICE_ERROR_CODES.filter(
      (code) => code !== "TransactionCanceledException",
    )) {
      const { code, message } = await translated(name, "It says so.");
      assert.equal(code, name);
      assert.match(message, /^DynamoDB request error: It says so\./);
    }
    for (const name of ["BrandNewException", "constructor", "DatabaseGone"]) {
      const { code, message } = await translated(name, "It says so.");
      assert.equal(code, "ServiceError");
      assert.equal(message, `DynamoDB request error: ${name}: It says so.`);
    }
  });

  test("there is a message even if DynamoDB sends none", async () => {
    for (const said of ["", " "])
      assert.match(
        (await translated("ValidationException", said)).message,
        /^DynamoDB request error: no message\. \S/,
      );
  });
});

describe("an error of the network", () => {
  /** A server that closes every connection at once. */
  let rude: Server;
  before(async () => {
    rude = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await new Promise((resolve) => rude.once("listening", resolve));
  });
  after(() => rude.close());

  test("of a plain client says so too, with its endpoint", async () => {
    const endpoint = `http://127.0.0.1:${(rude.address() as AddressInfo).port}`;
    const db = new DynamoDBClient({ region: "us-west-2", credentials, endpoint, maxAttempts: 1 });
    const error = await errorOf(new Wallets(db).scan());
    assert.equal(error.code, "DatabaseGone");
    assert.ok(error.message.includes(`Nothing answers at ${endpoint}.`), error.message);
    assert.equal((error.cause as { code: string }).code, "ECONNRESET");
  });

  test("of a client of connect() says that the database is gone", async () => {
    const db = await database();
    const { endpoint, maxAttempts } = db.config;
    const { port } = rude.address() as AddressInfo;
    Object.assign(db.config, {
      endpoint: async () => ({ ...(await endpoint?.()), port }),
      maxAttempts: () => Promise.resolve(1),
    });
    try {
      const error = await errorOf(new Wallets(db).scan());
      assert.equal(error.code, "DatabaseGone");
      assert.match((error.cause as { code: string }).code, /^E[A-Z]+$/);
    } finally {
      Object.assign(db.config, { endpoint, maxAttempts });
    }
  });

  test("errors that aren't DynamoDB's stay unchanged", async () => {
    const db = new DynamoDBClient({ region: "us-west-2", credentials });
    for (const error of [
      new Error("mine"),
      "text",
      undefined,
      new DynamoError("DatabaseGone", "gone"),
    ])
      assert.equal(await serviceError(db, { operation: "Scan", input: {} }, error), error);
  });
});

test("throttling names the reason and the index that causes it", async () => {
  const arn = "arn:aws:dynamodb:us-west-2:1:table/wallets/index/by_kind";
  const cause = Object.assign(
    new DynamoDBServiceException({
      name: "ProvisionedThroughputExceededException",
      message: "Too much",
      $fault: "client",
      $metadata: {},
    }),
    {
      ThrottlingReasons: [{ reason: "IndexWriteProvisionedThroughputExceeded", resource: arn }],
    },
  );
  const table = new Wallets(stub(() => Promise.reject(cause)));
  const { message } = await errorOf(table.put({ id: "a", balance: 1 }));
  for (const part of ["IndexWriteProvisionedThroughputExceeded", arn, 'wallets, { id: "a" }'])
    assert.ok(message.includes(part), message);
});

describe("an error as a value", () => {
  test("is one line on inspection, without the stack", async () => {
    const item = new ItemError(
      "ItemEncodeError",
      "balance is wrong.",
      "balance",
      { much: "more" },
      { cause: new Error("inner") },
    );
    assert.equal(inspect(item), "ItemError ItemEncodeError: balance is wrong.");
    assert.equal(
      inspect(
        new DynamoError("DatabaseGone", "It is gone.", {
          cause: item,
          request: { operation: "Scan", input: {} },
        }),
      ),
      "DynamoError DatabaseGone: It is gone.",
    );
    assert.doesNotMatch(inspect(await translated("ValidationException", "wrong")), /\n/);
  });

  test("is an Error, with cause and request only where there are such", () => {
    const bare = new DynamoError("DatabaseGone", "It is gone.");
    assert.ok(bare instanceof Error && !("cause" in bare));
    assert.equal(bare.request, undefined);
    assert.match(bare.stack ?? "", /It is gone\.[^]*errors\.test/);
    // A cause may be anything, even nothing.
    assert.ok("cause" in new DynamoError("DatabaseGone", "x", { cause: undefined }));
  });

  /** Compiles only if codes are literal types: this is the test. */
  function advice(error: DynamoError): string {
    switch (error.code) {
      case "ConditionalCheckFailedException": {
        const narrowed: "ConditionalCheckFailedException" = error.code;
        return narrowed;
      }
      case "TableDiffers":
      case "ItemTooLarge":
        return error.code satisfies "TableDiffers" | "ItemTooLarge";
      // @ts-expect-error There is no such code.
      case "TableDifers":
        return "misspelled";
      default: {
        // @ts-expect-error The cases above are excluded here.
        const excluded: "TableDiffers" = error.code;
        return `other: ${excluded satisfies DynamoErrorCode}`;
      }
    }
  }

  test("has what its code promises", () => {
    const carried = (error: DynamoError): unknown => {
      if (error.code === "TransactionCanceledException") return error.reasons;
      if (error.code === "ItemEncodeError") return [error.attribute, error.value];
      // @ts-expect-error Other errors carry nothing more.
      return (error.code satisfies string) && error.reasons;
    };
    const reasons = ["None", "ConditionalCheckFailed"];
    assert.deepEqual(carried(new TransactionError("x", reasons, {})), reasons);
    assert.deepEqual(carried(new ItemError("ItemEncodeError", "x", "balance", 1.5)), [
      "balance",
      1.5,
    ]);
    assert.equal(carried(new DynamoError("TableDiffers", "x")), undefined);
    // Their own classes are the only way to make them.
    // @ts-expect-error Reasons are missing.
    assert.ok(new DynamoError("TransactionCanceledException", "x") instanceof DynamoError);
  });

  test("has a code that a switch narrows", () => {
    assert.equal(advice(new DynamoError("TableDiffers", "x")), "TableDiffers");
    assert.equal(
      advice(new DynamoError("ConditionalCheckFailedException", "x")),
      "ConditionalCheckFailedException",
    );
    assert.equal(advice(new DynamoError("DatabaseGone", "x")), "other: DatabaseGone");
    // @ts-expect-error There is no such code.
    assert.equal(new DynamoError("Nonsense", "x").message, "x");
    const item = new ItemError("ItemDecodeError", "x", "a", 1);
    const code: "ItemEncodeError" | "ItemDecodeError" = item.code;
    assert.equal(code, "ItemDecodeError");
  });
});
