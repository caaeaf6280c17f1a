/** What the types of the library allow and refuse, for both compilers that read them: the project's, and the kernel's. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ALLOWED, HELPERS, REFUSED } from "./types.cases";
import { compile, kernel, strict, type Said } from "./types.compilers";
import { TABLES } from "./types.tables";

for (const compiler of [strict(), kernel()]) {
  const isKernel = compiler.name.includes("kernel");
  describe(compiler.name, () => {
    const cases = [...ALLOWED, ...REFUSED, ...HELPERS];
    const { tables, pieces } = compile(compiler, TABLES, cases.map(({ code }) => code));
    const said = (of: object): Said => pieces[cases.findIndex((one) => one === of)] ?? [];

    test("the tables' own declarations compile", () => assert.deepEqual(tables, []));

    describe("allowed", () => {
      for (const one of ALLOWED) {
        if (isKernel && one.onlyStrict === true) continue;
        test(one.name, () => assert.deepEqual(said(one), []));
      }
    });

    describe("refused", () => {
      for (const one of REFUSED) {
        test(one.name, () => {
          const complaints = said(one);
          assert.equal(complaints.length, 1, JSON.stringify(complaints));
          if (isKernel) assertLine(complaints[0]?.at(-1) ?? "", one.says);
        });
      }
    });

    describe("the check of exact types refuses", () => {
      for (const one of HELPERS) {
        test(one.name, () => assert.match(said(one).join(), /'true' is not assignable to parameter of type 'false'|Type 'false' does not satisfy the constraint 'true'/));
      }
    });
  });
}

function assertLine(line: string, expected: string | RegExp): void {
  if (typeof expected === "string") assert.equal(line, expected);
  else assert.match(line, expected);
}
