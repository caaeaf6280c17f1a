/** Jupyter's own tests for kernels (jupyter_kernel_test) on this one. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { KERNEL_TESTS, extraEnvironment, installExtra } from "../extra-packages";
import { inProject, venvPython } from "../setup/project.js";

type Said = { run: number; skipped: string[]; failed: Record<string, string> };

const runtime = mkdtempSync(path.join(tmpdir(), "jupyter suite "));
after(() => rmSync(runtime, { recursive: true, force: true }));

test("jupyter_kernel_test: all of it passes, and nothing is skipped", async () => {
  await installExtra(KERNEL_TESTS);
  const suite = inProject("scripts", "kernel", "jupyter_suite.py");
  const { stdout, stderr } = await promisify(execFile)(venvPython, [suite], {
    cwd: inProject("notebooks"),
    env: { ...extraEnvironment(KERNEL_TESTS), JUPYTER_RUNTIME_DIR: runtime },
  });
  const { run, skipped, failed } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Said;
  assert.deepEqual(failed, {}, stderr);
  assert.deepEqual(skipped, []);
  assert.equal(run, 12);
});
