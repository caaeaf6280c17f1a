/**
 * The runner finds what it is there to find: small notebooks with one flaw each, in the real
 * kernel.
 */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { compileAhead } from "../kernel/compile-ahead";
import { deliveredFindings } from "./delivered";
import { execute, type Execution } from "./execute";
import { judge } from "./judge";
import {
  joined,
  notebookText,
  readNotebook,
  ROOT,
  writeNotebook,
  type Cell,
  type Output,
} from "./notebook";
import { METADATA, refreshed } from "./refresh";
import { KERNELS_AT_ONCE } from "./side-by-side";

mkdirSync(path.join(ROOT, "build"), { recursive: true });
const folder = mkdtempSync(path.join(ROOT, "build", "planted "));
after(() => rmSync(folder, { recursive: true }));

const printed = (text: string): Output[] => [
  { name: "stdout", output_type: "stream", text: [text] },
];
const code = (id: string, source: string, outputs: Output[] = [], tags: string[] = []): Cell => ({
  cell_type: "code",
  execution_count: null,
  id,
  metadata: tags.length > 0 ? { tags } : {},
  outputs,
  source: [source],
});

/** Writes a notebook. Its cells are compiled here, so that its kernels needn't load TypeScript. */
function plant(name: string, ...cells: Cell[]): string {
  compileAhead([codeOf(cells)], folder);
  const file = path.join(folder, `${name}.ipynb`);
  writeFileSync(file, notebookText({ cells, metadata: METADATA, nbformat: 4, nbformat_minor: 5 }));
  return file;
}

const codeOf = (cells: Cell[]) =>
  cells.filter(({ cell_type }) => cell_type === "code").map(({ source }) => joined(source));

async function findings(name: string, ...cells: Cell[]): Promise<string> {
  const file = plant(name, ...cells);
  return judge(readNotebook(file), await execute(file)).join("\n");
}

const HTML = `import { display } from "tslab"; display.html("<b>1</b>");`;
const html = (text: string): Output[] => [
  { data: { "text/html": [text] }, metadata: {}, output_type: "display_data" },
];
const UUID = `import { randomUUID } from "node:crypto"; const id = randomUUID();`;

/** Shows how often it has run; another text each time. */
const COUNT = `(globalThis as any).runs = ((globalThis as any).runs ?? 0) + 1; console.log((globalThis as any).runs);`;
const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;

/** Cells whose stored outputs say what they show, but for the ids. */
const rightCells = [
  code("make", `${UUID} console.log(id);`, printed(`${id(1)}\n`)),
  code("use", "console.log(id, id)", printed(`${id(1)} ${id(1)}\n`)),
  code("rich", HTML, html("<b>1</b>")),
  code("lesson", COUNT, printed("1\n"), ["repeat-differs"]),
];

