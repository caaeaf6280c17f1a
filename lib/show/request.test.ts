import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { int } from "../fields/numbers";
import { string } from "../fields/texts";
import type { StoredItem } from "../items/types";
import { batchGet, batchWrite } from "../requests/batches";
import type { Request } from "../requests/request";
import { transactGet, transactWrite } from "../requests/transactions";
import { stub } from "../../scripts/testing/fixtures";
import { Table } from "../table/table";
import { render } from "./render";
import type { ShowOptions } from "./options";

class Views extends Table({
  name: "page_view",
  fields: { page: string(), user: string(), count: int().optional(), note: string().optional() },
  partitionKey: "page",
  sortKey: "user",
  indexes: { for_user: { partitionKey: "user", sortKey: "page" } },
}) {}

const answering = (answer: object) => new Views(stub(() => Promise.resolve(answer)));
const key = { page: "home", user: "ada" };
const item: StoredItem = { page: { S: "home" }, user: { S: "ada" } };

/** The first line of a request that was answered. */
async function headline(answer: object, make: (views: Views) => Request<unknown>): Promise<string> {
  const request = make(answering(answer));
  await request;
  const { text, html } = render(request);
  const [first = ""] = text.split("\n");
  assert.equal(html.replace(/<\/?b>/g, "").match(/<div>([^<]*)<\/div>/)?.[1], first);
  return first;
}

test("a request that wasn't sent shows its parameters", () => {
  const request = answering({}).index("for_user").query({ user: "ada" }, { limit: 3 });
  const { text, html } = render(request, { title: "Mine" });
  assert.match(
    text,
    /^Mine\nQuery \(not sent yet\), table page_view, index for_user\n\{\n {2}TableName: "page_view",\n {2}IndexName: "for_user",[^]*Limit: 3,\n\}$/,
  );
  assert.match(
    html,
    /<b>Mine<\/b>.*<b>Query<\/b> \(not sent yet\), table page_view, index for_user<.*<details open><summary>Request<\/summary>.*KeyConditionExpression<\/th><td[^>]*>#user = :user</,
  );
  assert.match(html, /<samp>\{ &quot;:user&quot;: \{ S: &quot;ada&quot; \} \}<\/samp>/);
  assert.equal(request.output, undefined);
});

