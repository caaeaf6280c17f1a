import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { findPython, isNewEnough } from "./find-python.js";
import { kernelSpec } from "./jupyter-files.js";
import { moveScript } from "./moved-venv.js";
import { takeMutex } from "./mutex.js";
import { complaintAbout } from "./node-version.js";
import { Progress } from "./progress.js";
import { inProject, root, venvPython } from "./project.js";
import { PipCount } from "./python-packages.js";
import { hashOfFiles, hasStamp, writeStamp } from "./stamps.js";

const folder = mkdtempSync(path.join(os.tmpdir(), "setup-test-"));
after(() => rmSync(folder, { recursive: true }));

void test("an old Node and Windows get a sentence", () => {
  assert.equal(complaintAbout("v20.0.0", "linux"), "");
  assert.equal(complaintAbout("v24.1.0", "darwin"), "");
  assert.match(
    complaintAbout("v18.20.8", "linux"),
    /^Node 20 or newer is needed and this is v18\.20\.8/,
  );
  assert.match(complaintAbout("v0.12.0", "linux"), /^Node 20/);
  assert.match(complaintAbout("v20.0.0", "win32"), /WSL/);
});

void test("every package is pinned, and the lock has the same version", () => {
  type Package = {
    version: string;
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const read = (file: string): unknown => JSON.parse(readFileSync(inProject(file), "utf8"));
  const { dependencies, devDependencies } = read("package.json") as Package;
  const { packages } = read("package-lock.json") as { packages: Record<string, Package> };
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    assert.match(version, /^\d+\.\d+\.\d+$/, name);
    assert.equal(packages[`node_modules/${name}`]?.version, version, name);
  }
});

