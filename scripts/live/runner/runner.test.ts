/** What a cell shows in the page: its output in order, its errors with the cell's own lines. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { tried } from "./answers";
import { errorOf, PageSession, printed } from "./session";

/** Nothing of the bundle, of Node, or of the rewritten cell. */
const FOREIGN = /node:|blob:|node_modules|__\$|evalmachine|\beval\b|worker|sourceURL/;

describe("a cell in the page", () => {
  let session: PageSession;
  before(async () => void (session = await PageSession.start()));
  after(() => session.close());

  const failed = async (code: string): Promise<string[]> => {
    const ran = await session.run(code);
    assert.equal(ran.status, "error");
    const lines = errorOf(ran);
    assert.doesNotMatch(lines.join("\n"), FOREIGN);
    return lines;
  };

  test("printed text, results and what is displayed keep their order", async () => {
    const { outputs } = await session.run(
      `import { show } from "../lib"; console.log(1); console.error(2); show([{ a: 1 }]);
console.log({ a: [1n, new Map([["k", null]])] }); await null; [undefined, 6]`,
    );
    const shown = outputs.map(({ output_type, name, text }) => `${name ?? output_type} ${text}`);
    assert.deepEqual(shown, [
      "stdout 1\n",
      "stderr 2\n",
      "display_data undefined",
      "stdout { a: [ 1n, Map(1) { 'k' => null } ] }\n",
      "execute_result undefined",
    ]);
    assert.deepEqual(outputs.at(-1)?.data, { "text/plain": "[ undefined, 6 ]" });
  });

  test("30,000 lines of a busy cell, none lost; more than a page can bear is cut", async () => {
    const all = printed(await session.run("for (let i = 0; i < 30_000; i++) console.log(i)"));
    assert.equal(all, Array.from({ length: 30_000 }, (_, i) => `${i}\n`).join(""));
    const much = await session.run(
      `for (let i = 0; i < 1_500; i++) process.stdout.write("x".repeat(999) + "\\n")`,
    );
    assert.equal(printed(much).length, 1_000_000);
    assert.match(printed(much, "stderr"), /500,000 more characters, left out, .* Print less\.\n$/);
  });

  test("console.clear() removes what was shown, and progress replaces itself", async () => {
    const cleared = await session.run(`console.log("gone"); console.clear(); console.log("stays")`);
    assert.equal(printed(cleared), "stays\n");
    const { outputs } = await session.run(
      `import { progress } from "../lib"; for await (const n of progress([1, 2, 3])) await n;`,
    );
    assert.equal(outputs.length, 1);
    assert.match(JSON.stringify(outputs[0]?.data), /3/);
  });

  test("the methods of console print as Node's do", async () => {
    const said = await session.run(
      `console.group("a"); console.info("b\\nc"); console.groupEnd(); console.count(); console.count();
console.assert(1 > 2, "no %s", "way"); console.dir({ a: { b: { c: {} } } }, { depth: 0 }); console.log("%s is %d", "x", 5, { y: 1 })`,
    );
    assert.equal(
      printed(said),
      "a\n  b\n  c\ndefault: 1\ndefault: 2\n{ a: [Object] }\nx is 5 { y: 1 }\n",
    );
    assert.equal(printed(said, "stderr"), "Assertion failed: no way\n");
  });

  test("an error names the line of the cell, and the functions of other cells", async () => {
    await session.run(
      `\nfunction inner(this: void, n: number) {\n  throw new RangeError("deep");\n}`,
    );
    const lines = await failed(
      `type Long = { a: number };\nconst call = () =>\n  inner(5);\n\ncall();`,
    );
    assert.deepEqual(
      lines.map((line) => line.replace(/cell \[\d+\]/, "cell [n]")),
      [
        "RangeError: deep",
        `    at inner (cell [n], line 3): throw new RangeError("deep");`,
        "    at call (line 3): inner(5);",
        "    at line 5: call();",
      ],
    );
  });

  test("an error of the SDK has its message, and the line that awaited", async () => {
    await session.run(`import { connect } from "../lib"; const db = await connect();
import { DynamoDBClient, GetItemCommand, ListTablesCommand } from "@aws-sdk/client-dynamodb";`);
    const call = `await db.send(new GetItemCommand({ TableName: "none", Key: { id: { S: "a" } } }));`;
    assert.deepEqual(await failed(`1;\n${call}`), [
      "ResourceNotFoundException: Cannot do operations on a non-existent table",
      `    at line 2: ${call}`,
    ]);
  });

  test("a client of one's own reaches the page's database, and no other address", async () => {
    const own = await session.run(
      `const own = new DynamoDBClient({}); (await own.send(new ListTablesCommand({}))).TableNames`,
    );
    assert.equal(own.status, "ok");
    for (const endpoint of ["http://127.0.0.1:8000", "https://dynamodb.us-west-2.amazonaws.com"]) {
      const lines = await failed(
        `await new DynamoDBClient({ endpoint: "${endpoint}", maxAttempts: 1 }).send(new ListTablesCommand({}));`,
      );
      assert.match(lines[0] ?? "", /ECONNREFUSED/);
    }
    assert.match((await failed("await connect({ aws: true })"))[0] ?? "", /Open the notebook/);
  });

  test("databases differ by access key and region", async () => {
    const ran = await session.run(`import { Table, string } from "../lib";
const Things = Table({ name: "things", fields: { id: string() }, partitionKey: "id" });
await new Things(db).createTable();
const tablesOf = async (config: object) =>
  (await new DynamoDBClient(config).send(new ListTablesCommand({}))).TableNames?.length;
const credentials = { accessKeyId: "other", secretAccessKey: "x" };
console.log(await tablesOf({}), await tablesOf({ credentials }), await tablesOf({ region: "eu-west-1" }))`);
    assert.match(printed(ran), /\n1 0 0\n$/);
  });

  test("a syntax error has its place, and what only the kernel compiles is refused by name", async () => {
    const places: [string, string][] = [
      ["let a = 1;\nlet b: = 2;", "2:8 - Unexpected token."],
      [
        "let twice: number = 1;\nlet twice: string = 2;",
        "2:5 - Identifier 'twice' has already been declared.",
      ],
      ["1;\n  @seal class A {}", "2:3 - Decorators run in the notebook only, not in this page."],
      [
        "1; namespace A { export const b = 1; }",
        "1:4 - Namespaces run in the notebook only, not in this page.",
      ],
    ];
    for (const [code, line] of places) assert.deepEqual(await failed(code), [line]);
    assert.equal((await session.run("const text = `\nnamespace A {`; text.length")).status, "ok");
  });

  test("a module that the page lacks is refused, with the notebook's name", async () => {
    const ran = await session.run(`import { readFileSync } from "fs";`);
    assert.match(errorOf(ran)[0] ?? "", /no module "fs"\. .*notebooks\/01-user-wallet\.ipynb/);
    const part = await session.run(`import { createHash } from "node:crypto"; createHash("md5")`);
    assert.match(errorOf(part)[0] ?? "", /For createHash, open the notebook/);
  });

  test("what only Node has is refused, with what to do instead", async () => {
    const refusals: [code: string, message: RegExp][] = [
      [
        "process.exit()",
        /^Error: This page has only env, stdout, stderr of process\. For process\.exit, open the notebook notebooks\/01-user-wallet\.ipynb/,
      ],
      ["process.argv[0]", /For process\.argv, open the notebook/],
      [
        'Buffer.from("a")',
        /^Error: This page has no Buffer, .* For Buffer\.from, open the notebook/,
      ],
      ['require("fs")', /^Error: A cell has no require\(\).* import … from "fs"/],
    ];
    for (const [code, message] of refusals) assert.match((await failed(code))[0] ?? "", message);
    const { outputs } = await session.run(
      `import crypto, { randomUUID } from "node:crypto";
console.log({ process, crypto }, JSON.stringify(process).length > 0);
[crypto.randomUUID === randomUUID, process.env.NONE, (await process) === process, process.versions?.node]`,
    );
    assert.deepEqual(outputs.at(-1)?.data, {
      "text/plain": "[ true, undefined, true, undefined ]",
    });
  });

  test("an error in a callback and a rejection that nothing awaits are reported", async () => {
    const ran = await session.run(
      `setTimeout(() => {\n  throw new TypeError("late");\n}, 1);\nvoid Promise.reject(new Error("lost"));
await new Promise((resolve) => setTimeout(resolve, 20));`,
    );
    assert.equal(ran.status, "ok");
    const said = printed(ran, "stderr");
    assert.match(said, /nothing awaits it:\nError: lost\n {4}at line 4/);
    assert.match(said, /^Uncaught, in a callback:\nTypeError: late\n {4}at .*line 2/m);
    assert.doesNotMatch(said, FOREIGN);
  });

  test("timers of an answer that fails don't run while the next one is tried", async () => {
    const code = `Object.assign(globalThis, { ticks: 0 });
setInterval(() => (globalThis as any).ticks++, 1);
throw new Error("planted");`;
    const expected = { exercise: "planted", title: "fails", code, isRight: true } as const;
    const found = await tried(session, { title: "fails", code, check: "", expected });
    assert.match(found.join(), /^fails: .*planted/);
    const { outputs } = await session.run(
      `const before = (globalThis as any).ticks;
for (let turns = 0; turns < 3; turns++) await new Promise((resolve) => setTimeout(resolve, 1));
(globalThis as any).ticks - before`,
    );
    assert.deepEqual(outputs.at(-1)?.data, { "text/plain": "0" });
  });

  test("cells that are sent at once run one after another", async () => {
    const [first, second] = await Promise.all([
      session.run(
        "let order = 'first'; await new Promise((r) => setTimeout(r, 5)); order += ' ends';",
      ),
      session.run("order + ', second'"),
    ]);
    assert.equal(first.status, "ok");
    assert.deepEqual(second.outputs.at(-1)?.data, { "text/plain": "'first ends, second'" });
  });
});
