/**
 * Each statement of the table holds where the table says; and the check finds what it is there to
 * find.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { code, findings, out, statement, text, unit } from "./proofs";
import { LAST, STATEMENTS } from "./statements";

test("every statement holds where the table says", () => {
  const found = findings(STATEMENTS, LAST);
  assert.equal(found.length, 0, `${found.length} findings\n${found.join("\n")}`);
});

describe("the check", () => {
  const title = "a greeting";
  const said = text("00", "how-to", "press **Shift+Enter**");
  const shown = code("00", "first-cell", "console.log(greeting);");
  const seen = out("00", "first-cell", "This is TypeScript, and it runs.");
  const tested = unit(
    "scripts/statements/statements.test.ts",
    "passes a table whose proofs hold, wherever lines are broken",
  );
  const of = (...proofs: Parameters<typeof findings>[0][number]["proofs"]) =>
    findings([statement(1, title, [], ...proofs)], 1);

  test("passes a table whose proofs hold, wherever lines are broken", () => {
    const broken = code("00", "first-cell", `it runs.";\n   console.log(greeting);`);
    const table = [
      statement(1, title, ["text", "code", "out"], said, shown, seen),
      statement(2, title, ["code"], tested),
      statement(3, title, ["code"], broken),
    ];
    assert.deepEqual(findings(table, 3), []);
  });

  test("reports numbers that are missing, twice there, or too high", () => {
    const table = [1, 3, 3, 5].map((number) => statement(number, title, [], said));
    assert.deepEqual(findings(table, 4), [
      "statement 2 is missing",
      "statement 4 is missing",
      "statement 3 appears twice",
      "there is no statement 5",
    ]);
  });

  test("reports a mark without a proof of its kind", () => {
    const marks = (...proofs: Parameters<typeof of>) =>
      findings([statement(1, title, ["text", "code", "out"], ...proofs)], 1).map((finding) =>
        finding.replace(/.* /, ""),
      );
    assert.deepEqual(marks(), ["text", "code", "out"]);
    assert.deepEqual(marks(said, tested), ["out"]);
    assert.deepEqual(marks(seen, shown), ["text"]);
    assert.deepEqual(marks(said, seen), ["code"]);
  });

  test("reports all phrases that aren't there, with the statement and its title", () => {
    assert.deepEqual(
      of(
        text("00", "how-to", "press **Shift+Enter**", "press F5"),
        out("00", "first-cell", "const greeting"),
      ),
      [
        `statement 1, a greeting: text of 00, cell how-to, doesn't have "press F5"`,
        `statement 1, a greeting: out of 00, cell first-cell, doesn't have "const greeting"`,
      ],
    );
  });

  test("reports cells that aren't there, or are of the other kind", () => {
    const found = of(
      text("00", "nowhere", "x"),
      code("99", "first-cell", "x"),
      text("00", "first-cell", "runs"),
      code("00", "how-to", "cell"),
      out("00", "how-to", "cell"),
    );
    for (const expected of [
      /chapter 00 has no cell nowhere$/,
      /chapter 99 has no cell first-cell$/,
      /text of 00, cell first-cell: it is a cell of type code$/,
      /code of 00, cell how-to: it is a cell of type markdown$/,
      /out of 00, cell how-to: it is/,
    ])
      assert.ok(
        found.some((finding) => expected.test(finding)),
        `${expected} in ${found.join("\n")}`,
      );
    assert.equal(found.length, 5);
  });

  test("reports test files and tests that aren't there, and proofs of nothing", () => {
    const file = "scripts/statements/statements.test.ts";
    const found = of(
      unit("lib/none.test.ts", "x"),
      unit("lib/index.ts", "x"),
      unit(file, ["a test", "that nobody wrote"].join(" ")),
      unit(file),
      text("00", "how-to"),
      text("00", "how-to", " "),
    );
    for (const expected of [
      /no test file lib\/none/,
      /no test file lib\/index\.ts/,
      /has no test "a test that nobody wrote"/,
      /no test is given/,
      /no phrase is given/,
      /doesn't have " "/,
    ])
      assert.ok(
        found.some((finding) => expected.test(finding)),
        `${expected} in ${found.join("\n")}`,
      );
    assert.equal(found.length, 6);
  });
});
