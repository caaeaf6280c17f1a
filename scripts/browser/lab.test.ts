import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { chapters } from "../notebooks/notebook";
import { chromiumPath, NO_CHROMIUM } from "./chromium";
import { Lab } from "./lab";

const executable = chromiumPath();
const [contents = "", ...others] = chapters().map((file) => path.basename(file));

describe("the workbook in a browser", { skip: executable === undefined && NO_CHROMIUM }, () => {
  let lab: Lab;
  before(async () => (lab = await Lab.start(executable ?? "")));
  after(() => lab.close());

  test("it opens on the contents page, without a question", async () => {
    await lab.open();
    assert.match(await lab.page.locator(".lm-TabBar-tab.lm-mod-current:has-text('.ipynb')").first().innerText(), new RegExp(contents));
    assert.equal(await lab.questions().count(), 0);
    assert.deepEqual(lab.complaints, []);
  });

  test("the links at the ends of the chapters lead from the first to the last, and back to the contents", async () => {
    await lab.open();
    for (const chapter of others) await lab.follow(chapter, "last");
    await lab.back(contents);
    assert.equal(await lab.questions().count(), 0);
    assert.deepEqual(lab.complaints, []);
  });

  for (const chapter of others) {
    test(`${chapter}: reached by its link, trusted, runs whole, and again after a restart`, async () => {
      await lab.open();
      await lab.follow(chapter);
      await lab.htmlOutputs().locator("table").first().waitFor();
      await lab.runAll();
      assert.deepEqual(await lab.errors(), []);
      assert.deepEqual(await lab.cutOutputs(), []);
      await lab.restartAndRunAll();
      assert.deepEqual(await lab.errors(), []);
    });
  }

  test("Tab and Shift+Tab know a table's own methods, its indexes and attributes, and what the library says of itself", async () => {
    await lab.open("notebooks/02-table-class.ipynb");
    await lab.runAll();
    await lab.addCell();
    const methods = await lab.completions("wallets.");
    for (const method of ["createTable", "put", "get", "update", "delete", "query", "scan", "index", "setBalance"]) assert.ok(methods.includes(method), method);
    assert.deepEqual(await lab.completions("await wallets.get({ "), ["user_id"]);
    assert.deepEqual(await lab.completions('new Payments(db).index("'), ["by_amount", "for_shop"]);
    assert.match(await lab.tooltip("wallets.put"), /put\(item: \{\s+user_id: string;\s+balance: number;[^]*Writes a whole item/);
    assert.match(await lab.tooltip("connect"), /Connects to DynamoDB and resolves with a client of the AWS SDK/);
  });

  test("no request left this machine", () => assert.deepEqual(lab.foreign, []));
});
