/**
 * Tests in kernels that have run a chapter. Some answers to its exercises are tried. Its tables and
 * items are, to the byte, those of the Python programs that the chapters are based on: either side
 * can read what the other wrote. What those programs write is known from their source, and written
 * here in the same form.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { chaptersWithExercises } from "../answers/chapter";
import { sampleOf } from "../answers/sample";
import { objection } from "../answers/verdicts";
import type { Session } from "../kernel/session";
import { afterChapter, run } from "./in-chapter";

const chapters = chaptersWithExercises();

/** A suite's kernel, which has run this chapter; before anything else, answers are tried in it. */
function kernelOf(number: string): () => Session {
  const chapter = chapters.find(({ name }) => name.startsWith(number));
  assert.ok(chapter, `there is no chapter ${number}`);
  let session: Session | undefined;
  before(async () => (session = await afterChapter(chapter.file)));
  after(() => session?.close());
  const kernel = () => session ?? assert.fail("there is no kernel");

  test(`answers to the exercises of ${chapter.name}`, async () => {
    for (const { title, code, check, expected } of sampleOf(chapter)) {
      assert.equal(objection(expected, await verdict(kernel(), code, check)), undefined, title);
    }
  });
  return kernel;
}

/** What a check says of the answer in this cell. */
async function verdict(session: Session, code: string, check: string): Promise<string> {
  await run(session, code);
  const { status, stderr, displayed } = await session.run(check);
  assert.deepEqual({ status, stderr }, { status: "ok", stderr: "" }, code);
  return displayed.map((bundle) => bundle["text/plain"]).join("\n");
}

/** The value of an expression in the chapter's kernel, after some statements. */
async function value(session: Session, expression: string, statements = ""): Promise<unknown> {
  return JSON.parse(
    await run(
      session,
      `${statements}\nconst answered = ${expression};\nconsole.log(JSON.stringify(answered));`,
    ),
  );
}

/** Statements that end with something printed, so that the kernel shows no value of its own. */
const does = (session: Session, statements: string) =>
  run(session, `${statements}\nconsole.log();`);

/** What makes a table this one, as DescribeTable tells. */
async function definition(session: Session, table: string): Promise<unknown> {
  await run(session, `import * as wire from "@aws-sdk/client-dynamodb";`);
  const statements = `
const { Table: described } = await db.send(new wire.DescribeTableCommand({ TableName: "${table}" }));
const units = (one?: wire.ProvisionedThroughputDescription) => [one?.ReadCapacityUnits, one?.WriteCapacityUnits];
const keys = (schema?: wire.KeySchemaElement[]) => schema?.map((key) => key.AttributeName + " " + key.KeyType);
const attributes = described?.AttributeDefinitions?.map((one) => one.AttributeName + " " + one.AttributeType).sort();
const local = described?.LocalSecondaryIndexes ?? [];
const global = (described?.GlobalSecondaryIndexes ?? []).map(
  (one) => [one.IndexName, keys(one.KeySchema), one.Projection, units(one.ProvisionedThroughput)]).sort();`;
  return value(
    session,
    "{ keys: keys(described?.KeySchema), attributes, units: units(described?.ProvisionedThroughput), local, global }",
    statements,
  );
}

const simple = (key: string) => ({
  keys: [`${key} HASH`],
  attributes: [`${key} S`],
  units: [1, 1],
  local: [],
  global: [],
});

const ids = {
  user: "975ddae9-312e-472b-8aec-f7a3825132eb",
  page: "126484a0-10bf-4e69-aaba-707fbf73a908",
  order: "f14e47c3-0232-430c-b79c-65b9ab000110",
  product: "ad3ffb1e-f3eb-46bc-bebc-201034f757e6",
};

