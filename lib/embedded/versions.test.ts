import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, versionsSentence } from "./versions";

test("what set-up has installed is what the chapters were written with", () =>
  assert.equal(versionsSentence(), undefined));

test("another version gets one kind sentence", () => {
  const wanted = { tslab: "1.0.22", sdk: "3.1.0", node: ">=20" };
  assert.equal(differences(wanted, { tslab: "1.0.22", sdk: "3.1.0", node: "24.1.0" }), undefined);
  assert.match(
    differences(wanted, { tslab: "1.0.22", sdk: "3.2.0", node: "24.1.0" }) ?? "",
    /^These chapters were written with sdk 3\.1\.0 \(here is 3\.2\.0\): most will work all the same/,
  );
  assert.match(
    differences(wanted, { tslab: "none", sdk: "3.1.0", node: "18.20.0" }) ?? "",
    /tslab 1\.0\.22 \(here is none\), node >=20 \(here is 18\.20\.0\)/,
  );
});
