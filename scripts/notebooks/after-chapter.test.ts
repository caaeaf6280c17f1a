/**
 * What chapters leave in their tables: to the byte, that is what the Python programs wrote that the
 * chapters are based on, so either side can read what the other wrote. What those programs write is
 * known from their source, and written here in the same form. The cells run without a kernel, which
 * `chapters.test.ts` runs them in.
 */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { compileCell } from "../answers/compile";
import { newFlag, programOf, runCell } from "../answers/program";
import type { Program } from "../cell/program";
import { database, said } from "../testing/fixtures";
import { leave } from "../../lib/embedded/environment";
import { DISPLAY } from "../../lib/print/display";
import { chapters, codeCells, hasTag, joined, readNotebook } from "./notebook";

/** A chapter's program, whose cells have run, except for its clean-up. */
class Session {
  private constructor(private readonly program: Program) {}

  static async after(number: string): Promise<Session> {
    const [file = ""] = chapters([number]);
    await enterDatabase(`chapter${number}`);
    const session = new Session(programOf(file, newFlag()));
    const cells = codeCells(readNotebook(file)).filter((cell) => !hasTag(cell, "cleanup"));
    for (const { source } of cells) await session.run(joined(source));
    return session;
  }

  /** Runs a cell. Returns what it printed. */
  async run(code: string): Promise<string> {
    return (await said("log", () => runCell(this.program, compileCell(code), "a cell"))).join("\n");
  }
}

Object.assign(globalThis, { [DISPLAY]: () => undefined });

/** Makes `connect()` use a database of its own: DynamoDB Local keeps one for each access key. */
async function enterDatabase(name: string): Promise<void> {
  const { hostname, port } = (await (await shared()).config.endpoint?.()) ?? {};
  // What an earlier `connect()` has set doesn't count as the user's own.
  leave();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: `http://${hostname}:${port}`,
    AWS_ACCESS_KEY_ID: name,
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_REGION: "us-west-2",
  });
  const { TableNames } = await new DynamoDBClient({}).send(new ListTablesCommand({}));
  assert.deepEqual(TableNames, []);
}

let started: ReturnType<typeof database> | undefined;
const shared = () => (started ??= database());

/** A suite's session. */
function sessionOf(number: string): () => Session {
  let session: Session | undefined;
  before(async () => (session = await Session.after(number)));
  return () => session ?? assert.fail("the chapter hasn't run");
}

/** The value of an expression after the chapter's cells, and some statements. */
async function value(session: Session, expression: string, statements = ""): Promise<unknown> {
  return JSON.parse(
    await session.run(
      `${statements}\nconst answered = ${expression};\nconsole.log(JSON.stringify(answered));`,
    ),
  );
}

/** What makes a table this one, as DescribeTable tells. */
async function definition(session: Session, table: string): Promise<unknown> {
  await session.run(`import * as wire from "@aws-sdk/client-dynamodb";`);
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
  const chapter = sessionOf("01");
  test("test_table, Example 1", async () => {
    const session = chapter();
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
  const chapter = sessionOf("02");
  test("user_wallet, Example 1.1", async () => {
    const session = chapter();
    assert.deepEqual(await definition(session, "user_wallet"), simple("user_id"));
    const raw = (id: string) =>
      `(await db.send(new wire.GetItemCommand({ TableName: "user_wallet", Key: { user_id: { S: "${id}" } } }))).Item`;
    await session.run(`await wallets.setBalance("${ids.user}", 100)`);
    assert.deepEqual(await value(session, raw(ids.user)), {
      user_id: { S: ids.user },
      balance: { N: "100" },
    });
    // As the Python program writes, with an attribute of its own that this one doesn't know.
    const Item = { user_id: { S: ids.page }, balance: { N: "-3" }, colour: { S: "red" } };
    await session.run(
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
  const chapter = sessionOf("03");
  test("page_view, Example 2", async () => {
    const session = chapter();
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
    await session.run(
      `await db.send(new wire.PutItemCommand({ TableName: "page_view", Item: ${JSON.stringify(theirs)} }))`,
    );
    assert.equal(await value(session, `await views.check("${ids.product}", "${ids.user}")`), true);
    assert.equal(await value(session, `await views.view("${ids.product}", "${ids.user}")`), false);
  });
});

describe("after chapter 04", () => {
  const chapter = sessionOf("04");
  test("page_view stays unchanged in Example 2 continued", async () => {
    const session = chapter();
    assert.deepEqual(await definition(session, "page_view"), simple("page_id_user_id"));
    const names = await value(
      session,
      `[...new Set((await db.send(new wire.ScanCommand({ TableName: "page_view" }))).Items?.flatMap((item) => Object.keys(item)))]`,
    );
    assert.deepEqual(names, ["page_id_user_id"]);
  });
});

describe("after chapter 06", () => {
  const chapter = sessionOf("06");
  test("messages, the introduction", async () => {
    const session = chapter();
    await session.run("await messages.createTable();\nawait messages.put(item);");
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
    await session.run(
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
  const chapter = sessionOf("05");
  test("purchase, Example 3", async () => {
    const session = chapter();
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
    await session.run(
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
      session.run(
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
