import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import vm from "node:vm";
import { writeNotebookScript } from "./build";

const folder = mkdtempSync(path.join(tmpdir(), "live "));
after(() => rmSync(folder, { recursive: true }));

test("a notebook's script has another address when its content has changed", () => {
  const [first, same, other] = ["</script>", "</script>", "b"].map((source) =>
    writeNotebookScript(folder, "01-a", { cells: [{ source }] }),
  );
  assert.match(first ?? "", /^01-a\.js\?v=[0-9a-f]{8}$/);
  assert.equal(same, first);
  assert.notEqual(other, first);
  const page: { liveNotebooks?: object } = {};
  vm.runInNewContext(readFileSync(path.join(folder, "01-a.js"), "utf8"), page);
  assert.equal(JSON.stringify(page.liveNotebooks), '{"01-a":{"cells":[{"source":"b"}]}}');
});
