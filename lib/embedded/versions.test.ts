import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, versionsSentence } from "./versions";

test("set-up has installed the versions that the chapters were written with", () =>
  assert.equal(versionsSentence(), undefined));

test("another version is reported in one sentence", () => {
  const wanted = { tslab: "1.0.22", sdk: "3.1.0", node: ">=20" };
  assert.equal(differences(wanted, { tslab: "1.0.22", sdk: "3.1.0", node: "24.1.0" }), undefined);
  assert.match(
    differences(wanted, { tslab: "1.0.22", sdk: "3.2.0", node: "24.1.0" }) ?? "",
    /^These chapters were written with sdk 3\.1\.0 \(installed: 3\.2\.0\)\. Most will work all the same/,
  );
  assert.match(
    differences(wanted, { tslab: "none", sdk: "3.1.0", node: "18.20.0" }) ?? "",
    /tslab 1\.0\.22 \(installed: none\), node >=20 \(installed: 18\.20\.0\)/,
  );
});
