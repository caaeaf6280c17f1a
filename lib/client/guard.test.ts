import assert from "node:assert/strict";
import { test } from "node:test";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { explainFailure, keepOnThisMachine } from "./guard";

const sent: string[] = [];

/** A client whose requests end here, noted with their host. */
function clientFor(endpoint?: string): DynamoDBClient {
  return new DynamoDBClient({
    region: "us-west-2",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    ...(endpoint !== undefined && { endpoint }),
    maxAttempts: 1,
    requestHandler: {
      handle(request: { hostname: string }) {
        sent.push(request.hostname);
        return Promise.reject(
          Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }),
        );
      },
    } as never,
  });
}

test("a request that would leave this machine is refused before it is sent", async () => {
  for (const endpoint of [undefined, "http://10.0.0.1:8000", "https://example.org"]) {
    const client = clientFor(endpoint);
    keepOnThisMachine(client.middlewareStack);
    sent.length = 0;
    await assert.rejects(client.send(new ListTablesCommand({})), {
      name: "DynamoError",
      code: "EndpointNotLocal",
    });
    assert.deepEqual(sent, []);
  }
});

test("a request to this machine passes the guard", async () => {
  const client = clientFor("http://127.0.0.1:1");
  keepOnThisMachine(client.middlewareStack);
  sent.length = 0;
  await assert.rejects(client.send(new ListTablesCommand({})), { code: "ECONNREFUSED" });
  assert.deepEqual(sent, ["127.0.0.1"]);
});

test("a database that doesn't answer is reported with an explanation and the cause", async () => {
  const client = clientFor("http://127.0.0.1:1");
  explainFailure(client.middlewareStack, { kind: "attached", endpoint: "http://127.0.0.1:1" });
  await assert.rejects(
    client.send(new ListTablesCommand({})),
    (error: Error & { code: string }) => {
      assert.equal(error.code, "DatabaseGone");
      assert.match(error.message, /Nothing answers at http:\/\/127\.0\.0\.1:1\./);
      assert.ok(error.cause instanceof Error);
      return true;
    },
  );
});