// A kernel for each way that a run can end. What doesn't end a run is planted in one notebook.
describe("a run is judged", { concurrency: KERNELS_AT_ONCE }, () => {
  describe("a notebook with right outputs", () => {
    let executions: Execution[];
    before(async () => (executions = await execute(plant("right", ...rightCells))));

    test("passes, also where fresh ids differ, or where a lesson shows something else", () =>
      assert.deepEqual(judge(readNotebook(plant("right", ...rightCells)), executions), []));

    test("refreshing stores what changed, keeps the ids, and a second time changes nothing", async () => {
      const [make, , ...others] = rightCells;
      assert.ok(make);
      const stale = code("use", "console.log(id, id)", printed(`before ${id(1)}\n`));
      const file = plant("stale", make, stale, ...others);
      const once = refreshed(readNotebook(file), executions);
      assert.deepEqual(once.changed, ["use"]);
      writeNotebook(file, once.notebook);
      const text = readFileSync(file, "utf8");
      assert.deepEqual(
        once.notebook.cells.slice(0, 2).map(({ outputs }) => outputs?.[0]?.text),
        [[`${id(1)}\n`], [`${id(1)} ${id(1)}\n`]],
      );
      const twice = refreshed(readNotebook(file), await execute(file, { once: true }));
      assert.deepEqual(twice.changed, []);
      assert.equal(notebookText(twice.notebook), text);
    });
  });

  test("outputs that are missing, extra, stale, of one id where two are shown, or others in the next run", async () => {
    const ids = `import { randomUUID } from "node:crypto"; console.log(randomUUID(), randomUUID());`;
    const found = await findings(
      "outputs",
      code("fine", "1 + 1", [
        {
          data: { "text/plain": ["2"] },
          execution_count: 1,
          metadata: {},
          output_type: "execute_result",
        },
      ]),
      code("missing", `console.log("a")`),
      code("extra", "const b = 1", printed("b\n")),
      code("stale", `console.log("new")`, printed("old\n")),
      code("rich", HTML, html("<b>2</b>")),
      code("ids", ids, printed(`${id(1)} ${id(1)}\n`)),
      code("count", COUNT, printed("1\n")),
    );
    assert.deepEqual(found.match(/^cell .*/gm), [
      ...["missing", "extra", "stale", "rich", "ids"].map(
        (cell) => `cell ${cell}: its output differs from the stored one`,
      ),
      "cell count: run again, it shows something else",
      "cell count: run twice in place, it shows something else",
    ]);
  });

  test("a cell that throws", async () => {
    const found = await findings(
      "throws",
      code("fine", "1 + 1", printed("2\n")),
      code("bad", `throw new Error("planted")`),
      code("behind", "3"),
    );
    assert.match(found, /cell bad \(first run\): status error: [^]*planted/);
    assert.match(found, /cell behind: did not run/);
  });

  test("a type error", async () => {
    assert.match(
      await findings("types", code("wrong", `const n: number = "x";`)),
      /cell wrong \(first run\): status error: [^]*not assignable/,
    );
  });

  test("something on stderr, and a cell that fails only when it runs twice", async () => {
    const source = `if ((globalThis as any).ran === 2) throw new Error("third"); (globalThis as any).ran = ((globalThis as any).ran ?? 0) + 1;`;
    const found = await findings(
      "twice",
      code("loud", `console.error("noise")`),
      code("third", source),
    );
    assert.match(found, /cell loud \(first run\): wrote to stderr: noise/);
    assert.match(found, /cell third \(twice run\): status error/);
    assert.doesNotMatch(found, /cell third \((first|again) run\)/);
  });

  test("a cell that the kernel dropped", () => {
    const file = plant("abort", code("dropped", "1"));
    const dropped: Execution[] = [{ run: "first", id: "dropped", status: "aborted", outputs: [] }];
    assert.deepEqual(judge(readNotebook(file), dropped), [
      "cell dropped (first run): status aborted",
    ]);
  });
});

describe("cells are checked without running them", () => {
  test("a delivered notebook's noise, long cells, cut objects, machine paths and dead links are found", () => {
    const text: Cell = {
      cell_type: "markdown",
      id: "0123456789ab",
      metadata: { collapsed: true },
      source: ["[dead](nowhere.ipynb) ", "AKIA" + "0123456789ABCDEF"],
    };
    const cells = [
      text,
      code("long", `${"a;\n".repeat(16)}${"b".repeat(101)}`),
      code("cut", "1", printed("{ a: [Object] } /home/" + "somebody/x\n"), ["raises-exception"]),
    ];
    const found = deliveredFindings(plant("noise", ...cells)).join("\n");
    for (const expected of [
      /its id should say/,
      /metadata noise: collapsed/,
      /more than 15 lines/,
      /more than 88 characters/,
      /\[Object\]/,
      /path of a machine/,
      /unknown tag: raises-exception/,
      /nowhere\.ipynb leads nowhere/,
      /execution counts/,
      /a real access key/,
    ])
      assert.match(found, expected);
  });
});
