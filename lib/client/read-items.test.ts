// A client that reads the items of its answers itself returns and throws what the SDK does.
import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, test } from "node:test";
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { readItemsDirectly } from "./read-items";

/** What a request is answered with; instead of a body, the connection may be lost. */
type Answer = { statusCode?: number; body: Uint8Array | "lost" | undefined; isWhole?: boolean };

const COMMANDS = {
  Query: () => new QueryCommand({ TableName: "t", KeyConditionExpression: "a = b" }),
  Scan: () => new ScanCommand({ TableName: "t" }),
  BatchGetItem: () =>
    new BatchGetItemCommand({ RequestItems: { table: { Keys: [{ id: { S: "1" } }] } } }),
  GetItem: () => new GetItemCommand({ TableName: "t", Key: { id: { S: "1" } } }),
};
type Operation = keyof typeof COMMANDS;

/** A client of the SDK whose requests get this answer. */
function clientWith({ statusCode = 200, body, isWhole = false }: Answer): DynamoDBClient {
  const headers = { "x-amzn-requestid": "an id", "content-type": "application/x-amz-json-1.0" };
  const handle = () =>
    Promise.resolve({
      response: { statusCode, headers: { ...headers }, body: isWhole ? body : streamOf(body) },
    });
  return new DynamoDBClient({
    region: "us-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
    requestHandler: { handle },
  });
}

/** A stream in two chunks, which may end within a character. */
function streamOf(body: Answer["body"]): Readable | undefined {
  if (body === undefined) return undefined;
  const bytes = body === "lost" ? bytesOf('{"Items":[') : body;
  const middle = Math.ceil(bytes.length / 2);
  const chunks = [bytes.subarray(0, middle), bytes.subarray(middle)];
  return new Readable({
    read() {
      const chunk = chunks.shift();
      if (chunk === undefined && body === "lost") this.destroy(connectionLost());
      else this.push(chunk === undefined || chunk.length === 0 ? null : Buffer.from(chunk));
    },
  });
}

const connectionLost = () => Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });

const bytesOf = (answer: unknown) =>
  new TextEncoder().encode(typeof answer === "string" ? answer : JSON.stringify(answer));

/** Everything that a program may see of an answer. */
async function outcome(client: DynamoDBClient, operation: Operation): Promise<object> {
  try {
    const output: object = await client.send(COMMANDS[operation]() as ScanCommand);
    return { output, order: JSON.stringify(output) };
  } catch (error) {
    assert.ok(error instanceof Error);
    const { $response, ...rest } = error as Error & { $response?: { headers: object } };
    const { name, message, constructor } = error;
    return { ...rest, name, message, constructor, headers: $response?.headers };
  }
}

async function assertSame(operation: Operation, answer: Answer): Promise<object> {
  const client = clientWith(answer);
  readItemsDirectly(client);
  const bySdk = await outcome(clientWith(answer), operation);
  assert.deepEqual(await outcome(client, operation), bySdk);
  return bySdk;
}

/** An attribute value as JSON has it, in every type. */
const { value } = fc.letrec<{ value: object }>((tie) => {
  const base64 = fc
    .uint8Array({ maxLength: 9 })
    .map((bytes) => Buffer.from(bytes).toString("base64"));
  const text = fc.string({ unit: "binary", maxLength: 9 });
  const number = fc.integer().map(String);
  const several = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 3 });
  return {
    value: fc.oneof(
      { maxDepth: 3 },
      fc.record({ S: text }),
      fc.record({ N: number }),
      fc.record({ B: base64 }),
      fc.record({ BOOL: fc.boolean() }),
      fc.record({ NULL: fc.constant(true) }),
      fc.record({ SS: several(text) }),
      fc.record({ NS: several(number) }),
      fc.record({ BS: several(base64) }),
      fc.record({ L: several(tie("value")) }),
      fc.record({ M: attributesOf(tie("value")) }),
    ),
  };
});

/** Attributes with these values. The SDK loses one that is called `__proto__`. */
function attributesOf(values: fc.Arbitrary<object>): fc.Arbitrary<object> {
  const names = fc.constantFrom("S", "L", "then", "constructor", "toString", "1");
  const name = fc.oneof(fc.string({ maxLength: 5 }), names).filter((one) => one !== "__proto__");
  return fc.dictionary(name, values, { maxKeys: 4, noNullPrototype: true });
}

