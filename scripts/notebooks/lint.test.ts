import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { lintProject } from "./lint";
import { ROOT } from "./notebook";

const folder = mkdtempSync(path.join(ROOT, "build", "lint-test-"));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(
  path.join(folder, "tsconfig.json"),
  JSON.stringify({ extends: "../../tsconfig.json", include: ["*.ts"] }),
);

/** Returns the findings in a file with these lines, without its name. */
async function findingsIn(...lines: string[]): Promise<string[]> {
  const file = path.relative(ROOT, path.join(folder, "planted.ts"));
  writeFileSync(path.join(ROOT, file), `${lines.join("\n")}\n`);
  return (await lintProject([file])).map((finding) => finding.replace(`${file}:`, ""));
}

test("findings name line and rule, with and without types", async () => {
  const found = await findingsIn(
    `import { test } from "node:test";`,
    `const later = () => Promise.resolve(1);`,
    `later();`,
    `export const value: string = JSON.parse("2");`,
    `let never = 1;`,
    `test("the runner waits for it", () => void never);`,
    `// eslint-disable-next-line @typescript-eslint/no-explicit-any`,
    `export const nothing = 1;`,
  );
  const expected = [
    /^3: .*no-floating-promises/,
    /^4: .*no-unsafe-assignment/,
    /^5: .*prefer-const/,
    /^7: .*an unused directive/,
  ];
  assert.equal(found.length, expected.length, found.join("\n"));
  for (const pattern of expected)
    assert.ok(
      found.some((finding) => pattern.test(finding)),
      `${pattern} among\n${found.join("\n")}`,
    );
});

test("no file to check is an error", () =>
  assert.rejects(lintProject(["build/missing.ts"]), /oxlint checked nothing/));