describe("after chapter 01", () => {
  const kernel = kernelOf("01");
  test("test_table, Example 1", async () => {
    const session = kernel();
    assert.deepEqual(await definition(session, "test_table"), simple("user_id"));
    const stored = await value(
      session,
      `(await db.send(new wire.GetItemCommand({ TableName: "test_table", Key: { user_id: { S: userId } } }))).Item`,
    );
    assert.deepEqual(Object.keys(stored as object).sort(), ["balance", "user_id"]);
    assert.deepEqual((stored as { balance: unknown }).balance, { N: "100" });
  });
});

describe("after chapter 02", () => {
  const kernel = kernelOf("02");
  test("user_wallet, Example 1.1", async () => {
    const session = kernel();
    assert.deepEqual(await definition(session, "user_wallet"), simple("user_id"));
    const raw = (id: string) =>
      `(await db.send(new wire.GetItemCommand({ TableName: "user_wallet", Key: { user_id: { S: "${id}" } } }))).Item`;
    await does(session, `await wallets.setBalance("${ids.user}", 100)`);
    assert.deepEqual(await value(session, raw(ids.user)), {
      user_id: { S: ids.user },
      balance: { N: "100" },
    });
    // As the Python program writes, with an attribute of its own that this one doesn't know.
    const Item = { user_id: { S: ids.page }, balance: { N: "-3" }, colour: { S: "red" } };
    await does(
      session,
      `await db.send(new wire.PutItemCommand({ TableName: "user_wallet", Item: ${JSON.stringify(Item)} }))`,
    );
    assert.deepEqual(await value(session, `await wallets.get({ user_id: "${ids.page}" })`), {
      user_id: ids.page,
      balance: -3,
    });
    assert.deepEqual(await value(session, `await wallets.setBalance("${ids.page}", 5)`), {
      user_id: ids.page,
      balance: 5,
    });
    assert.deepEqual(await value(session, raw(ids.page)), { ...Item, balance: { N: "5" } });
  });
});

describe("after chapter 03", () => {
  const kernel = kernelOf("03");
  test("page_view, Example 2", async () => {
    const session = kernel();
    assert.deepEqual(await definition(session, "page_view"), simple("page_id_user_id"));
    const key = { page_id_user_id: { S: `${ids.page}_${ids.user}` } };
    assert.equal(await value(session, `await views.view("${ids.page}", "${ids.user}")`), true);
    assert.deepEqual(
      await value(
        session,
        `(await db.send(new wire.GetItemCommand({ TableName: "page_view", Key: ${JSON.stringify(key)} }))).Item`,
      ),
      key,
    );
    const theirs = { page_id_user_id: { S: `${ids.product}_${ids.user}` } };
    await does(
      session,
      `await db.send(new wire.PutItemCommand({ TableName: "page_view", Item: ${JSON.stringify(theirs)} }))`,
    );
    assert.equal(await value(session, `await views.check("${ids.product}", "${ids.user}")`), true);
    assert.equal(await value(session, `await views.view("${ids.product}", "${ids.user}")`), false);
  });
});

describe("after chapter 04", () => {
  const kernel = kernelOf("04");
  test("page_view stays unchanged in Example 2 continued", async () => {
    const session = kernel();
    assert.deepEqual(await definition(session, "page_view"), simple("page_id_user_id"));
    const names = await value(
      session,
      `[...new Set((await db.send(new wire.ScanCommand({ TableName: "page_view" }))).Items?.flatMap((item) => Object.keys(item)))]`,
    );
    assert.deepEqual(names, ["page_id_user_id"]);
  });
});