void test("the first files are readable by an old Node", () => {
  for (const name of ["run.js", "setup/node-version.js"]) {
    const code = readFileSync(inProject("scripts", name), "utf8").replace(
      /\/\/.*|\/\*[^]*?\*\//g,
      "",
    );
    assert.doesNotMatch(code, /\b(const|let|async|class)\b|=>|`|\?\./, name);
  }
});

void test("Python versions are compared by number", () => {
  assert.ok(isNewEnough("3.11.0"));
  assert.ok(isNewEnough("3.14.0rc1"));
  assert.ok(!isNewEnough("3.9.18"));
  assert.ok(!isNewEnough("2.7.18"));
});

void test("the first Python that fits is taken", () => {
  const here: Record<string, { version: string; missing: string[] }> = {
    python3: { version: "3.9.1", missing: [] },
    "python3.13": { version: "3.13.0", missing: ["ensurepip"] },
    "python3.12": { version: "3.12.2", missing: [] },
  };
  const ask = (program: string) => (here[program] ? { program, ...here[program] } : undefined);
  assert.equal(findPython(undefined, ask).program, "python3.12");
  assert.throws(
    () => findPython("python3", ask),
    /3\.11 or newer is needed and only 3\.9\.1 was found/,
  );
  assert.throws(
    () => findPython("python3.13", ask),
    /without its module ensurepip.*python3\.13-venv/,
  );
  assert.throws(() => findPython(undefined, () => undefined), /none was found: please install it/);
});

void test("a script of .venv is rewritten for a new place, also with a space in its path, and back", () => {
  const plain = "#!/old/place/.venv/bin/python\nimport sys\n";
  const throughShell = `#!/bin/sh\n'''exec' "/new ü place/.venv/bin/python" "$0" "$@"\n' '''\nimport sys\n`;
  assert.equal(moveScript(plain, "/old/place", "/new ü place"), throughShell);
  const back = moveScript(throughShell, "/new ü place", "/old/place");
  assert.equal(back, throughShell.replace("/new ü place", "/old/place"));
  assert.equal(
    moveScript('VIRTUAL_ENV="/old/place/.venv"\n', "/old/place", "/n"),
    'VIRTUAL_ENV="/n/.venv"\n',
  );
  const long = `/${"long".repeat(40)}`;
  assert.match(moveScript(plain, "/old/place", long), /^#!\/bin\/sh\n/);
  assert.equal(moveScript("#!/bin/sh\necho\n", "/old/place", "/n"), "#!/bin/sh\necho\n");
});

void test("a rewritten script runs", () => {
  const script = path.join(folder, "script with space.py");
  const interpreter = path.join(root, ".venv", "bin", "python");
  const text = moveScript("#!/old/.venv/bin/python\nprint('ran')\n", "/old", root);
  writeFileSync(script, text, { mode: 0o755 });
  assert.ok(text.includes(interpreter));
  assert.equal(spawnSync(script, { encoding: "utf8" }).stdout, "ran\n");
});

void test("a hash depends on names and contents, not on the place", () => {
  const [one, two] = [path.join(folder, "one"), path.join(folder, "two")];
  writeFileSync(one, "1");
  writeFileSync(two, "2");
  const before = hashOfFiles(folder, [one, two]);
  assert.equal(hashOfFiles(folder, [two, one]), before);
  writeFileSync(two, "3");
  assert.notEqual(hashOfFiles(folder, [one, two]), before);
});

void test("half a stamp is none", () => {
  const file = path.join(folder, "stamp.json");
  writeStamp(file, { from: "x" });
  assert.ok(hasStamp(file, { from: "x" }));
  assert.ok(!hasStamp(file, { from: "y" }));
  writeFileSync(file, '{"from":');
  assert.ok(!hasStamp(file, { from: "x" }));
});

void test("the second waits for the first", async () => {
  const file = path.join(folder, "mutex-1");
  const release = await takeMutex(file, venvPython, () => assert.fail("no other holds it"));
  const order: string[] = [];
  const waiting = new EventEmitter();
  const second = takeMutex(file, venvPython, () => waiting.emit("begins")).then((releaseIt) => {
    order.push("has it");
    releaseIt();
  });
  await once(waiting, "begins");
  order.push("releases");
  release();
  await second;
  assert.deepEqual(order, ["releases", "has it"]);
});

void test("a killed set-up holds the mutex until the programs it started have ended", async () => {
  const file = path.join(folder, "mutex-2");
  const code = `
    const { takeMutex } = require(${JSON.stringify(inProject("scripts/setup/mutex.js"))});
    const { run } = require(${JSON.stringify(inProject("scripts/setup/children.js"))});
    const started = "console.log(process.pid); setInterval(() => {}, 1000)";
    takeMutex(${JSON.stringify(file)}, ${JSON.stringify(venvPython)}, () => {}).then(() =>
      run({ program: process.execPath, args: ["-e", started], onFailure: "", onLine: console.log }));`;
  const killed = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const [pid] = (await once(createInterface({ input: killed.stdout }), "line")) as [string];
  killed.kill("SIGKILL");
  await once(killed, "exit");
  const order: string[] = [];
  const release = await takeMutex(file, venvPython, () => {
    order.push("waits");
    process.kill(Number(pid), "SIGKILL");
  });
  release();
  assert.deepEqual(order, ["waits"]);
});

void test("pip's output is counted, without packages of other systems", () => {
  const count = new PipCount("a==1 \\\n    --hash=sha256:0\nb==2 ; sys_platform == 'x' \\\nc==3\n");
  count.take("Ignoring b: markers 'sys_platform == \"x\"' don't match your environment");
  count.take("Collecting a==1 (from -r requirements.txt (line 1))");
  assert.equal(
    count.take("  Downloading a-1-py3-none-any.whl.metadata (500 kB)"),
    "1 of 2 packages, 1 MB fetched",
  );
  count.take("Collecting c==3");
  assert.equal(
    count.take("  Downloading c-3-py3-none-any.whl (12.5 MB)"),
    "2 of 2 packages, 13 MB fetched",
  );
  assert.equal(
    count.take("Installing collected packages: a, c"),
    "unpacking 2 packages, 13 MB fetched",
  );
});

void test("on a terminal the lines of running steps are rewritten, elsewhere they are printed once", async () => {
  for (const isTTY of [true, false]) {
    let text = "";
    const progress = new Progress({ isTTY, columns: 80, write: (part) => (text += part) });
    await progress.step("Packages", (tell) => Promise.resolve(tell("3 of 3")));
    assert.match(text, /✓ Packages {2}3 of 3, 0 s\n$/);
    assert.equal(text.includes("\x1b["), isTTY);
  }
});

void test("the kernel needs no PATH", () => {
  const { argv } = kernelSpec("/some where", "/bin/node");
  const main = "/some where/build/scripts/kernel/main.js";
  assert.deepEqual(argv, ["/bin/node", main, "{connection_file}"]);
});
