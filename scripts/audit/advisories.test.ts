import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { inProject } from "../setup/project.js";
import { judgement, npmAnswer, pipAnswer } from "./advisories";

const advisory = {
  source: 1,
  name: "rollup",
  title: "A fault",
  url: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
};
const npm = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: {
    rollup: { name: "rollup", via: [advisory] },
    tslab: { name: "tslab", via: ["rollup"] },
    plugin: { name: "plugin", via: [advisory, "rollup"] },
  },
  metadata: { dependencies: { total: 273 } },
});
const pip = (...dependencies: object[]) => JSON.stringify({ dependencies, fixes: [] });
const fault = {
  name: "jinja2",
  version: "1",
  vulns: [{ id: "PYSEC-1", aliases: ["CVE-2", "GHSA-x"], description: "A fault\nmore" }],
};
const fine = { name: "anyio", version: "4", vulns: [] };

test("an npm advisory is read once, by its id", () =>
  assert.deepEqual(npmAnswer(npm), {
    asked: 273,
    advisories: [{ package: "rollup", ids: ["GHSA-aaaa-bbbb-cccc"], title: "A fault" }],
  }));

test("a Python advisory is read with its other ids", () =>
  assert.deepEqual(pipAnswer(pip(fault, fine)), {
    asked: 2,
    advisories: [{ package: "jinja2", ids: ["PYSEC-1", "CVE-2", "GHSA-x"], title: "A fault" }],
  }));

test("an advisory counts until SECURITY.md names one of its ids", () => {
  const answer = pipAnswer(pip(fault));
  const open = judgement("Python", answer, "nothing");
  assert.equal(open.isFine, false);
  assert.deepEqual(open.lines, [
    "Python: 1 packages, 1 known",
    "  ✖ not explained: jinja2, PYSEC-1 = CVE-2 = GHSA-x: A fault",
  ]);
  assert.equal(judgement("Python", answer, "| CVE-2 | why |").isFine, true);
});

test("a source that doesn't answer isn't taken for one without advisories", () => {
  const refused = { message: "405 Method Not Allowed", statusCode: 405 };
  const skipped = { name: "anyio", skip_reason: "could not be audited" };
  for (const answer of [
    npmAnswer(JSON.stringify(refused)),
    npmAnswer(JSON.stringify({ ...refused, error: { summary: "" } })),
    npmAnswer(""),
    npmAnswer(JSON.stringify({ error: { summary: "offline" } })),
    pipAnswer(""),
    pipAnswer("Traceback"),
    pipAnswer(pip(skipped)),
    pipAnswer(pip(fine, skipped)),
  ]) {
    const { lines, isFine } = judgement("it", answer, "");
    assert.equal(isFine, false);
    assert.match(lines.at(-1) ?? "", /can't be asked from here, so nothing is known: ./);
  }
});

test("every action of the workflows is pinned by a commit, with its version beside it", () => {
  for (const name of ["site.yml", "audit.yml"]) {
    const workflow = readFileSync(inProject(".github", "workflows", name), "utf8");
    const used = workflow.split("\n").filter((line) => /\buses:/.test(line));
    assert.ok(used.length > 0);
    for (const line of used)
      assert.match(line, /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});
