/** How long `npm start` waits for JupyterLab. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { serving } from "./server";

const SHORT = 300;

describe("a JupyterLab that doesn't answer", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "server-test-"));
  const mute = createServer(() => undefined);
  let child: ChildProcess;
  before(async () => {
    child = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
    await once(mute.listen(0, "127.0.0.1"), "listening");
  });
  after(() => {
    child.kill();
    mute.close();
    rmSync(folder, { recursive: true });
  });

  test("is given up after the limit, before it says where it is, and after", async () => {
    assert.equal(await serving(child, folder, SHORT), "silent");
    const { port } = mute.address() as AddressInfo;
    const info = { url: `http://127.0.0.1:${port}/`, token: "t" };
    writeFileSync(path.join(folder, `jpserver-${child.pid}.json`), JSON.stringify(info));
    assert.equal(await serving(child, folder, SHORT), "silent");
  });

  test("counts as ended when its process has", async () => {
    child.kill();
    await once(child, "exit");
    assert.equal(await serving(child, folder, SHORT), "ended");
  });
});
