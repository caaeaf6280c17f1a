import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  UpdateTableCommand,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { until } from "../../scripts/testing/until";
import { findJar, findJava } from "../embedded/find-java";
import type { DynamoError } from "../errors/errors";
import { int } from "../fields/numbers";
import { string } from "../fields/texts";
import { created, database, rejects, said, sent, stub } from "../../scripts/testing/fixtures";
import { Table } from "./table";

const fields = { id: string(), at: int(), kind: string(), title: string() };
class Simple extends Table({ name: "simple", fields, partitionKey: "id" }) {}
class Indexed extends Table({
  name: "indexed",
  fields,
  partitionKey: "id",
  indexes: { by_kind: { partitionKey: "kind" } },
  throughput: { read: 1, write: 1 },
}) {}
class Sorted extends Table({
  name: "sorted",
  fields,
  partitionKey: "id",
  sortKey: "at",
  indexes: { by_title: { sortKey: "title", projection: ["kind"] } },
}) {}

const item = { id: "a", at: 1, kind: "k", title: "t" };

describe("createTable", () => {
  let db: DynamoDBClient;
  before(async () => (db = await database()));

  test("creates the table once, and says which it did", async () => {
    const table = new Simple(db);
    assert.deepEqual(await said("log", () => table.createTable()), ["Creating simple table ..."]);
    await table.put(item);
    assert.deepEqual(await said("log", () => table.createTable()), [
      "simple table already exists.",
    ]);
    assert.deepEqual(await table.get({ id: "a" }), item);
  });

  test("resolves with nothing, sends nothing before it is awaited, and has DynamoDB's description as its output", async () => {
    const request = new Simple(db, { name: "lazy" }).createTable();
    assert.equal(request.operation, "CreateTable");
    await said("log", async () => assert.equal(await request, undefined));
    assert.equal((request.output?.["Table"] as TableDescription).TableName, "lazy");
    const unsent = new Simple(db, { name: "unsent" }).createTable();
    assert.equal(unsent.input.TableName, "unsent");
    assert.ok(!(await db.send(new ListTablesCommand({}))).TableNames?.includes("unsent"));
  });

  test("two creators at once both succeed, one creates", async () => {
    const [one, other] = [new Indexed(db, { name: "shared" }), new Indexed(db, { name: "shared" })];
    const lines = await said("log", () => Promise.all([one.createTable(), other.createTable()]));
    // The later call may see the table, or learn that it was just created.
    assert.ok(lines.includes("Creating shared table ..."), String(lines));
    assert.equal(
      lines.filter((line) => line.startsWith("shared table already exists")).length,
      1,
      String(lines),
    );
    await Promise.all([one.put(item), other.put({ ...item, id: "b" })]);
    assert.equal((await one.scan()).items.length, 2);
  });

  test("if another program creates it at the same moment, that isn't a failure, unless the definition differs", async () => {
    /** A client for which nothing is there yet when it first looks. */
    const blind = () => {
      let looks = 0;
      const nothing = Object.assign(new Error("not found"), {
        name: "ResourceNotFoundException",
        $fault: "client",
      });
      return stub((command: DescribeTableCommand) =>
        command instanceof DescribeTableCommand && looks++ === 0
          ? Promise.reject(nothing)
          : db.send(command),
      );
    };
    await created(new Simple(db, { name: "raced" }));
    const lines = await said("log", () => new Simple(blind(), { name: "raced" }).createTable());
    assert.deepEqual(lines, [
      "Creating raced table ...",
      "raced table already exists: another program has just created it.",
    ]);
    await said("log", () =>
      rejects(new Sorted(blind(), { name: "raced" }).createTable(), { code: "TableDiffers" }),
    );
  });

  test("a plain client that found its database in the environment may use what is there", async () => {
    await created(new Simple(db, { name: "plain" }));
    const table = await created(new Simple(new DynamoDBClient({}), { name: "plain" }));
    await table.put(item);
    assert.deepEqual(await table.get({ id: "a" }), item);
  });

  test("an error says what DynamoDB refuses, and no table is created", async () => {
    await said("log", () =>
      rejects(new Simple(db, { name: "a b" }).createTable(), {
        code: "ValidationException",
        message: /Invalid table/,
      }),
    );
  });

  test("describeTable and deleteTable, and then it can be created again, empty", async () => {
    const table = await created(new Indexed(db, { name: "again" }));
    const { TableName, TableStatus, GlobalSecondaryIndexes } = await table.describeTable();
    assert.deepEqual(
      [TableName, TableStatus, GlobalSecondaryIndexes?.[0]?.IndexName],
      ["again", "ACTIVE", "by_kind"],
    );
    await table.put(item);
    assert.equal(await table.deleteTable(), undefined);
    await rejects(table.describeTable(), { code: "ResourceNotFoundException" });
    await rejects(table.deleteTable(), { code: "ResourceNotFoundException" });
    assert.deepEqual(await said("log", () => table.createTable()), ["Creating again table ..."]);
    assert.deepEqual((await table.scan()).items, []);
  });

  describe("if the existing table has another definition", () => {
    type Creatable = { createTable(): PromiseLike<void> };
    /** Checks that it is refused with this message, and that the existing table stays unchanged. */
    async function differs(
      there: Creatable,
      here: Creatable,
      name: string,
      message: RegExp,
    ): Promise<void> {
      await said("log", () => there.createTable());
      const look = async () => (await db.send(new DescribeTableCommand({ TableName: name }))).Table;
      const found = await look();
      const lines = await said("log", async () => {
        const operations = await sent(db, () =>
          rejects(
            here.createTable(),
            { name: "DynamoError", code: "TableDiffers", message },
            String(message),
          ),
        );
        assert.deepEqual(operations, ["DescribeTable"]);
      });
      assert.deepEqual(lines, [`${name} table already exists.`]);
      assert.deepEqual(await look(), found);
    }

    test("it names another key", async () => {
      class OtherKey extends Table({ name: "simple", fields, partitionKey: "kind" }) {}
      class OneKeyMore extends Table({
        name: "simple",
        fields,
        partitionKey: "id",
        sortKey: "at",
      }) {}
      await differs(
        new Simple(db, { name: "keys" }),
        new OtherKey(db, { name: "keys" }),
        "keys",
        /^keys exists .* key: existing \(id HASH S\), declared \(kind HASH S\)\./,
      );
      await differs(
        new Simple(db, { name: "keys" }),
        new OneKeyMore(db, { name: "keys" }),
        "keys",
        /key: existing \(id HASH S\), declared \(id HASH S, at RANGE N\)\./,
      );
    });

    test("it names another type of a key", async () => {
      class OtherType extends Table({
        name: "simple",
        fields: { ...fields, id: int() },
        partitionKey: "id",
      }) {}
      await differs(
        new Simple(db, { name: "types" }),
        new OtherType(db, { name: "types" }),
        "types",
        /key: existing \(id HASH S\), declared \(id HASH N\)\./,
      );
      class OtherIndexType extends Table({
        name: "x",
        fields: { ...fields, kind: int() },
        partitionKey: "id",
        indexes: { by_kind: { partitionKey: "kind" } },
      }) {}
      const name = "index_types";
      await differs(
        new Indexed(db, { name }),
        new OtherIndexType(db, { name }),
        name,
        /index by_kind: existing global \(kind HASH S; ALL\), declared global \(kind HASH N; ALL\)/,
      );
    });

    test("it names an index that is missing, on either side", async () => {
      await differs(
        new Simple(db, { name: "missing" }),
        new Indexed(db, { name: "missing" }),
        "missing",
        /index by_kind: existing none, declared global \(kind HASH S; ALL\)/,
      );
      await differs(
        new Indexed(db, { name: "more" }),
        new Simple(db, { name: "more" }),
        "more",
        /index by_kind: existing global \(kind HASH S; ALL\), declared none/,
      );
    });

    test("it names another projection", async () => {
      class Narrow extends Table({
        name: "x",
        fields,
        partitionKey: "id",
        indexes: { by_kind: { partitionKey: "kind", projection: "KEYS_ONLY" } },
      }) {}
      const message =
        /index by_kind: existing global \(kind HASH S; ALL\), declared global \(kind HASH S; KEYS_ONLY\)/;
      await differs(
        new Indexed(db, { name: "narrow" }),
        new Narrow(db, { name: "narrow" }),
        "narrow",
        message,
      );
    });

    test("it names another list of projected attributes", async () => {
      const indexes = { by_title: { sortKey: "title", projection: ["more", "kind"] } } as const;
      class Wider extends Table({
        name: "x",
        fields: { ...fields, more: string() },
        partitionKey: "id",
        sortKey: "at",
        indexes,
      }) {}
      const message =
        /index by_title: existing local \(.*; INCLUDE kind\), declared local \(.*; INCLUDE kind, more\)/;
      await differs(
        new Sorted(db, { name: "wider" }),
        new Wider(db, { name: "wider" }),
        "wider",
        message,
      );
    });

    test("it names all differences at once, and that an index became global", async () => {
      class Everything extends Table({
        name: "x",
        fields,
        partitionKey: "id",
        indexes: { by_title: { partitionKey: "title" } },
      }) {}
      await differs(
        new Sorted(db, { name: "all" }),
        new Everything(db, { name: "all" }),
        "all",
        /key: existing .*index by_title: existing local .*declared global/,
      );
    });

    test("throughput and fields that aren't keys may differ", async () => {
      const others = { id: string(), kind: string(), new: int().optional() };
      class Same extends Table({
        name: "x",
        fields: others,
        partitionKey: "id",
        indexes: { by_kind: { partitionKey: "kind" } },
      }) {}
      await created(new Indexed(db, { name: "same" }));
      assert.deepEqual(await said("log", () => new Same(db, { name: "same" }).createTable()), [
        "same table already exists.",
      ]);
      // The order in which attributes are included means nothing.
      class Forth extends Table({
        name: "x",
        fields,
        partitionKey: "id",
        indexes: { by_kind: { partitionKey: "kind", projection: ["title", "at"] } },
      }) {}
      class Back extends Table({
        name: "x",
        fields,
        partitionKey: "id",
        indexes: { by_kind: { partitionKey: "kind", projection: ["at", "title"] } },
      }) {}
      await created(new Forth(db, { name: "order" }));
      await created(new Back(db, { name: "order" }));
    });
  });
});

