// `npm test [-- name …]`: every test, or those in files with such a name; ends with `N passed, N failed`.
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { setTimeout as delay } from "node:timers/promises";

const BUILD = path.resolve(__dirname, "..");
/** No file takes a tenth of this; but nothing may hang. */
const FILE_LIMIT = 15 * 60_000;

const GRACE = 5_000;

/** The longest first, so that the others fill the gaps. */
const LONGEST = ["exercises", "lab", "site", "create", "chapters", "wire", "refusals", "runner", "export", "start", "database"];

export async function main(names: string[]): Promise<number> {
  const files = testFiles(names);
  const before = leftovers();
  // The SDK tells users of Node 20 in every process that it is old; that is said once, in the README.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  const count = await runFiles(files);
  const stayed = await leftAfterGrace(before);
  if (stayed.length > 0) console.error(`Left running after the tests:\n${stayed.join("\n")}`);
  const failed = count.failed + (stayed.length > 0 ? 1 : 0);
  console.log(`${count.passed} passed, ${failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ""}`);
  return failed > 0 || count.passed === 0 ? 1 : 0;
}

function testFiles(names: string[]): string[] {
  const all = ["lib", "scripts"].flatMap((folder) => readdirSync(path.join(BUILD, folder), { recursive: true, encoding: "utf8" }).map((file) => path.join(BUILD, folder, file)));
  const tests = all.filter((file) => file.endsWith(".test.js") && (names.length === 0 || names.some((name) => path.relative(BUILD, file).includes(name))));
  const rank = (file: string) => (LONGEST.indexOf(path.basename(file, ".test.js")) + LONGEST.length + 1) % (LONGEST.length + 1);
  return tests.sort((a, b) => rank(a) - rank(b));
}

type Count = { passed: number; failed: number; skipped: number };

async function runFiles(files: string[]): Promise<Count> {
  const count: Count = { passed: 0, failed: 0, skipped: 0 };
  const stream = run({ files, concurrency: Math.max(2, availableParallelism() - 1), timeout: FILE_LIMIT });
  stream.on("test:pass", ({ skip, details }) => {
    if (skip !== undefined && skip !== false) count.skipped++;
    else if (details.type !== "suite") count.passed++;
  });
  // A suite fails with its tests, or by itself where a hook failed: both must show.
  stream.on("test:fail", ({ details }) => {
    if (details.type !== "suite" || (details.error as { failureType?: string }).failureType !== "subtestsFailed") count.failed++;
  });
  const shown = stream.compose(new spec()) as AsyncIterable<unknown>;
  for await (const text of shown) process.stdout.write(String(text));
  return count;
}

/** What outlives the tests for longer than anything here may take to end. */
async function leftAfterGrace(before: string[]): Promise<string[]> {
  const deadline = Date.now() + GRACE;
  for (;;) {
    const stayed = leftovers().filter((line) => !before.includes(line));
    if (stayed.length === 0 || Date.now() > deadline) return stayed;
    await delay(100);
  }
}

/** Databases, kernels and Jupyter of this checkout that run now. */
function leftovers(): string[] {
  const root = path.resolve(BUILD, "..");
  const ours = /DynamoDBLocal\.jar|tslab["']? kernel|jupyterlab|embedded\/supervisor\.js/;
  return execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n").filter((line) => ours.test(line) && line.includes(root));
}
