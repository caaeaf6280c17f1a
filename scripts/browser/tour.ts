import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { compileAhead } from "../kernel/compile-ahead";
import { codeOf } from "../notebooks/in-chapter";
import { chapters, codeCells, readNotebook, ROOT } from "../notebooks/notebook";
import { chromiumPath, NO_CHROMIUM } from "./chromium";
import { Lab } from "./lab";

const executable = chromiumPath();
const [contents = "", ...others] = chapters().map((file) => path.basename(file));

/** It declares tables whose methods and indexes are offered. */
const COMPLETED = others.find((chapter) => chapter.startsWith("02"));

type Selection = {
  /** How many chapters the way goes through. */
  length?: number;
  /** Which chapters run; the others are shown as they are stored. */
  runs: (chapter: string) => boolean;
  /** Which of them run again after a restart of their kernel. */
  restarts: (chapter: string) => boolean;
};

/** Tests one way through the workbook: a kernel takes seconds to start, and a chapter's to run it. */
export function tourTests(selection: Selection): void {
  describe("the workbook in a browser", { skip: executable === undefined && NO_CHROMIUM }, () => {
    tests(selection);
  });
}

function tests({ length = others.length, runs, restarts }: Selection): void {
  let lab: Lab;
  before(async () => {
    // Otherwise each kernel, also of a chapter that is only shown, loads the compiler.
    const opened = [contents, ...others.slice(0, length)];
    compileAhead(opened.map((chapter) => codeOf(inNotebooks(chapter))));
    lab = await Lab.start(executable ?? "");
  });
  after(() => lab.close());

  test("it opens on the contents page, without a question", async () => {
    await lab.open();
    assert.match(
      await lab.page
        .locator(".lm-TabBar-tab.lm-mod-current:has-text('.ipynb')")
        .first()
        .innerText(),
      new RegExp(contents),
    );
    assert.equal(await lab.questions().count(), 0);
    assert.deepEqual(lab.complaints, []);
  });

  test(`the contents end with a link to ${others[0]}`, () => lab.follow(others[0] ?? "", "last"));

  for (const [index, chapter] of others.slice(0, length).entries()) {
    const what = [
      "reached by its link, trusted, shown whole",
      ...(runs(chapter) ? ["runs whole"] : []),
      ...(restarts(chapter) ? ["and again after a restart"] : []),
    ];
    test(`${chapter}: ${what.join(", ")}`, async () => {
      await lab.show(contents);
      await lab.reach(chapter);
      await lab.htmlOutputs().locator("table").first().waitFor();
      await lab.showsOutputs(storedOutputs(chapter));
      assert.deepEqual(await lab.cutOutputs(), []);
      if (runs(chapter)) await lab.runAll();
      assert.deepEqual(await lab.errors(), []);
      assert.deepEqual(await lab.cutOutputs(), []);
      if (restarts(chapter)) {
        await lab.restartAndRunAll();
        assert.deepEqual(await lab.errors(), []);
      }
      assert.equal(await lab.questions().count(), 0);
      assert.deepEqual(lab.complaints, []);
    });

    if (chapter === COMPLETED) {
      test("Tab and Shift+Tab know a table's own methods, its indexes and attributes, and what the library says of itself", async () => {
        await lab.addCell();
        const methods = await lab.completions("wallets.");
        for (const method of [
          "createTable",
          "put",
          "get",
          "update",
          "delete",
          "query",
          "scan",
          "index",
          "setBalance",
        ])
          assert.ok(methods.includes(method), method);
        assert.deepEqual(await lab.completions("await wallets.get({ "), ["user_id"]);
        assert.deepEqual(await lab.completions('new Payments(db).index("'), [
          "by_amount",
          "for_shop",
        ]);
        assert.match(
          await lab.tooltip("wallets.put"),
          /put\(item: \{\s+user_id: string;\s+balance: number;[^]*Writes a whole item/,
        );
        assert.match(
          await lab.tooltip("connect"),
          /Connects to DynamoDB and resolves with a client of the AWS SDK/,
        );
      });
    }

    // A short way ends here: its last link would open one more chapter, as those before it did.
    const next = others[index + 1];
    if (next !== undefined && index + 1 === length) break;
    test(`${chapter} ends with a link to ${next ?? contents}`, async () => {
      await lab.show(chapter);
      await lab.shutDownKernel();
      await (next === undefined ? lab.back(contents) : lab.follow(next, "last"));
      assert.equal(await lab.questions().count(), 0);
      assert.deepEqual(lab.complaints, []);
      await lab.closeTab(chapter);
    });
  }

  test("no request left this machine", () => assert.deepEqual(lab.foreign, []));
}

const inNotebooks = (chapter: string) => path.join(ROOT, "notebooks", chapter);

/** How many outputs a chapter has. */
const storedOutputs = (chapter: string): number =>
  codeCells(readNotebook(inNotebooks(chapter))).flatMap(({ outputs = [] }) => outputs).length;
