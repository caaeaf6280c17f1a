/** An error names the cell's own line and shows it, and nothing of what is behind the notebook. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Session } from "./session";

const FOREIGN = /node:|\/build\/|node_modules|__\$|evalmachine|\bvm\.js|notebook\.js|file:\/\//;

describe("traces", () => {
  let session: Session;
  before(async () => void (session = await Session.start()));
  after(() => session.close());

  const errorOf = async (code: string): Promise<string[]> => {
    const { error, stdout, stderr } = await session.run(code);
    for (const text of [error, stdout, stderr]) assert.doesNotMatch(text, FOREIGN);
    assert.notEqual(error, "");
    return error.split("\n");
  };

  test("the line of the cell, and its text", async () => {
    const code = `type Long = { a: number };\n\nlet b;\n  null!; throw new Error("here");`;
    assert.deepEqual(await errorOf(code), [
      "Error: here",
      `    at line 4: null!; throw new Error("here");`,
    ]);
  });

  test("the message of the engine names the variable", async () => {
    const cases: [string, string][] = [
      ["(undefinedFunction as any)();", "TypeError: undefinedFunction is not a function"],
      [
        "(nothing as any).field;",
        "TypeError: Cannot read properties of undefined (reading 'field')",
      ],
      ["new (nothing as any)();", "TypeError: nothing is not a constructor"],
      ["for (const x of nothing as any) x;", "TypeError: nothing is not iterable"],
      ["(nothing as any)`x`;", "TypeError: nothing is not a function"],
    ];
    await session.run("let undefinedFunction: unknown = 1, nothing: unknown;");
    for (const [code, head] of cases) assert.equal((await errorOf(code))[0], head, code);
  });

  test("what was awaited has no words of the kernel's", async () => {
    for (const code of [
      "(await Promise.resolve(1 as any))();",
      "for (const x of (await Promise.resolve(1 as any))) x;",
      "const [one] = await Promise.resolve(1 as any);",
      "const { two } = await Promise.resolve(null as any);",
      "for await (const x of 5 as any) x;",
    ])
      await errorOf(code);
  });

  test("functions of other cells", async () => {
    await session.run(`\nfunction inner() {\n  throw new RangeError("deep");\n}`);
    await session.run(`class Outer {\n  call() {\n    inner();\n  }\n}`);
    const lines = await errorOf(`// first\nnew Outer().call();`);
    assert.match(lines[1] ?? "", /^ {4}at inner \(cell \[\d+\], line 3\): throw new RangeError/);
    assert.match(lines[2] ?? "", /^ {4}at Outer\.call \(cell \[\d+\], line 3\): inner\(\);$/);
    assert.equal(lines[3], "    at line 2: new Outer().call();");
    assert.equal(lines.length, 4);
  });

  test("after an await", async () => {
    const code = `const later = async () => {
  await null;
  throw new Error("late");
};
await later();`;
    const lines = await errorOf(code);
    assert.equal(lines[1], `    at later (line 3): throw new Error("late");`);
    assert.equal(lines[2], "    at line 5: await later();");
  });

  test("five equal calls of the library on five lines can be distinguished", async () => {
    await session.run(`import { Table, string } from "../lib";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
const Things = Table({ name: "things", fields: { id: string() }, partitionKey: "id" });
const endpoint = "http://127.0.0.1:1", region = "us-west-2";
const things = new Things(new DynamoDBClient({ region, endpoint }));
const calls = () => 1;`);
    const call = `await things.put({ id: "" });`;
    for (const failing of [1, 3, 5]) {
      const lines = Array.from({ length: 5 }, (_, i) =>
        i + 1 === failing ? call : `calls(); // ${call}`,
      );
      const error = await errorOf(lines.join("\n"));
      assert.match(error[0] ?? "", /^ItemError .*id is empty/);
      assert.ok(error.includes(`    at line ${failing}: ${call}`), error.join("\n"));
    }
  });

  test("an error of the SDK names the line that awaited", async () => {
    const code = `import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
const credentials = { accessKeyId: "a", secretAccessKey: "b" };
const nowhere = new DynamoDBClient({ region, endpoint, maxAttempts: 1, credentials });
await nowhere.send(new ListTablesCommand({}));`;
    const error = await errorOf(code);
    assert.match(error.join("\n"), /ECONNREFUSED/);
    assert.ok(
      error.includes("    at line 4: await nowhere.send(new ListTablesCommand({}));"),
      error.join("\n"),
    );
  });

  test("causes, and causes of causes", async () => {
    const code = `const root = new TypeError("root");
const middle = new RangeError("middle", { cause: root });
throw new Error("top", { cause: middle });`;
    assert.deepEqual(await errorOf(code), [
      "Error: top",
      "  because of RangeError: middle",
      "  because of TypeError: root",
      `    at line 3: throw new Error("top", { cause: middle });`,
    ]);
  });

  test("a circular cause, and one that isn't an error", async () => {
    const circle = `const a = new Error("a"); a.cause = new Error("b", { cause: a }); throw a;`;
    assert.deepEqual((await errorOf(circle)).slice(0, 2), ["Error: a", "  because of Error: b"]);
    assert.equal(
      (await errorOf(`throw new Error("x", { cause: { code: 5 } });`))[1],
      "  because of { code: 5 }",
    );
  });

  test("an AggregateError", async () => {
    const error = await errorOf(
      `await Promise.any([Promise.reject(new Error("one")), Promise.reject("two")]);`,
    );
    assert.match(error[0] ?? "", /^AggregateError: All promises were rejected/);
    assert.deepEqual(error.slice(1, 3), ["  because of Error: one", "  because of 'two'"]);
  });

  test("what is thrown and isn't an error", async () => {
    for (const [thrown, said] of [
      ["'text'", "'text'"],
      ["undefined", "undefined"],
      ["{ a: 1 }", "{ a: 1 }"],
      ["null", "null"],
    ])
      assert.deepEqual(await errorOf(`throw ${thrown};`), [`Thrown: ${said}`]);
  });

  test("errors that throw when they are read are shown all the same", async () => {
    const odd: Record<string, string> = {
      "throw Object.assign(new Error(), { message: 42, name: Symbol('n') })": "Symbol(n): 42",
      "throw Object.defineProperty(new Error(), 'message', { get() { throw 1; } })": "Error",
      "throw Object.assign(new Error('m'), { [Symbol.for('nodejs.util.inspect.custom')]() { throw 1; } })":
        "Error: m",
      "throw Object.defineProperty(new Error('c'), 'cause', { get() { throw 1; } })": "Error: c",
      "throw Object.assign(new AggregateError([]), { errors: 5 })": "AggregateError",
    };
    for (const [code, head] of Object.entries(odd)) {
      const lines = await errorOf(code);
      assert.deepEqual([lines[0], lines[1]?.slice(0, 19)], [head, "    at line 1: thro"], code);
    }
    const trap = "{ getPrototypeOf() { throw 1; }, get() { throw 2; }, has() { throw 3; } }";
    for (const value of [
      `new Proxy(new Error("p"), ${trap})`,
      "{ [Symbol.for('nodejs.util.inspect.custom')]() { throw 1; } }",
    ]) {
      assert.match((await errorOf(`throw ${value}`))[0] ?? "", /^Thrown: /);
      const late = `setTimeout(() => { throw ${value}; }); void Promise.reject(${value});
await new Promise((resolve) => setTimeout(resolve, 10));`;
      const { stderr } = await session.run(late);
      assert.equal(stderr.match(/Thrown: /g)?.length, 2, stderr);
    }
    const broken = "Error.prepareStackTrace = () => { throw 1; }; throw new Error('unprepared')";
    await session.run("const prepares = Error.prepareStackTrace;");
    assert.equal((await errorOf(broken))[0], "Error: unprepared");
    await session.run("Error.prepareStackTrace = prepares;");
  });

  test("the stack of an object that is no error", async () => {
    const code =
      "const held = {} as any; Error.captureStackTrace(held); held.stack === 'Error\\n    at line 1'";
    assert.equal((await session.run(code)).result, "true");
  });

  test("long messages and many causes are cut", async () => {
    const [long] = await errorOf(`throw new Error("m".repeat(1e6))`);
    assert.match(long ?? "", /^Error: m{9993}… 990007 more characters$/);
    const many = await errorOf(
      "throw new AggregateError(Array.from({ length: 500 }, (_, n) => new Error(`e${n}`)))",
    );
    assert.equal(many.length, 13);
    assert.match(many.join("\n"), /because of Error: e9\n… 490 more\n/);
  });

  test("a recursion without an end shows its line once", async () => {
    const error = await errorOf(
      `const endless = (n: number): number => {\n  return endless(n + 1) + 1;\n};\nendless(1);`,
    );
    assert.equal(error[0], "RangeError: Maximum call stack size exceeded");
    // Where exactly there was no room any more differs.
    const places = error.slice(1).map((line) => /^ {4}at endless \(line ([12])\)/.exec(line)?.[1]);
    assert.deepEqual(places, [...new Set(places)]);
    assert.ok(places.includes("2"));
  });

  test("console.log of an error, and its stack", async () => {
    const { stdout } = await session.run(
      `try {
  JSON.parse("{");
} catch (e) {
  console.log(e); console.log((e as Error).stack);
}`,
    );
    assert.doesNotMatch(stdout, FOREIGN);
    assert.equal(stdout.match(/at line 2|at JSON\.parse/g)?.length, 2, stdout);
  });

  test("an error without a message, and a class of one's own", async () => {
    assert.equal((await errorOf("throw new Error();"))[0], "Error");
    await session.run(`class Own extends Error { override name = "Own"; }`);
    const own = `\nthrow new Own("mine");`;
    assert.deepEqual(await errorOf(own), ["Own: mine", '    at line 2: throw new Own("mine");']);
  });

  test("errors of Node's modules and of eval", async () => {
    const read = await errorOf(
      `import { readFileSync } from "node:fs";\n\nreadFileSync("/nowhere");`,
    );
    assert.match(read[0] ?? "", /ENOENT/);
    assert.equal(read.at(-1), `    at line 3: readFileSync("/nowhere");`);
    assert.equal(
      (await errorOf(`\nnew Function("return nowhere")();`))[0],
      "ReferenceError: nowhere is not defined",
    );
  });

  test("errors in timers name their line", async () => {
    const { stderr } = await session.run(
      `setTimeout(() => {
  (null as any).x;
}, 1);
await new Promise((resolve) => setTimeout(resolve, 20));`,
    );
    assert.doesNotMatch(stderr, FOREIGN);
    assert.match(stderr, /reading 'x'\)\n.*line 2.*: \(null as any\)\.x;/);
  });

  test("a refused cell says line, column and sentence", async () => {
    assert.deepEqual(await errorOf(`const a = 1;\nconst b: string = a;`), [
      "2:7 - Type 'number' is not assignable to type 'string'.",
    ]);
    assert.match((await errorOf("function ("))[0] ?? "", /^1:\d+ - /);
  });
});
