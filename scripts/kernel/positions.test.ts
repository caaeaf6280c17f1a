/** Completion and inspection in a real kernel: places behind emoji, in texts and in calls. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Session } from "./session";
import { codePointsOf, unitsOf } from "./positions";

test("code points and units", () => {
  const text = "a😀b";
  assert.deepEqual(
    [0, 1, 2, 3].map((n) => unitsOf(text, n)),
    [0, 1, 3, 4],
  );
  assert.deepEqual(
    [0, 1, 3, 4].map((n) => codePointsOf(text, n)),
    [0, 1, 2, 3],
  );
});

describe("completion and inspection", () => {
  let session: Session;
  before(async () => {
    session = await Session.start();
    await session.run(`type Index = "byName" | "byAge";
const index = (name: Index, n?: number) => name;
const face = "😀"; const person = { name: "Ann", age: 5 };
type Options = { limit?: number; sorted?: boolean };
function find(options: Options) { return options; } class Wallet { balance = 1; }`);
  });
  after(() => session.close());

  const completed = async (before: string, behind = "") => {
    const found = await session.complete(before + behind, Array.from(before).length);
    const characters = Array.from(before + behind);
    return { ...found, replaced: characters.slice(found.cursor_start, found.cursor_end).join("") };
  };

  test("after an emoji the right range is replaced", async () => {
    const { matches, replaced } = await completed(`const s = "😀😀"; person.na`);
    assert.deepEqual([matches[0], replaced], ["name", "na"]);
    const other = await completed(`face /* 😀 */; pers`);
    assert.deepEqual([other.matches[0], other.replaced], ["person", "pers"]);
  });

  test("in a half-typed text", async () => {
    for (const [before, replaced] of [
      [`index("b`, "b"],
      [`index("`, ""],
      [`"😀"; index("by`, "by"],
    ] as const) {
      const found = await completed(before);
      assert.deepEqual([...found.matches].sort(), ["byAge", "byName"], before);
      assert.equal(found.replaced, replaced, before);
    }
  });

  test("in a text that is closed", async () => {
    const found = await completed(`index("by`, `")`);
    assert.deepEqual([...found.matches].sort(), ["byAge", "byName"]);
  });

  test("in an object literal", async () => {
    assert.deepEqual((await completed("find({ li")).matches, ["limit"]);
    const { matches } = await completed("find({ ");
    assert.deepEqual(matches.filter((name) => /^(limit|sorted)$/.test(name)).sort(), [
      "limit",
      "sorted",
    ]);
    assert.deepEqual((await completed("find({ limit: 1, s", " })")).matches, ["sorted"]);
  });

  test("after a point, also in the middle of a cell", async () => {
    const { matches, replaced } = await completed("console.log(person.", ");\nconsole.log(2)");
    assert.deepEqual([...matches].sort(), ["age", "name"]);
    assert.equal(replaced, "");
    assert.deepEqual((await completed("new Wallet().bal", "\nlet x = 1")).matches, ["balance"]);
  });

  test("in a name the rest of it is replaced, too", async () => {
    const { matches, replaced } = await completed("per", "son.name");
    assert.ok(matches.includes("person"));
    assert.equal(replaced, "person");
  });

  test("nothing is offered where nothing is known", async () => {
    assert.deepEqual((await completed("person.zzz")).matches, []);
  });

  test("inspection of a name, after an emoji, and after an opening bracket", async () => {
    assert.match(await session.inspect("person"), /const person: \{/);
    assert.match(await session.inspect(`"😀😀😀"; person.name`), /\(property\) name: string/);
    assert.match(await session.inspect("find("), /function find\(options: Options\)/);
    assert.match(await session.inspect(`index("byName", `), /const index: \(name: Index/);
    assert.match(await session.inspect("new Wallet("), /Wallet/);
    assert.equal(await session.inspect("   "), "");
  });
});
