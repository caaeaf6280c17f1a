import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import {
  BatchWriteItemCommand,
  ExecuteStatementCommand,
  ListTablesCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { int } from "../../lib/fields/numbers";
import { string } from "../../lib/fields/texts";
import { created, database, rejects, said } from "../testing/fixtures";
import { Table } from "../../lib/table/table";
import { check, todo } from "../../notebooks/exercises/index";
import { times } from "../../notebooks/exercises/framework/at-once";
import { deepEqual } from "../../notebooks/exercises/framework/deep-equal";
import type { CheckContext } from "../../notebooks/exercises/framework/check-context";
import { expectFailuresPassedOn } from "../../notebooks/exercises/framework/failures-passed-on";
import { CheckTables, deleteIfExists } from "../../notebooks/exercises/framework/check-tables";
import { PendingWrites } from "../../notebooks/exercises/framework/pending-writes";
import { exercise, type Step } from "../../notebooks/exercises/framework/exercise";
import {
  intercept,
  type InterceptedRequest,
  isRead,
  isStrong,
  isWrite,
} from "../../notebooks/exercises/framework/interceptor";
import { random } from "../../notebooks/exercises/framework/random";
import { report } from "../../notebooks/exercises/framework/report";
import { runSteps } from "../../notebooks/exercises/framework/run-steps";

class Things extends Table({
  name: "things",
  fields: { id: string(), size: int() },
  partitionKey: "id",
}) {}

/** The name of the error that this rejects with. */
const codeFrom = (response: Promise<unknown>): Promise<string> =>
  response.then(
    () => "resolved",
    (error: Error) => error.name,
  );

const pause = (milliseconds = 40) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

describe("an exercise", () => {
  let db: DynamoDBClient;
  let things: Things;
  before(async () => {
    db = await database();
    things = await created(new Things(db));
  });

  type SizeOf = (id: string) => PromiseLike<number | undefined>;
  const sizeOf = exercise<SizeOf>({
    "returns the size": async (answer, context) => {
      const thing = { id: random.uuid(), size: random.int(1, 1_000) };
      await context.put(things, thing);
      await context.expectResult(() => answer(thing.id), thing.size, {
        given: thing.id,
        hint: (found) => (typeof found === "string" ? "Make it a number." : "Look again."),
      });
    },
    "returns undefined for a missing item": async (answer, context) => {
      await context.expectResult(() => answer("nothing"), undefined, {
        hint: "Nothing is undefined.",
      });
    },
  });
  const textOf = async (answer: unknown, of: { steps: object } = sizeOf) =>
    report("sizeOf", await runSteps(db, of as typeof sizeOf, answer as SizeOf))["text/plain"];
  const tryStep = async (step: Step<null>) =>
    (await runSteps(db, exercise<null>({ step }), null))?.[0]?.failure;
  const right: SizeOf = async (id) => (await things.get({ id }))?.size;

  test("a right answer passes every step", async () => {
    assert.equal(
      await textOf(right),
      "sizeOf: passed, 2 of 2. Well done.\n  ✓ returns the size\n  ✓ returns undefined for a missing item",
    );
  });

  test("the report on a wrong answer names the steps, the input, the result, and a hint that fits", async () => {
    const text = await textOf(async (id: string) => String(await right(id)));
    assert.match(
      text,
      /^sizeOf: not there yet, 0 of 2\.\n  ✗ returns the size\n      Given "[0-9a-f-]{36}", it returned "\d+" instead of \d+\.\n      Hint: Make it a number\.\n/,
    );
    assert.match(
      text,
      /It returned "undefined" instead of undefined\.\n {6}Hint: Nothing is undefined\.$/,
    );
    assert.match(
      await textOf(async (id: string) => (await right(id)) ?? 0),
      /1 of 2\.\n  ✓ returns the size\n  ✗ returns undefined for a missing item/,
    );
  });

  test("an answer that throws is reported on one line", async () => {
    const text = await textOf(() => {
      throw new TypeError("x is\nnot a function");
    });
    assert.match(text, /it threw TypeError: x is not a function\.\n/);
  });

  test("todo is reported as no answer yet, as a value and when called", async () => {
    const called = () => (todo as SizeOf)("a");
    const swallowed = (id: string) =>
      Promise.resolve(id)
        .then(called)
        .catch(() => -1);
    const late = (id: string) => Promise.resolve(id).then(called);
    for (const answer of [todo as SizeOf, undefined, called, late, swallowed])
      assert.match(await textOf(answer), /^sizeOf: not yet\. Write your answer in place of todo/);
    await rejects(Promise.resolve("a").then(called), {
      code: "AnswerMissing",
      message: /in place of todo/,
    });
  });

  test("a check undoes its writes, whether the answer is right or wrong", async () => {
    await textOf(right);
    await textOf(() => 0);
    assert.deepEqual(await things.scan().all(), []);
  });

  test("what was done last is undone first; an item may be put twice", async () => {
    const found: unknown[] = [];
    const ids = async () => (await things.scan().all()).map(({ id }) => id).sort();
    const steps = exercise<SizeOf>({
      "puts, and asks at the end": async (_, context) => {
        context.defer(async () => void found.push(await ids()));
        const [a, b] = [
          { id: "a", size: 1 },
          { id: "b", size: 1 },
        ];
        await context.put(things, a, b, { ...a, size: 2 });
        context.defer(async () => void found.push(await ids()));
        await context.put(things, { id: "c", size: 1 }, { id: "d", size: 1 });
        found.push((await things.get({ id: "a" }))?.size);
        await context.put(things);
      },
    });
    assert.equal((await runSteps(db, steps, right))?.[0]?.failure, undefined);
    assert.deepEqual(found, [2, ["a", "b"], []]);
  });

  test("what a step puts goes with what undoes the step before, in one request before the answer's", async () => {
    const sent: string[] = [];
    const interception = intercept(db, ({ operation, send }) => {
      sent.push(operation);
      return send();
    });
    const step: Step<SizeOf> = async (answer, context) => {
      const [one, other] = [
        { id: random.uuid(), size: 1 },
        { id: random.uuid(), size: 2 },
      ];
      await context.put(things, one);
      await context.putStored(things, { id: { S: other.id }, size: { N: "2" } });
      const both = [await answer(one.id), await answer(other.id)];
      assert.deepEqual(both, [1, 2]);
    };
    const steps = exercise<SizeOf>({ one: step, two: step });
    assert.deepEqual(
      (await runSteps(db, steps, right))?.map(({ failure }) => failure),
      [undefined, undefined],
    );
    await interception.end();
    const each = ["BatchWriteItem", "GetItem", "GetItem"];
    assert.deepEqual(sent, [...each, ...each, "BatchWriteItem"]);
    assert.deepEqual(await things.scan().all(), []);
  });

  test("concurrent reads wait for what a step has put", async () => {
    const failure = await tryStep(async (_, context) => {
      const ids = Array.from({ length: 3 }, random.uuid);
      await context.put(things, ...ids.map((id) => ({ id, size: 1 })));
      const found = await Promise.all(ids.map((id) => things.get({ id }, { consistent: true })));
      assert.ok(found.every((thing) => thing?.size === 1));
    });
    assert.equal(failure, undefined);
  });

  test("steps share what they make once, and its table is deleted after the check", async () => {
    const name = `shared_${random.uuid()}`;
    let made = 0;
    const make = async (context: CheckContext) => {
      made++;
      context.deleteTableAtEnd(name);
      await said("log", () => new Things(context.db, { name }).createTable());
    };
    const step: Step<null> = async (_, context) => {
      await context.once(make);
      assert.ok((await db.send(new ListTablesCommand({}))).TableNames?.includes(name));
    };
    await runSteps(db, exercise<null>({ one: step, two: step }), null);
    assert.equal(made, 1);
    assert.deepEqual((await db.send(new ListTablesCommand({}))).TableNames, ["things"]);
  });

  test("an answer may be a table: the check creates it under its own name, and deletes it", async () => {
    const answer = Things;
    const tables = exercise<typeof Things>({
      "can be written to": async (Answer, context) => {
        const table = await context.createTable(Answer, { hint: "" });
        assert.notEqual(table.name, "things");
        await table.put({ id: "a", size: 1 });
        await context.expectResult(
          () => table.get({ id: "a" }),
          { size: 1, id: "a" },
          { hint: "" },
        );
      },
    });
    assert.equal((await runSteps(db, tables, answer))?.[0]?.failure, undefined);
    assert.ok(
      (await db.send(new ListTablesCommand({}))).TableNames?.every(
        (name) => !name.startsWith("check_"),
      ),
    );
  });

  test("each step finds its table empty, also after a step that deleted it", async () => {
    const found: [name: string, items: number][] = [];
    const step: Step<typeof Things> = async (Answer, context) => {
      const [one, other] = [
        await context.createTable(Answer, { hint: "" }),
        await context.createTable(Answer, { hint: "" }),
      ];
      assert.notEqual(one.name, other.name);
      for (const table of [one, other]) found.push([table.name, (await table.scan().all()).length]);
      await one.put({ id: "left", size: 1 });
      await other.put({ id: "left", size: 1 });
      if (found.length === 4) await one.deleteTable();
    };
    await runSteps(db, exercise<typeof Things>({ one: step, two: step, three: step }), Things);
    assert.deepEqual(
      found.map(([, items]) => items),
      [0, 0, 0, 0, 0, 0],
    );
    const names = new Set(found.map(([name]) => name));
    assert.equal(names.size, 3, "two are used again, and one replaces the deleted one");
    assert.deepEqual((await db.send(new ListTablesCommand({}))).TableNames, ["things"]);
  });

  test("a table that can't be deleted is reported once the others are deleted", async () => {
    const writes = new PendingWrites(db);
    const tables = new CheckTables(db, writes);
    const kept = (await tables.take(Things)).name;
    for (let more = 0; more < 2; more++) await tables.take(Things);
    const refusing = intercept(db, async ({ input, send }) => {
      if (input["TableName"] === kept) throw new Error("planted");
      return send();
    });
    await assert.rejects(tables.end(), /planted/);
    assert.deepEqual(refusing.inFlight(), []);
    await refusing.end();
    await writes.end();
    assert.deepEqual((await db.send(new ListTablesCommand({}))).TableNames, [kept, "things"]);
    await deleteIfExists(db, kept);
  });

  test("expectError() requires an error of that code, from the library or the SDK", async () => {
    const failing = (code: string) => () =>
      Promise.reject(Object.assign(new Error("no"), { name: code }));
    assert.equal(
      await tryStep((_, context) =>
        context.expectError(failing("ValidationException"), "ValidationException", { hint: "h" }),
      ),
      undefined,
    );
    assert.equal(
      await tryStep((_, context) =>
        context.expectError(() => things.put({ id: "", size: 1 }), "ItemEncodeError", {
          hint: "h",
        }),
      ),
      undefined,
    );
    assert.match(
      (
        await tryStep((_, context) =>
          context.expectError(failing("Other"), "ValidationException", { hint: "h" }),
        )
      )?.found ?? "",
      /^threw Other: no, but should fail with ValidationException$/,
    );
    assert.match(
      (
        await tryStep((_, context) =>
          context.expectError(() => 1, "ValidationException", { hint: "h" }),
        )
      )?.found ?? "",
      /^returned 1, but should fail/,
    );
  });

  test("measure() resolves to units, expect() fails with a sentence of its own", async () => {
    const failure = await tryStep(async (_, context) => {
      const { units } = await context.measure(() => things.get({ id: "a" }), { hint: "h" });
      assert.equal(units, 0.5);
      context.expect(units < 0.5, `consumed ${units} units`, { hint: "Read less." });
    });
    assert.deepEqual([failure?.found, failure?.hint], ["consumed 0.5 units", "Read less."]);
  });

  test("costOf() judges the result before the cost, and names requests that were refused", async () => {
    await things.put({ id: "costly", size: 1 });
    const refused = () =>
      things.put({ id: "costly", size: 2 }, { if: { size: 9 } }).then(undefined, () => undefined);
    const wrong = await tryStep(async (_, context) => {
      await context.costOf(refused, true, { hint: "Return true." });
    });
    assert.equal(wrong?.hint, "Return true.");
    const costs = await tryStep(async (_, context) => {
      const { units, sent } = await context.costOf(refused, undefined, { hint: "h" });
      context.expect(false, `sent ${sent.join()} for ${units}`, { hint: "h" });
    });
    assert.equal(costs?.found, "sent PutItem for 0");
    await things.delete({ id: "costly" });
  });

  test("a report has one point at the end of an error that ends with one", async () => {
    const gaveUp = () => Promise.reject(new Error("Gave up."));
    assert.match(await textOf(gaveUp), /it threw Error: Gave up\.\n/);
  });

  const partiql = (Statement: string, more: { ConsistentRead?: boolean } = {}) =>
    db.send(new ExecuteStatementCommand({ Statement, ...more }));

  test("PartiQL is seen as the read or write that it is", async () => {
    const seen: InterceptedRequest[] = [];
    const failure = await tryStep(async (_, context) => {
      await context.rollBack(things);
      const work = async () => {
        await partiql(`INSERT INTO "things" VALUE {'id': 'sql', 'size': 1}`);
        await partiql(`select * from "things" where id = 'sql'`, { ConsistentRead: true });
        await partiql(`SELECT * FROM "things" WHERE id = 'sql'`);
      };
      const during = (request: InterceptedRequest) => (seen.push(request), request.send());
      await context.run(work, { hint: "", during });
    });
    assert.equal(failure, undefined);
    assert.deepEqual(
      seen.map((one) => [one.operation, isRead(one.operation), isWrite(one.operation)]),
      [
        ["ExecuteStatement INSERT", false, true],
        ["ExecuteStatement SELECT", true, false],
        ["ExecuteStatement SELECT", true, false],
      ],
    );
    assert.deepEqual(seen.map(isStrong), [false, true, false]);
  });

  test("what PartiQL wrote, changed or removed is undone", async () => {
    const [kept, removed] = [
      { id: "kept", size: 1 },
      { id: "removed", size: 1 },
    ];
    for (const thing of [kept, removed]) await things.put(thing);
    const failure = await tryStep(async (_, context) => {
      await context.rollBack(things);
      await partiql(`INSERT INTO "things" VALUE {'id': 'new', 'size': 1}`);
      await partiql(`UPDATE "things" SET "size" = 2 WHERE id = 'kept'`);
      await partiql(`DELETE FROM "things" WHERE id = 'removed'`);
    });
    assert.equal(failure, undefined);
    const left = await things.scan().all();
    for (const { id } of left) await things.delete({ id });
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    assert.deepEqual(left.sort(byId), [kept, removed]);
  });

  test("what requests wrote is undone, though the next one has the same parameters, changed", async () => {
    const failure = await tryStep(async (_, context) => {
      await context.rollBack(things);
      const Item = { id: { S: "first" }, size: { N: "1" } };
      const put = new PutItemCommand({ TableName: things.name, Item });
      await db.send(put);
      Item.id.S = "second";
      await db.send(put);
    });
    assert.equal(failure, undefined);
    const left = await things.scan().all();
    for (const { id } of left) await things.delete({ id });
    assert.deepEqual(left, []);
  });

  test("parts of a request that are undefined don't fail it, and what the others wrote is undone", async () => {
    const [Item, Key] = [{ id: { S: "part" }, size: { N: "1" } }, { id: { S: "none" } }];
    const { name: TableName } = things;
    const requests = [
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName, Item }, Delete: undefined },
          { Put: undefined, Delete: { TableName, Key } },
        ],
      }),
      new BatchWriteItemCommand({
        RequestItems: {
          [TableName]: [
            { PutRequest: { Item }, DeleteRequest: undefined },
            { PutRequest: undefined, DeleteRequest: { Key } },
          ],
        },
      }),
    ];
    for (const request of requests) {
      const failure = await tryStep(async (_, context) => {
        await context.rollBack(things);
        await db.send(request as BatchWriteItemCommand);
        assert.equal((await things.get({ id: "part" }))?.size, 1);
      });
      assert.equal(failure, undefined);
      assert.deepEqual(await things.scan().all(), []);
    }
  });

  test("a request whose parts are missing fails as without a check", async () => {
    const { name } = things;
    const requests = [
      new TransactWriteItemsCommand({ TransactItems: [undefined as never] }),
      new TransactWriteItemsCommand({ TransactItems: [{}] }),
      new BatchWriteItemCommand({ RequestItems: { [name]: [undefined as never] } }),
      new BatchWriteItemCommand({ RequestItems: { [name]: [{}] } }),
    ] as BatchWriteItemCommand[];
    for (const request of requests) {
      const alone = await codeFrom(db.send(request));
      let inCheck: string | undefined;
      await tryStep(async (_, context) => {
        await context.rollBack(things);
        inCheck = await codeFrom(db.send(request));
      });
      assert.equal(inCheck, alone);
      assert.ok(alone !== "resolved");
    }
  });

  test("measure() refuses PartiQL, whose units DynamoDB Local doesn't report", async () => {
    const failure = await tryStep(async (_, context) => {
      await context.measure(() => partiql(`SELECT * FROM "things" WHERE id = 'a'`), { hint: "h" });
    });
    assert.equal(failure?.found, "sent ExecuteStatement SELECT");
    assert.match(failure.hint, /DynamoDB Local doesn't report what a PartiQL statement costs/);
  });

  test("a request that isn't awaited is named, in flight or not sent", async () => {
    const put = { id: "late", size: 1 };
    const feedback = { hint: "Another hint." };
    const inFlight = await tryStep((_, context) => {
      context.deleteAfterwards(things, put);
      return context.run(() => void things.put(put).then(), feedback);
    });
    assert.equal(inFlight?.found, "returned before PutItem was done");
    assert.match(inFlight.hint, /^When it returned, PutItem hadn't been answered\. Is an await/);
    const unsent = await tryStep(async (_, context) => {
      const made = await context.run(() => [things.get({ id: "late" })], feedback);
      context.expect(made.length === 0, "returned a request", feedback);
    });
    assert.match(unsent?.hint ?? "", /GetItem had been made and not sent\. Is an await missing/);
    const awaited = await tryStep((_, context) =>
      context.expectResult(() => things.get({ id: "late" }), 1, feedback),
    );
    assert.equal(awaited?.hint, "Another hint.");
  });

  test("requests of a Promise.all that failed don't count as not awaited", async () => {
    const refused = () =>
      Promise.all([
        things.put({ id: "a", size: 1 }, { if: { size: 2 } }),
        ...["b", "c"].map((id) => things.get({ id })),
      ]);
    const failure = await tryStep((_, context) =>
      context.run(refused, { hint: "Refused." }).then(),
    );
    assert.equal(failure?.hint, "Refused.");
  });

  test("of calls at once, each has read before the first one writes", async () => {
    const raced = { id: "raced" };
    await things.put({ ...raced, size: 0 });
    const raise = async () => {
      const { size = 0 } = (await things.get(raced)) ?? {};
      await things.put({ ...raced, size: size + 1 });
    };
    let reads = 0;
    // The first call could be over before the second one reads.
    const during = async ({ operation, send }: InterceptedRequest) => {
      if (operation === "GetItem" && ++reads === 2) await pause();
      return send();
    };
    const failure = await tryStep((_, context) =>
      context.runAtOnce(times(2, raise), { during, hint: "Raised." }).then(),
    );
    assert.equal(failure, undefined);
    assert.equal((await things.get(raced, { consistent: true }))?.size, 1);
    await things.delete(raced);
  });

  test("each request of an answer fails once, and the answer must pass that on", async () => {
    await things.put({ id: "passed", size: 3 });
    const hintOf = async (call: SizeOf) =>
      (
        await tryStep((_, context) =>
          expectFailuresPassedOn(context, () => ({ call: () => call("passed"), right: 3 })),
        )
      )?.hint;
    assert.equal(await hintOf(right), undefined);
    const twice: SizeOf = async (id) => (await right(id).then(undefined, () => right(id))) ?? 0;
    assert.equal(await hintOf(twice), undefined);
    const swallowing: SizeOf = async (id) => right(id).then(undefined, () => 0);
    assert.match((await hintOf(swallowing)) ?? "", /^The check let GetItem fail/);
    const second: SizeOf = async (id) => {
      await right(id);
      return right(id).then(undefined, () => undefined);
    };
    assert.match((await hintOf(second)) ?? "", /^The check let GetItem fail/);
    await things.delete({ id: "passed" });
  });

  test("an answer that doesn't end is reported, and the steps after it aren't tried", async () => {
    const text = await textOf("", {
      steps: {
        ends: (_: SizeOf, context: CheckContext) =>
          context.run(() => new Promise(() => undefined), { hint: "h", patience: 20 }),
        "comes next": () => Promise.reject(new Error("tried")),
      },
    });
    assert.match(
      text,
      /not there yet, 0 of 2\.\n  ✗ ends\n {6}It didn't finish within 0\.02 seconds\./,
    );
    assert.match(
      text,
      /Hint: It sent no request: it was in a loop, or waited .* restart the kernel/,
    );
    assert.match(text, /\n  – comes next \(not tried\)$/);
  });

  test("an answer doesn't pay for slow requests, but for its own pauses", async () => {
    const longPause = () => pause(150);
    const during = ({ send }: InterceptedRequest) => longPause().then(() => send());
    const slowly = { during, hint: "h", patience: 1_200 };
    const tenTimes = async (work: () => unknown) => {
      for (let n = 0; n < 10; n++) await work();
    };
    const get = () => new Things(db).get({ id: "a" });
    const text = await textOf("", {
      steps: {
        "has slow requests": (_: SizeOf, context: CheckContext) =>
          context.run(() => tenTimes(get), slowly),
        "pauses itself": (_: SizeOf, context: CheckContext) =>
          context.run(() => tenTimes(longPause), slowly),
      },
    });
    assert.match(text, /✓ has slow requests\n {2}✗ pauses itself\n.*within 1\.2 seconds/);
  });

  test("a missing table of the chapter is named; an error of the check itself is thrown unchanged", async () => {
    const missing = new Things(db, { name: "no_such_things" });
    const puts: Step<null> = async (_, context) => {
      await context.put(things, { id: "a", size: 1 });
      await context.put(missing, { id: "a", size: 1 });
    };
    const calls: Step<null> = async (_, context) => {
      await context.put(missing, { id: "a", size: 1 });
      await context.run(() => 1, { hint: "" });
    };
    const fine: Step<null> = (_, context) => context.put(things, { id: "b", size: 1 });
    for (const step of [puts, calls]) {
      await rejects(runSteps(db, exercise<null>({ fine, step }), null), {
        code: "ChapterNotRun",
        message: /Run the chapter's cells/,
      });
      assert.deepEqual(await things.scan().all(), [], "existing tables are restored all the same");
    }
    const unknown = Object.assign(new Error("No PartiQL here."), {
      name: "UnknownOperationException",
    });
    const sending = exercise<null>({
      step: async (_, context) => {
        const send = () => db.send(new ListTablesCommand({})).catch(() => "its own answer");
        await context.run(send, { hint: "", during: () => Promise.reject(unknown) });
      },
    });
    await rejects(runSteps(db, sending, null), {
      code: "RequestUnsupported",
      message: /can't be checked with this database\. No PartiQL here\./,
    });
    const broken = exercise<null>({ step: () => Promise.reject(new Error("broken check")) });
    await rejects(runSteps(db, broken, null), { message: "broken check" });
  });
});