test("one in flight says so", async () => {
  const request = answering({}).get(key);
  const result = request.then();
  assert.match(render(request).text, /^GetItem \(in flight\), table page_view\n\{/);
  await result;
});

test("one that was sent is a line, with request and response collapsed", async () => {
  const request = answering({
    Item: item,
    ConsumedCapacity: { TableName: "page_view", CapacityUnits: 0.5 },
  }).get(key);
  await request;
  const { text, html } = render(request);
  assert.match(
    text,
    /^GetItem \(sent\), table page_view: 1 item, 0\.5 read units\nRequest: \{ TableName: "page_view", Key: .*\}\nResponse: \{[^]*Item: \{ page: \{ S: "home" \}[^]*CapacityUnits: 0\.5[^]*\}$/,
  );
  assert.deepEqual(html.match(/<details[^]*?<\/summary>/g), [
    "<details><summary>Request</summary>",
    "<details><summary>Response</summary>",
  ]);
});

test("one that failed shows why, and what was sent", async () => {
  const error = Object.assign(new Error("The conditional request failed"), {
    name: "ConditionalCheckFailedException",
    $fault: "client",
  });
  const request = new Views(stub(() => Promise.reject(error))).put(key, {
    if: { page: { exists: false } },
  });
  await assert.rejects(request.then());
  const { text, html } = render(request);
  assert.match(
    text,
    /^PutItem \(failed\), table page_view\nConditionalCheckFailedException: DynamoDB request error: The conditional request failed\. [^\n]*\nRequest: \{/,
  );
  assert.match(
    html,
    /\(failed\), table page_view<\/div><div>ConditionalCheckFailedException: .*<details><summary>Request/,
  );
  assert.doesNotMatch(html, /Response/);
});

test("one whose response can't be decoded shows that response", async () => {
  const request = answering({ Item: { page: { S: "home" } } }).get(key);
  await assert.rejects(request.then());
  assert.match(
    render(request).text,
    /^GetItem \(failed\), table page_view\nItemDecodeError: [^]*\nRequest: \{[^]*\nResponse: \{ Item: /,
  );
});

test("one that can't be sent shows why", () => {
  const { text, html } = render(answering({}).put({ page: 1, user: "ada" } as never));
  assert.match(text, /^PutItem \(refused, not sent\)\nItemEncodeError: .*page can't be 1/);
  assert.match(html, /ItemEncodeError: .*page can&#39;t be 1/);
});

describe("a summary of the response", () => {
  const cases: [string, object, (views: Views) => Request<unknown>][] = [
    ["GetItem (sent), table page_view: nothing", {}, (views) => views.get(key)],
    [
      "Query (sent), table page_view: 2 items",
      { Items: [item, item], Count: 2, ScannedCount: 2 },
      (views) => views.query({ page: "home" }),
    ],
    [
      "Query (sent), table page_view: nothing",
      { Items: [], Count: 0, ScannedCount: 0 },
      (views) => views.query({ page: "home" }),
    ],
    [
      "Scan (sent), table page_view, index for_user: 1 item of 1,200 read, there may be more",
      { Items: [item], ScannedCount: 1_200, LastEvaluatedKey: item },
      (views) => views.index("for_user").scan(),
    ],
    [
      "PutItem (sent), table page_view: written, 1 write unit",
      { ConsumedCapacity: { CapacityUnits: 1 } },
      (views) => views.put(key),
    ],
    [
      "UpdateItem (sent), table page_view: written",
      { Attributes: item },
      (views) => views.update(key, { add: { count: 1 } }),
    ],
    ["DeleteItem (sent), table page_view: done", {}, (views) => views.delete(key)],
    [
      "DescribeTable (sent), table page_view: ACTIVE",
      { Table: { TableStatus: "ACTIVE" } },
      (views) => views.describeTable(),
    ],
    [
      "TransactWriteItems (sent), table page_view: 2 writes done, 4.5 write units",
      { ConsumedCapacity: [{ CapacityUnits: 4 }, { CapacityUnits: 0.5 }] },
      (views) => transactWrite(views.put(key), views.delete({ ...key, user: "bob" })),
    ],
    [
      "TransactGetItems (sent), table page_view: 1 item",
      { Responses: [{ Item: item }, {}] },
      (views) => transactGet(views.get(key), views.get({ ...key, user: "bob" })),
    ],
    [
      "BatchWriteItem (sent), table page_view: 1 write done",
      {},
      (views) => batchWrite(views.put(key)),
    ],
    [
      "BatchGetItem (sent), table page_view: 1 item, 0.5 read units",
      { Responses: { page_view: [item] }, ConsumedCapacity: [{ CapacityUnits: 0.5 }] },
      (views) => batchGet(views.get(key), views.get({ ...key, user: "bob" })),
    ],
  ];
  for (const [expected, answer, make] of cases)
    test(expected, async () => assert.equal(await headline(answer, make), expected));

  test("of several tables, all are named", () => {
    const views = answering({});
    const others = new Views(views.db, { name: "other" });
    assert.match(
      render(batchGet(views.get(key), others.get(key))).text,
      /^BatchGetItem \(not sent yet\), tables page_view, other\n/,
    );
    assert.match(
      render(transactWrite(views.put(key), others.put(key), views.delete({ ...key, user: "bob" })))
        .text,
      /^TransactWriteItems \(not sent yet\), tables page_view, other\n/,
    );
  });
});

test("of many parts only the first are shown, and of long texts the beginning", async () => {
  const views = answering({
    Items: Array.from({ length: 1_000 }, () => ({ ...item, count: { N: "1" } })),
    Count: 1_000,
    ScannedCount: 1_000,
  });
  const request = views.scan();
  await request;
  for (const form of Object.values(render(request))) {
    assert.match(form, /1,000 items/);
    assert.match(form, /… and 980 more/);
  }
  const lines = (options?: ShowOptions) => render(request, options).text.split("\n").length;
  assert.ok(lines({ limit: 100 }) > lines());
  const put = render(views.put({ page: "x".repeat(900), user: "ada", note: "y".repeat(2_000) }));
  assert.match(put.text, /x{900}"/);
  assert.match(put.text, /y{1000}…" \(2,000 characters\)/);
  assert.match(put.html, /y{1000}…&quot; \(2,000 characters\)/);
});