describe("a table that exists at AWS", () => {
  /**
   * A client of AWS, as far as this needs one: every table is there, and all it is sent is kept.
   */
  function elsewhere(endpoint: string | undefined): { client: DynamoDBClient; commands: object[] } {
    const commands: object[] = [];
    const Table = {
      TableName: "simple",
      TableStatus: "ACTIVE",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    };
    const send = (command: object) => {
      commands.push(command);
      return command instanceof DescribeTableCommand
        ? Promise.resolve({ Table })
        : Promise.reject(new Error("only DescribeTable was expected"));
    };
    return {
      client: stub(send, { region: "eu-central-1", ...(endpoint !== undefined && { endpoint }) }),
      commands,
    };
  }
  const AWS = "https://dynamodb.eu-central-1.amazonaws.com";
  /** Without an endpoint in its code a client goes to AWS. */
  const places: [string | undefined, string][] = [
    [AWS, AWS],
    ["http://10.0.0.1:8000", "http://10.0.0.1:8000"],
    [undefined, "AWS"],
  ];

  test("is refused after DescribeTable alone", async () => {
    for (const [endpoint, place] of places) {
      const { client, commands } = elsewhere(endpoint);
      await said("log", () =>
        rejects(new Simple(client).createTable(), (error: DynamoError) => {
          assert.equal(error.code, "TableNotAdopted");
          assert.ok(
            error.message.includes(`at ${place}, region eu-central-1`) &&
              error.message.includes('createTable({ adopt: "simple" })'),
            error.message,
          );
          return true;
        }),
      );
      assert.ok(commands.length === 1 && commands[0] instanceof DescribeTableCommand);
    }
  });

  test("is used if adopt names it, and no other", async () => {
    for (const [endpoint] of places) {
      const { client } = elsewhere(endpoint);
      assert.deepEqual(
        await said("log", () => new Simple(client).createTable({ adopt: "simple" })),
        ["simple table already exists."],
      );
      for (const adopt of ["", "other", "Simple"])
        await said("log", () =>
          rejects(new Simple(client).createTable({ adopt }), { code: "TableNotAdopted" }),
        );
    }
  });

  test("isn't even adopted with another definition", async () => {
    const { client } = elsewhere(AWS);
    await said("log", () =>
      rejects(new Indexed(client, { name: "simple" }).createTable({ adopt: "simple" }), {
        code: "TableDiffers",
      }),
    );
  });

  test("on this machine it needs no adoption", async () => {
    for (const host of ["127.0.0.1", "localhost"])
      assert.equal(
        (await said("log", () => new Simple(elsewhere(`http://${host}:8000`).client).createTable()))
          .length,
        1,
      );
  });
});