describe("the items of an answer", () => {
  const items = fc.array(attributesOf(value), { maxLength: 4 });
  const units = { TableName: "table", CapacityUnits: 1.5, Table: { CapacityUnits: 1.5 } };

  for (const operation of ["Query", "Scan"] as const)
    test(`of ${operation} are those that the SDK reads`, async () => {
      const page = fc.record(
        {
          Count: fc.nat(),
          ScannedCount: fc.nat(),
          LastEvaluatedKey: attributesOf(value),
          Items: items,
          ConsumedCapacity: fc.constant(units),
          Unknown: fc.constant("not in the schema"),
        },
        { requiredKeys: [] },
      );
      await fc.assert(
        fc.asyncProperty(page, fc.boolean(), async (answer, isWhole) => {
          await assertSame(operation, { body: bytesOf(answer), isWhole });
        }),
      );
    });

  test("of BatchGetItem are those that the SDK reads", async () => {
    const answer = fc.record(
      {
        UnprocessedKeys: fc.constantFrom({}, { table: { Keys: [{ id: { B: "AQI=" } }] } }),
        Responses: fc.dictionary(fc.constantFrom("table", "other"), items),
        ConsumedCapacity: fc.constant([units]),
      },
      { requiredKeys: ["Responses"] },
    );
    await fc.assert(
      fc.asyncProperty(answer, async (batch) => {
        await assertSame("BatchGetItem", { body: bytesOf(batch) });
      }),
    );
  });

  test("are read with what is binary in them as bytes", async () => {
    const client = clientWith({
      body: bytesOf({ Items: [{ a: { B: "AQI=" }, b: { L: [{ M: { c: { BS: ["Aw=="] } } }] } }] }),
    });
    readItemsDirectly(client);
    const { Items } = await client.send(COMMANDS.Query());
    assert.deepEqual(Items, [
      {
        a: { B: new Uint8Array([1, 2]) },
        b: { L: [{ M: { c: { BS: [new Uint8Array([3])] } } }] },
      },
    ]);
  });

  test("keep an attribute __proto__, which the SDK loses", async () => {
    const body = bytesOf('{"Items":[{"__proto__":{"B":"AQI="}}]}');
    const bySdk = await clientWith({ body }).send(COMMANDS.Query());
    const client = clientWith({ body });
    readItemsDirectly(client);
    const { Items } = await client.send(COMMANDS.Query());
    const valueIn = (items: object[] = []) =>
      Object.getOwnPropertyDescriptor(items[0], "__proto__")?.value as unknown;
    assert.equal(valueIn(bySdk.Items), undefined);
    assert.deepEqual(valueIn(Items), { B: new Uint8Array([1, 2]) });
  });
});

describe("an answer without items", () => {
  const type = "com.amazonaws.dynamodb.v20120810#";
  const rows: Record<string, Answer> = {
    "an error of the request": {
      statusCode: 400,
      body: bytesOf({ __type: `${type}ResourceNotFoundException`, message: "No table" }),
    },
    "an error that the SDK doesn't know": {
      statusCode: 400,
      body: bytesOf({ __type: "NewException", Message: "New", Items: [{ a: { B: "AQI=" } }] }),
    },
    "an error of DynamoDB": { statusCode: 500, body: bytesOf({ __type: "InternalServerError" }) },
    "a proxy's page": { statusCode: 502, body: bytesOf("<html>Bad gateway</html>") },
    "a body that isn't JSON": { body: bytesOf("<html>Welcome</html>") },
    "half a body": { body: bytesOf('{"Count":1,"Items":[{"a":{"S":') },
    "a lost connection": { body: "lost" },
    "an empty body": { body: bytesOf("") },
    "no body": { body: undefined },
    "null as items": { body: bytesOf({ Items: null, Responses: null, Count: 0 }) },
    "counts that aren't counts": { body: bytesOf({ Items: [], Count: "1", ScannedCount: null }) },
    "counts and something else": { body: bytesOf({ Items: [], Count: 1, Unknown: {} }) },
    "counts in a batch": { body: bytesOf({ Responses: {}, Count: 1, UnprocessedKeys: {} }) },
    "no items": { body: bytesOf({ Count: 0 }) },
    "a list in place of the answer": { body: bytesOf([]) },
    "null in place of the answer": { body: bytesOf("null") },
    "null as an item": { body: bytesOf({ Items: [null], Responses: { t: null } }) },
    "an item in place of the list": { body: bytesOf({ Items: { a: {} }, Responses: [] }) },
    "another status": { statusCode: 201, body: bytesOf({ Items: [{ a: { B: "AQI=" } }] }) },
  };
  for (const [what, answer] of Object.entries(rows))
    test(`gives what the SDK gives: ${what}`, async () => {
      for (const operation of Object.keys(COMMANDS) as Operation[])
        await assertSame(operation, answer);
    });

  test("is an error with the response's metadata if it isn't JSON", async () => {
    const error = await assertSame("Query", rows["half a body"] as Answer);
    const { name, $metadata } = error as { name?: string; $metadata?: Record<string, unknown> };
    assert.equal(name, "SyntaxError");
    assert.equal($metadata?.["httpStatusCode"], 200);
    assert.equal($metadata["requestId"], "an id");
  });
});

describe("a body that a middleware has touched", () => {
  const answer = { Items: [{ a: { S: "é".repeat(40) } }], Count: 1 };
  const touches: Record<string, (body: Readable) => unknown> = {
    read: (body) => body.toArray(),
    paused: (body) => body.pause(),
    "given an encoding": (body) => body.setEncoding("utf8"),
  };

  for (const [what, touch] of Object.entries(touches))
    test(`is read as the SDK reads it: ${what}`, async () => {
      const [ours, sdks] = [
        clientWith({ body: bytesOf(answer) }),
        clientWith({ body: bytesOf(answer) }),
      ];
      readItemsDirectly(ours);
      for (const client of [ours, sdks])
        client.middlewareStack.add(
          (next) => async (args) => {
            const result = await next(args);
            await touch((result.response as { body: Readable }).body);
            return result;
          },
          { step: "deserialize", priority: "low" },
        );
      assert.deepEqual(await outcome(ours, "Scan"), await outcome(sdks, "Scan"));
    });
});
