// A client that keeps its signer signs as the SDK does, with the keys that are current.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  DynamoDBClient,
  ListTablesCommand,
  type DynamoDBClientConfig,
} from "@aws-sdk/client-dynamodb";
import { keepSigner } from "./signer";

type Headers = Record<string, string>;

/** A client whose requests are answered with nothing, and the headers of those. */
function clientWith(config: DynamoDBClientConfig): { client: DynamoDBClient; sent: Headers[] } {
  const sent: Headers[] = [];
  const handle = ({ headers }: { headers: Headers }) => {
    sent.push({ ...headers });
    const body = new TextEncoder().encode('{"TableNames":[]}');
    return Promise.resolve({ response: { statusCode: 200, headers: {}, body } });
  };
  const client = new DynamoDBClient({ region: "us-west-2", requestHandler: { handle }, ...config });
  return { client, sent };
}

const keys = (accessKeyId: string, more: object = {}) => ({
  accessKeyId,
  secretAccessKey: "secret",
  ...more,
});

type Next = (args: { request: { headers: Headers } }) => Promise<never>;

/** Gives each request the same id, which is random otherwise, and signed. */
const sameId = ((next: Next) => (args: Parameters<Next>[0]) => {
  args.request.headers["amz-sdk-invocation-id"] = "same";
  return next(args);
}) as never;

/** What a signature is of: the key, the day, the region and the service. */
const scopes = (sent: readonly Headers[]) =>
  sent.map(({ authorization = "" }) => /Credential=([^,]*)/.exec(authorization)?.[1]);

/** Without the day, which may end during the test. */
const withoutDay = (all: readonly (string | undefined)[]) =>
  all.map((scope) => scope?.replace(/\/\d{8}\//, "/"));

/** How many signers the client makes for these requests. */
async function signersOf(client: DynamoDBClient, requests: number): Promise<number> {
  let made = 0;
  const { signer } = client.config;
  client.config.signer = (scheme) => {
    made++;
    return signer(scheme);
  };
  keepSigner(client);
  for (let n = 0; n < requests; n++) await client.send(new ListTablesCommand({}));
  return made;
}

test("one signer signs all requests", async () => {
  const { client, sent } = clientWith({ credentials: keys("one") });
  assert.equal(await signersOf(client, 3), 1);
  assert.deepEqual(withoutDay(scopes(sent)), Array(3).fill("one/us-west-2/dynamodb/aws4_request"));
});

test("a signature is the one that the SDK's own client gives", async (context) => {
  // Both sign at the same moment.
  context.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-27T10:00:00.000Z") });
  const signed = async (change: (client: DynamoDBClient) => void) => {
    const { client, sent } = clientWith({ credentials: keys("one") });
    client.middlewareStack.addRelativeTo(sameId, {
      name: "sameId",
      relation: "before",
      toMiddleware: "httpSigningMiddleware",
    });
    change(client);
    await client.send(new ListTablesCommand({}));
    await client.send(new ListTablesCommand({ Limit: 1 }));
    return sent.map(({ authorization }) => authorization);
  };
  const bySdk = await signed(() => undefined);
  assert.match(String(bySdk[0]), /Signature=[0-9a-f]{64}$/);
  assert.deepEqual(await signed(keepSigner), bySdk);
});

test("keys that expire are renewed, with their session token", async () => {
  let given = 0;
  const { client, sent } = clientWith({
    // The SDK renews keys that expire within five minutes.
    credentials: () =>
      Promise.resolve(
        keys(`key${++given}`, { sessionToken: `token${given}`, expiration: new Date() }),
      ),
  });
  assert.equal(await signersOf(client, 2), 1);
  const [first, second] = sent.map((headers) => headers["x-amz-security-token"]);
  assert.match(String(first), /^token\d$/);
  assert.match(String(second), /^token\d$/);
  assert.notEqual(first, second);
  const [of = "", ofNext = ""] = scopes(sent);
  assert.equal(of.split("/")[0], first?.replace("token", "key"));
  assert.equal(ofNext.split("/")[0], second?.replace("token", "key"));
});

test("other keys, set in the client's configuration, get another signer", async () => {
  const { client, sent } = clientWith({ credentials: keys("one") });
  keepSigner(client);
  await client.send(new ListTablesCommand({}));
  (client.config as { credentials: unknown }).credentials = keys("two");
  await client.send(new ListTablesCommand({}));
  assert.deepEqual(
    scopes(sent).map((scope) => scope?.split("/")[0]),
    ["one", "two"],
  );
});

test("a signer that couldn't be made is made again", async () => {
  let made = 0;
  const signer = { sign: () => Promise.reject(new Error("not called")) };
  const make = () =>
    ++made === 1 ? Promise.reject(new Error("no region yet")) : Promise.resolve(signer);
  const config = { credentials: undefined, signer: make } as unknown as DynamoDBClient["config"];
  keepSigner({ config });
  await assert.rejects(config.signer(), /no region yet/);
  assert.equal(await config.signer(), signer);
});

test("an endpoint that demands a signature of its own gets its own signer", async () => {
  let made = 0;
  const { client } = clientWith({ credentials: keys("one") });
  const { signer } = client.config;
  client.config.signer = (scheme) => {
    made++;
    return signer(scheme);
  };
  keepSigner(client);
  const scheme = { name: "sigv4", signingName: "dynamodb", signingRegion: "local", properties: {} };
  await client.config.signer(scheme);
  await client.config.signer(scheme);
  assert.equal(made, 2);
});