test("check() displays the report, and throws for an unknown exercise", async () => {
  const db = await database();
  const lines = await said("log", () => check(db, { balanceOf: todo as never }));
  assert.match(lines.join("\n"), /^balanceOf: not yet/);
  await rejects(check(db, { nobodysExercise: 1 } as object), {
    code: "ExerciseUnknown",
    message: /No exercise is named nobodysExercise\. Choose one of saveWallet, /,
  });
});

test("a report is escaped as HTML", async () => {
  const evil = exercise<string>({
    "<b>says</b>": (answer, context) =>
      context.expectResult(() => answer, 1, { given: "<i>", hint: "<script>" }),
  });
  const { "text/html": html } = report("<u>", await runSteps({} as DynamoDBClient, evil, "<em>"));
  assert.doesNotMatch(html ?? "", /<(b|i|script|u|em)>/);
  assert.match(html ?? "", /&lt;script&gt;/);
});

test("deepEqual() ignores the order of properties", () => {
  const alike: [unknown, unknown][] = [
    [1, 1],
    [NaN, NaN],
    [
      { a: 1, b: [2, { c: "x" }] },
      { b: [2, { c: "x" }], a: 1 },
    ],
    [undefined, undefined],
    [{ a: undefined }, {}],
    [1n, 1n],
  ];
  const different: [unknown, unknown][] = [
    [1, "1"],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, {}],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [{}, undefined],
    [null, undefined],
    [[], {}],
  ];
  for (const [a, b] of alike) assert.ok(deepEqual(a, b), String(a));
  for (const [a, b] of different) assert.ok(!deepEqual(a, b) && !deepEqual(b, a), String(a));
});

test("random data stays within its bounds and differs", () => {
  const numbers = Array.from({ length: 1_000 }, () => random.int(3, 5));
  assert.deepEqual([...new Set(numbers)].sort(), [3, 4, 5]);
  assert.deepEqual(random.shuffled([3, 1, 2]).sort(), [1, 2, 3]);
  assert.notEqual(random.uuid(), random.uuid());
});