/** A table's description while it is being created or deleted. */
const inTransit = (
  table: TableDescription | undefined,
  TableStatus: "ACTIVE" | "CREATING" | "DELETING",
  IndexStatus = TableStatus,
): TableDescription => ({
  ...table,
  TableStatus,
  GlobalSecondaryIndexes: (table?.GlobalSecondaryIndexes ?? []).map((index) => ({
    ...index,
    IndexStatus,
  })),
});

// DynamoDB Local creates and deletes tables at once. Here the first few responses to DescribeTable
// hide that.
describe("where tables take their time, as at AWS", () => {
  let db: DynamoDBClient;
  before(async () => (db = await database()));

  /**
   * A client of the same database that tells late what happened; `told` is what it said of tables.
   */
  function slow(): { client: DynamoDBClient; told: (string | undefined)[] } {
    const told: (string | undefined)[] = [];
    let left: TableDescription[] = [];
    const send = async (command: { input: { TableName: string } }) => {
      const look = async () => (await db.send(new DescribeTableCommand(command.input))).Table;
      if (command instanceof DescribeTableCommand) {
        const table = left.shift() ?? (await look().catch(() => undefined));
        told.push(
          table === undefined
            ? "gone"
            : [
                table.TableStatus,
                ...(table.GlobalSecondaryIndexes ?? []).map(({ IndexStatus }) => IndexStatus),
              ].join(" "),
        );
        if (table !== undefined) return { Table: table };
      }
      const before = command instanceof DeleteTableCommand ? await look() : undefined;
      const answer = await db.send(command as DescribeTableCommand);
      if (command instanceof CreateTableCommand)
        left = await look().then((table) => [
          inTransit(table, "CREATING"),
          inTransit(table, "CREATING"),
          inTransit(table, "ACTIVE", "CREATING"),
        ]);
      if (command instanceof DeleteTableCommand)
        left = [inTransit(before, "DELETING"), inTransit(before, "DELETING")];
      return answer;
    };
    return { client: stub(send), told };
  }

  test("createTable answers when table and index are ACTIVE, not before", async () => {
    const { client, told } = slow();
    const table = new Indexed(client, { name: "slow" });
    assert.deepEqual(await said("log", () => table.createTable()), ["Creating slow table ..."]);
    assert.deepEqual(told, [
      "gone",
      "CREATING CREATING",
      "CREATING CREATING",
      "ACTIVE CREATING",
      "ACTIVE ACTIVE",
    ]);
    await table.put(item);
    assert.deepEqual(await table.index("by_kind").query({ kind: "k" }).all(), [item]);
  });

  test("it also waits for a table that another program is creating", async () => {
    const { client, told } = slow();
    const table = new Indexed(client, { name: "joined" });
    await client.send(new CreateTableCommand(table.createTable().input));
    assert.deepEqual(await said("log", () => table.createTable()), [
      "joined table already exists.",
    ]);
    assert.equal(told.at(-1), "ACTIVE ACTIVE");
    assert.deepEqual(told.slice(0, -1), [
      "CREATING CREATING",
      "CREATING CREATING",
      "ACTIVE CREATING",
    ]);
  });

  test("deleteTable answers when the table is gone", async () => {
    await created(new Simple(db, { name: "leaving" }));
    const { client, told } = slow();
    await new Simple(client, { name: "leaving" }).deleteTable();
    assert.deepEqual(told, ["DELETING", "DELETING", "gone"]);
  });

  test("createTable waits for a table that is being deleted, and creates it again", async () => {
    await (await created(new Simple(db, { name: "going" }))).put(item);
    const { client, told } = slow();
    await client.send(new DeleteTableCommand({ TableName: "going" }));
    const table = new Simple(client, { name: "going" });
    assert.deepEqual(await said("log", () => table.createTable()), ["Creating going table ..."]);
    assert.deepEqual(told, ["DELETING", "DELETING", "gone", "CREATING", "CREATING", "ACTIVE"]);
    assert.deepEqual((await table.scan()).items, []);
  });

  test("a table that is deleted while it is waited for isn't waited for longer; one that isn't known yet is", async () => {
    const creating = inTransit({ TableName: "simple" }, "CREATING");
    const nothing = Object.assign(new Error("not found"), {
      name: "ResourceNotFoundException",
      $fault: "client",
    });
    const answering = (...answers: (TableDescription | undefined)[]) =>
      stub((command: object) => {
        if (command instanceof CreateTableCommand)
          return Promise.resolve({ TableDescription: creating });
        const Table = answers.shift();
        return Table === undefined ? Promise.reject(nothing) : Promise.resolve({ Table });
      });
    await said("log", () =>
      rejects(new Simple(answering(creating, creating)).createTable(), {
        code: "TableNotReady",
        message: /simple was deleted while/,
      }),
    );
    await said("log", () =>
      new Simple(
        answering(undefined, undefined, inTransit({ TableName: "simple" }, "ACTIVE")),
      ).createTable(),
    );
  });

  test("what never becomes ACTIVE is given up", async (context) => {
    // A clock that only pauses move.
    let now = 0;
    context.mock.method(Date, "now", () => now);
    context.mock.method(globalThis, "setTimeout", (work: () => void, pause: number) => {
      now += pause;
      setImmediate(work);
    });
    const table = new Simple(
      stub(() => Promise.resolve({ Table: inTransit({ TableName: "simple" }, "CREATING") })),
    );
    await said("log", () =>
      rejects(table.createTable(), {
        code: "TableNotReady",
        message: /simple isn't ACTIVE after 5 minutes/,
      }),
    );
  });
});

