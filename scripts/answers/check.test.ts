import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { ListTablesCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { int } from "../../lib/fields/numbers";
import { string } from "../../lib/fields/texts";
import { created, database, rejects, said } from "../testing/fixtures";
import { Table } from "../../lib/table/table";
import { check, results } from "../../notebooks/exercises/check";
import { exercise, type Step } from "../../notebooks/exercises/exercise";
import { random } from "../../notebooks/exercises/random";
import { report } from "../../notebooks/exercises/report";
import { same } from "../../notebooks/exercises/same";
import { todo } from "../../notebooks/exercises/todo";

class Things extends Table({
  name: "things",
  fields: { id: string(), size: int() },
  partitionKey: "id",
}) {}

describe("an exercise", () => {
  let db: DynamoDBClient;
  let things: Things;
  before(async () => {
    db = await database();
    things = await created(new Things(db));
  });

  type SizeOf = (id: string) => PromiseLike<number | undefined>;
  const sizeOf = exercise<SizeOf>({
    "gives the size": async (answer, trial) => {
      const thing = { id: random.uuid(), size: random.int(1, 1_000) };
      await trial.put(things, thing);
      await trial.gives(() => answer(thing.id), thing.size, {
        given: thing.id,
        hint: (found) => (typeof found === "string" ? "Make it a number." : "Look again."),
      });
    },
    "gives nothing where there is nothing": async (answer, trial) => {
      await trial.gives(() => answer("nothing"), undefined, { hint: "Nothing is undefined." });
    },
  });
  const textOf = async (answer: unknown, of: { steps: object } = sizeOf) =>
    report("sizeOf", await results(db, of as typeof sizeOf, answer as SizeOf))["text/plain"];
  const tryStep = async (step: Step<undefined>) =>
    (await results(db, exercise<undefined>({ step }), undefined))?.[0]?.shortfall;
  const right: SizeOf = async (id) => (await things.get({ id }))?.size;

  test("a right answer passes every step", async () => {
    assert.equal(
      await textOf(right),
      "sizeOf: passed, 2 of 2. Well done!\n  ✓ gives the size\n  ✓ gives nothing where there is nothing",
    );
  });

  test("a wrong one is told what passed, what failed, with which input, and a hint that fits", async () => {
    const text = await textOf(async (id: string) => String(await right(id)));
    assert.match(
      text,
      /^sizeOf: not there yet, 0 of 2\.\n  ✗ gives the size\n      Given "[0-9a-f-]{36}", it gave "\d+" instead of \d+\.\n      Hint: Make it a number\.\n/,
    );
    assert.match(
      text,
      /It gave "undefined" instead of undefined\.\n {6}Hint: Nothing is undefined\.$/,
    );
    assert.match(
      await textOf(async (id: string) => (await right(id)) ?? 0),
      /1 of 2\.\n  ✓ gives the size\n  ✗ gives nothing/,
    );
  });

  test("one that throws is told so, in a line", async () => {
    const text = await textOf(() => {
      throw new TypeError("x is\nnot a function");
    });
    assert.match(text, /it threw TypeError: x is not a function\.\n/);
  });

  test("none at all is not yet: as a value, and called", async () => {
    const called = () => (todo as SizeOf)("a");
    for (const answer of [todo as SizeOf, called, (id: string) => Promise.resolve(id).then(called)])
      assert.match(await textOf(answer), /^sizeOf: not yet\. Write your answer in place of todo/);
    await rejects(Promise.resolve("a").then(called), {
      code: "AnswerMissing",
      message: /in place of todo/,
    });
  });

  test("what a check wrote is gone afterwards, whether the answer is right or wrong", async () => {
    await textOf(right);
    await textOf(() => 0);
    assert.deepEqual(await things.scan().all(), []);
  });

  test("an answer may be a table: the check has one of its own, and deletes it", async () => {
    const answer = Things;
    const tables = exercise<typeof Things>({
      "can be written to": async (Answer, trial) => {
        const table = await trial.created(Answer, { hint: "" });
        assert.notEqual(table.name, "things");
        await table.put({ id: "a", size: 1 });
        await trial.gives(() => table.get({ id: "a" }), { size: 1, id: "a" }, { hint: "" });
      },
    });
    assert.equal((await results(db, tables, answer))?.[0]?.shortfall, undefined);
    assert.ok(
      (await db.send(new ListTablesCommand({}))).TableNames?.every(
        (name) => !name.startsWith("check_"),
      ),
    );
  });

  test("refuses() wants an error of that code, from the library or the SDK", async () => {
    const failing = (code: string) => () =>
      Promise.reject(Object.assign(new Error("no"), { name: code }));
    assert.equal(
      await tryStep((_, trial) =>
        trial.refuses(failing("ValidationException"), "ValidationException", { hint: "h" }),
      ),
      undefined,
    );
    assert.equal(
      await tryStep((_, trial) =>
        trial.refuses(() => things.put({ id: "", size: 1 }), "ItemEncodeError", { hint: "h" }),
      ),
      undefined,
    );
    assert.match(
      (
        await tryStep((_, trial) =>
          trial.refuses(failing("Other"), "ValidationException", { hint: "h" }),
        )
      )?.found ?? "",
      /^threw Other: no where it should fail with ValidationException$/,
    );
    assert.match(
      (await tryStep((_, trial) => trial.refuses(() => 1, "ValidationException", { hint: "h" })))
        ?.found ?? "",
      /^gave 1 where it should fail/,
    );
  });

  test("measured() tells units, holds() a sentence of its own", async () => {
    const shortfall = await tryStep(async (_, trial) => {
      const { units } = await trial.measured(() => things.get({ id: "a" }), { hint: "h" });
      assert.equal(units, 0.5);
      trial.holds(units < 0.5, `consumed ${units} units`, { hint: "Read less." });
    });
    assert.deepEqual([shortfall?.found, shortfall?.hint], ["consumed 0.5 units", "Read less."]);
  });

  test("an answer that never comes is given up", async (context) => {
    context.mock.method(globalThis, "setTimeout", (work: () => void) => setImmediate(work));
    assert.match(
      (
        await tryStep((_, trial) =>
          trial.answer(() => new Promise(() => undefined), { hint: "h" }).then(() => undefined),
        )
      )?.found ?? "",
      /^gave no answer in 15 seconds$/,
    );
  });

  test("what a check needs and isn't there is said; its own mistakes are not taken for the learner's", async () => {
    const missing = new Things(db, { name: "no_such_things" });
    const needs = exercise<undefined>({
      step: (_, trial) => trial.put(missing, { id: "a", size: 1 }),
    });
    await rejects(results(db, needs, undefined), {
      code: "TableNotReady",
      message: /Run the chapter's cells/,
    });
    const broken = exercise<undefined>({ step: () => Promise.reject(new Error("broken check")) });
    await rejects(results(db, broken, undefined), { message: "broken check" });
  });
});

test("check() shows the report, and knows its exercises", async () => {
  const db = await database();
  const lines = await said("log", () => check(db, { balanceOf: todo as never }));
  assert.match(lines.join("\n"), /^balanceOf: not yet/);
  await rejects(check(db, { nobodysExercise: 1 } as object), {
    code: "RequestInvalid",
    message: /There is no exercise nobodysExercise. There are /,
  });
});

test("a report is escaped", async () => {
  const evil = exercise<string>({
    "<b>says</b>": (answer, trial) =>
      trial.gives(() => answer, 1, { given: "<i>", hint: "<script>" }),
  });
  const { "text/html": html } = report("<u>", await results({} as DynamoDBClient, evil, "<em>"));
  assert.doesNotMatch(html ?? "", /<(b|i|script|u|em)>/);
  assert.match(html ?? "", /&lt;script&gt;/);
});

test("values are compared by what they are, not by the order of their properties", () => {
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
  for (const [a, b] of alike) assert.ok(same(a, b), String(a));
  for (const [a, b] of different) assert.ok(!same(a, b) && !same(b, a), String(a));
});

test("random data stay within their bounds and differ", () => {
  const numbers = Array.from({ length: 1_000 }, () => random.int(3, 5));
  assert.deepEqual([...new Set(numbers)].sort(), [3, 4, 5]);
  assert.deepEqual(random.shuffled([3, 1, 2]).sort(), [1, 2, 3]);
  assert.notEqual(random.uuid(), random.uuid());
});
