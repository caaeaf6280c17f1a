/** Checks what the library's types allow and refuse, with the kernel's compiler. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ALLOWED, HELPERS, REFUSED } from "./types.cases";
import { compile, type Said } from "../../scripts/testing/types-compiler";
import { TABLES } from "./types.tables";

const cases = [...ALLOWED, ...REFUSED, ...HELPERS];
const { tables, pieces } = compile(
  TABLES,
  cases.map(({ code }) => code),
);
const said = (of: object): Said => pieces[cases.findIndex((one) => one === of)] ?? [];

test("the tables' own declarations compile", () => assert.deepEqual(tables, []));

describe("allowed", () => {
  for (const one of ALLOWED) test(one.name, () => assert.deepEqual(said(one), []));
});

describe("refused", () => {
  for (const one of REFUSED) {
    test(one.name, () => {
      const complaints = said(one);
      assert.equal(complaints.length, 1, JSON.stringify(complaints));
      assertLine(complaints[0]?.at(-1) ?? "", one.says);
    });
  }
});

const INEXACT =
  /'true' is not assignable to parameter of type 'false'|Type 'false' does not satisfy the constraint 'true'/;

describe("the check of exact types refuses", () => {
  for (const one of HELPERS) test(one.name, () => assert.match(said(one).join(), INEXACT));
});

function assertLine(line: string, expected: string | RegExp): void {
  if (typeof expected === "string") assert.equal(line, expected);
  else assert.match(line, expected);
}