describe("after chapter 06", () => {
  const kernel = kernelOf("06");
  test("messages, the introduction", async () => {
    const session = kernel();
    await does(session, "await messages.createTable();\nawait messages.put(item);");
    assert.deepEqual(await definition(session, "messages"), {
      keys: ["forum_name HASH", "subject RANGE"],
      attributes: ["forum_name S", "subject S"],
      units: [10, 10],
      local: [],
      global: [],
    });
    const Item = {
      forum_name: { S: "LOLCat Forum" },
      subject: { S: "Check this out!" },
      Body: { S: "http://url_to_lolcat.gif" },
      SentBy: { S: "User A" },
      ReceivedTime: { S: "12/9/2011 11:36:03 PM" },
    };
    const { forum_name, subject } = Item;
    const Key = JSON.stringify({ forum_name, subject });
    assert.deepEqual(
      await value(
        session,
        `(await db.send(new wire.GetItemCommand({ TableName: "messages", Key: ${Key} }))).Item`,
      ),
      Item,
    );
    // As boto writes it after use_decimals(): the number as text, and no other attributes.
    const decimal = { forum_name, subject, decimal_type: { N: "1.12345678912345" } };
    await does(
      session,
      `await db.send(new wire.PutItemCommand({ TableName: "messages", Item: ${JSON.stringify(decimal)} }))`,
    );
    assert.deepEqual(await value(session, "await messages.get(key)"), {
      forum_name: "LOLCat Forum",
      subject: "Check this out!",
      decimal_type: "1.12345678912345",
    });
  });
});

describe("after chapter 05", () => {
  const kernel = kernelOf("05");
  test("purchase, Example 3", async () => {
    const session = kernel();
    const index = (name: string, key: string) => [
      name,
      [`${key} HASH`, "order_status_created RANGE"],
      { ProjectionType: "ALL" },
      [1, 1],
    ];
    assert.deepEqual(await definition(session, "purchase"), {
      keys: ["order_id HASH"],
      attributes: ["order_id S", "order_status_created S", "product_id S", "user_id S"],
      units: [1, 1],
      local: [],
      global: [index("for_product_id", "product_id"), index("for_user_id", "user_id")],
    });
    await does(
      session,
      `orders.now = () => 1428791681;\nconst made = await orders.createOrder("${ids.user}", "${ids.product}")`,
    );
    const stored = {
      user_id: { S: ids.user },
      product_id: { S: ids.product },
      created: { N: "1428791681" },
      order_status: { N: "101" },
      order_status_created: { S: "101_1428791681" },
    };
    const { order_id, ...others } = (await value(
      session,
      `(await db.send(new wire.GetItemCommand({ TableName: "purchase", Key: { order_id: { S: made.order_id } } }))).Item`,
    )) as Record<string, object>;
    assert.deepEqual(others, stored);
    assert.match(JSON.stringify(order_id), /^\{"S":"[0-9a-f-]{36}"\}$/);
    // As the Python program leaves an order before and after its first change of status.
    const old = {
      ...stored,
      order_id: { S: ids.order },
      order_status_created: { S: "101_1428791681.12" },
    };
    const put = (Item: object) =>
      does(
        session,
        `await db.send(new wire.PutItemCommand({ TableName: "purchase", Item: ${JSON.stringify(Item)} }))`,
      );
    await put(old);
    const read = {
      order_id: ids.order,
      user_id: ids.user,
      product_id: ids.product,
      created: 1428791681,
      order_status: 101,
      order_status_created: "101_1428791681.12",
    };
    assert.deepEqual(await value(session, `await orders.get({ order_id: "${ids.order}" })`), read);
    const listed = (await value(
      session,
      `(await orders.ofUser("${ids.user}")).items.map((order) => order.order_status_created).sort()`,
    )) as string[];
    assert.deepEqual(listed, ["101_1428791681", "101_1428791681.12"]);
    assert.deepEqual(await value(session, `await orders.setStatus("${ids.order}", 201)`), {
      ...read,
      order_status: 201,
      order_status_created: "201_1428791681",
    });
    await put({
      ...old,
      order_status: { N: "201" },
      order_status_created: { S: "201_1428791681" },
    });
    assert.equal(
      ((await value(session, `(await orders.ofProduct("${ids.product}", 201)).items`)) as unknown[])
        .length,
      1,
    );
  });
});
