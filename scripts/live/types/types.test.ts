import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { chapters, codeCells, joined, readNotebook } from "../../notebooks/notebook";
import { typeFindings } from "./chapters";
import { TypesSession } from "./session";

const MOST_BYTES = 1_000_000;

describe("types in the page", () => {
  const [file = ""] = chapters(["02"]);
  const cells = codeCells(readNotebook(file)).map(({ source }) => joined(source));
  let session: TypesSession;
  before(async () => (session = await TypesSession.start()));
  after(() => session.close());

  test(`the worker is under ${MOST_BYTES / 1_000_000} MB`, () =>
    assert.ok(gzipSync(session.bundle).length <= MOST_BYTES));

  test("no cell of a chapter is refused, and its refusals have the kernel's words", async () =>
    assert.deepEqual(await typeFindings(session, file), []));

  // These go on with the cells of the chapter, which the compiler knows now.
  test("completions know a table's methods, and where they go", async () => {
    const answer = await session.ask({
      ask: "completions",
      cells: [...cells, "wallets.pu"],
      offset: 10,
    });
    assert.ok("completions" in answer);
    const { from, to, options } = answer.completions;
    assert.deepEqual(
      { from, to, first: options[0] },
      { from: 8, to: 10, first: { label: "put", kind: "method" } },
    );
  });

  test("hovering shows a name's type and documentation", async () => {
    const answer = await session.ask({
      ask: "hover",
      cells: [...cells, "await connect();"],
      offset: 8,
    });
    assert.ok("hover" in answer && answer.hover !== undefined);
    assert.match(
      answer.hover.signature,
      /connect\(options\?: ConnectOptions\): Promise<DynamoDBClient>/,
    );
    assert.match(answer.hover.documentation, /^Connects to DynamoDB and resolves with a client/);
    assert.deepEqual([answer.hover.from, answer.hover.to], [6, 13]);
    const nothing = await session.ask({ ask: "hover", cells: ["   "], offset: 1 });
    assert.equal("hover" in nothing, false);
  });

  test("a cell that is refused declares nothing for later ones", async () => {
    const refused = "const price: number = 'free';";
    assert.match((await session.complaints([refused])).join(), /^1:7 - Type 'string'/);
    assert.deepEqual(await session.complaints([refused, "price;"]), [
      "1:1 - Cannot find name 'price'.",
    ]);
  });

  test("a cell that changed means something else to later ones", async () => {
    assert.deepEqual(await session.complaints(["const price = 1;", "price.toFixed();"]), []);
    const [said] = await session.complaints(["const price = 'free';", "price.toFixed();"]);
    assert.match(said ?? "", /^1:7 - Property 'toFixed' does not exist on type '"free"'/);
  });

  test("a hundred cells, of which the last is looked at", async () => {
    const many = Array.from({ length: 100 }, (_, index) => `let run = ${index};`);
    const before = ["type Id = string;", ...many, "const id: Id = 'ada';"];
    assert.deepEqual(await session.complaints([...before, "id.trim() + run.toFixed();"]), []);
  });

  test("a name may be declared again", async () =>
    assert.deepEqual(
      await session.complaints(["const a = 1;", "const a = 'x';", "a.trim();"]),
      [],
    ));
});
