/**
 * Code that chapters show as refused is refused, with the very words that they show: in the kernel,
 * where it stands.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { Session } from "../kernel/session";
import { sharedDatabase } from "../testing/shared-database";
import { chapters, joined, readNotebook, type Cell, type Notebook } from "./notebook";
import { METADATA } from "./refresh";
import { hasRefusals, refusalFindings, refusalsOf } from "./refusals";
import { KERNELS_AT_ONCE } from "./side-by-side";

/**
 * Starts a kernel without the machine's own configuration of AWS. Any database will do for the
 * cells: `chapters.test.ts` runs them with one of their own.
 */
function start(): Promise<Session> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(AWS|JUPYTER|JPY)_/.test(name)),
  );
  return Session.start({ ...env, ...sharedDatabase() });
}

async function findings(notebook: Notebook): Promise<string[]> {
  const session = await start();
  try {
    return await refusalFindings(notebook, session);
  } finally {
    await session.close();
  }
}

const cell = (cell_type: Cell["cell_type"], id: string, source: string): Cell => ({
  cell_type,
  id,
  metadata: {},
  source,
});
const code = (id: string, source: string) => cell("code", id, source);
const text = (id: string, source: string) => cell("markdown", id, source);
const pair = (source: string, says: string, between = "\n") =>
  `\`\`\`typescript\n${source}\n\`\`\`\n${between}\`\`\`text\n${says}\n\`\`\``;
const notebook = (...cells: Cell[]): Notebook => ({
  cells,
  metadata: METADATA,
  nbformat: 4,
  nbformat_minor: 5,
});

const NO_NUMBER = "Type 'string' is not assignable to type 'number'.";

describe("refusals in chapters", { concurrency: KERNELS_AT_ONCE }, () => {
  const shown = chapters().filter((file) => hasRefusals(readNotebook(file)));
  test("there are some", () => assert.notDeepEqual(shown, []));

  test("every message directly follows its code", () => {
    for (const file of chapters()) {
      for (const cell of readNotebook(file).cells.filter(
        ({ cell_type }) => cell_type === "markdown",
      )) {
        const messages = joined(cell.source).match(/^```text\n\d+:\d+ - /gm) ?? [];
        assert.equal(
          refusalsOf(cell).length,
          messages.length,
          `${path.basename(file)}, cell ${cell.id}`,
        );
      }
    }
  });

  for (const file of shown) {
    test(path.basename(file), async () => assert.deepEqual(await findings(readNotebook(file)), []));
  }
});

describe("refusals are found in the text", () => {
  const found = (source: string) => refusalsOf(text("t", source));

  test("with and without a blank line, several in a cell, of several lines", () => {
    const source = `Look:\n\n${pair("a;\nb;", "1:1 - no a\n2:1 - no b")}\n\nand\n\n${pair("c;", "1:1 - no c", "")}\n\nThat's all.`;
    assert.deepEqual(found(source), [
      { code: "a;\nb;", message: "1:1 - no a\n2:1 - no b" },
      { code: "c;", message: "1:1 - no c" },
    ]);
  });

  test("not if the text isn't a message, or something else is between the fences", () => {
    assert.deepEqual(found(pair("a;", "{order_status}_{created}")), []);
    assert.deepEqual(found(pair("a;", "1:1 - no a", "so it says:\n")), []);
    assert.deepEqual(found("```typescript\na;\n```\n\n```json\n1:1 - no a\n```"), []);
    assert.deepEqual(refusalsOf(code("c", pair("a;", "1:1 - no a"))), []);
  });

  test("code without a message before it doesn't become part of it", () => {
    assert.deepEqual(found(`\`\`\`typescript\nfine;\n\`\`\`\n\n${pair("a;", "1:1 - no a")}`), [
      { code: "a;", message: "1:1 - no a" },
    ]);
  });
});

// One kernel tries all of these notebooks: each declares what it uses.
describe("refusals are tried in a kernel", () => {
  let session: Session;
  before(async () => {
    process.env["AWS_PLANTED"] = "1";
    try {
      session = await start();
    } finally {
      delete process.env["AWS_PLANTED"];
    }
  });
  after(() => session.close());

  test("right ones pass, one after the other, and the cells between them run", async () => {
    const cells = [
      code("declare", "let n = 1;"),
      text(
        "right",
        `${pair(`n = "1";`, `1:1 - ${NO_NUMBER}`)}\n\n${pair(`\nn = "2"; n = "3";`, `2:1 - ${NO_NUMBER}\n2:10 - ${NO_NUMBER}`)}`,
      ),
      code("more", "const m = n;"),
      text(
        "also-right",
        pair(`const s: string = m;`, "1:7 - Type 'number' is not assignable to type 'string'."),
      ),
      code("behind", `throw new Error("never reached")`),
    ];
    assert.deepEqual(await refusalFindings(notebook(...cells), session), []);
  });

  test("wrong words, a wrong place, words too few, code that compiles, code that throws only when it runs", async () => {
    const cells = [
      code("declare", "let n = 1;"),
      text("words", pair(`n = "1";`, "1:1 - Type 'string' is no number.")),
      text("place", pair(`n = "1";`, `1:5 - ${NO_NUMBER}`)),
      text("few", pair(`n = "2"; n = "3";`, `1:1 - ${NO_NUMBER}`)),
      text("compiles", pair("n = 2;", `1:1 - ${NO_NUMBER}`)),
      text("throws", pair(`throw new Error("late");`, `1:1 - ${NO_NUMBER}`)),
      text("right", pair(`n = "1";`, `1:1 - ${NO_NUMBER}`)),
    ];
    const found = await refusalFindings(notebook(...cells), session);
    assert.deepEqual(
      found.map((line) => /^cell (\w+): ([\w ]+)/.exec(line)?.slice(1)),
      [
        ["words", "the kernel prints another message for"],
        ["place", "the kernel prints another message for"],
        ["few", "the kernel prints another message for"],
        ["compiles", "this is not refused"],
        ["throws", "the kernel prints another message for"],
      ],
    );
    assert.match(
      found[0] ?? "",
      /the kernel: {2}1:1 - Type 'string' is not assignable to type 'number'\.$/,
    );
    assert.match(found[2] ?? "", /1:10 - /);
  });

  test("a block after a cell that fails", async () => {
    const cells = [
      code("fails", `throw new Error("planted")`),
      text("behind", pair(`const n: number = "1";`, `1:7 - ${NO_NUMBER}`)),
    ];
    const found = await refusalFindings(notebook(...cells), session);
    assert.equal(found.length, 1);
    assert.match(
      found[0] ?? "",
      /^cell fails: status error, so what follows it was not tried: [^]*planted/,
    );
  });

  test("no AWS configuration gets in", async () => {
    const cells = [
      code(
        "environment",
        `if (process.env["AWS_PLANTED"] !== undefined) throw new Error("leaked");`,
      ),
      text("right", pair(`const n: number = "1";`, `1:7 - ${NO_NUMBER}`)),
    ];
    assert.deepEqual(await refusalFindings(notebook(...cells), session), []);
  });
});