describe("a DynamoDB Local whose indexes really take their time", () => {
  let java: ChildProcess;
  let db: DynamoDBClient;
  const temp = mkdtempSync(path.join(tmpdir(), "create test "));

  async function freePort(): Promise<number> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }

  before(async () => {
    const port = await freePort();
    const options = [
      "-Djava.library.path=./DynamoDBLocal_lib",
      `-Djava.io.tmpdir=${temp}`,
      "-XX:TieredStopAtLevel=1",
      "-XX:+UseSerialGC",
      "-XX:-UsePerfData",
    ];
    const mode = ["-inMemory", "-disableTelemetry", "-delayTransientStatuses"];
    const env = { ...process.env, LC_ALL: "C.UTF-8" };
    java = spawn(
      path.join(findJava(), "java"),
      [...options, "-jar", "DynamoDBLocal.jar", "-port", `${port}`, ...mode],
      { cwd: findJar(), env, stdio: "ignore" },
    );
    // Where a failure ends this process, no hook is called any more.
    process.once("exit", () => java.kill("SIGKILL"));
    db = new DynamoDBClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: "us-west-2",
      credentials: { accessKeyId: "delayed", secretAccessKey: "x" },
      maxAttempts: 1,
    });
    await until("DynamoDB Local answers", () => {
      assert.ok(java.exitCode === null && java.signalCode === null, "DynamoDB Local ended");
      return db.send(new ListTablesCommand({})).then(
        () => true,
        () => false,
      );
    });
  });

  after(async () => {
    db.destroy();
    if (java.exitCode === null && java.signalCode === null) {
      java.kill("SIGKILL");
      await once(java, "exit");
    }
    rmSync(temp, { recursive: true });
  });

  async function indexes(TableName: string): Promise<(string | undefined)[]> {
    const { Table } = await db.send(new DescribeTableCommand({ TableName }));
    return (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexStatus }) => IndexStatus);
  }

  // With this option DynamoDB Local takes half a minute to add an index and a quarter to drop one;
  // so all of it at once.
  test("createTable answers when an index that is being added is ACTIVE, and one that is being dropped is gone", async () => {
    class Bare extends Table({
      name: "bare",
      fields,
      partitionKey: "id",
      throughput: { read: 1, write: 1 },
    }) {}
    const [growing, shrinking] = [
      new Indexed(db, { name: "growing" }),
      new Bare(db, { name: "shrinking" }),
    ];
    await created(new Bare(db, { name: "growing" }));
    await created(new Indexed(db, { name: "shrinking" }));

    const { AttributeDefinitions, GlobalSecondaryIndexes: [Create] = [] } =
      growing.createTable().input;
    await db.send(
      new UpdateTableCommand({
        TableName: "growing",
        AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: Create }],
      }),
    );
    await db.send(
      new UpdateTableCommand({
        TableName: "shrinking",
        GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by_kind" } }],
      }),
    );
    assert.deepEqual(
      [await indexes("growing"), await indexes("shrinking")],
      [["CREATING"], ["DELETING"]],
    );

    const found: Record<string, unknown> = {};
    const wait = async (table: Indexed | typeof shrinking) => {
      await table.createTable();
      found[table.name] = await indexes(table.name);
    };
    const lines = await said("log", () => Promise.all([wait(growing), wait(shrinking)]));
    assert.deepEqual(lines.sort(), [
      "growing table already exists.",
      "shrinking table already exists.",
    ]);
    assert.deepEqual(found, { growing: ["ACTIVE"], shrinking: [] });
    await growing.put(item);
    assert.deepEqual(await growing.index("by_kind").query({ kind: "k" }).all(), [item]);
  });
});
