/**
 * Answers that don't end, in a kernel: the check stops them, says so, and the notebook goes on. And
 * a waiter with the SDK's own pauses, which takes 20 seconds, is a right answer.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { afterChapter, run } from "../notebooks/in-chapter";
import type { Session } from "../kernel/session";
import { chaptersWithExercises } from "./chapter";

let session: Session;
before(async () => {
  const [first] = chaptersWithExercises();
  assert.ok(first);
  session = await afterChapter(first.file);
});
after(() => session.close());

/** What the check of `balanceOf` says of an answer with this body. */
async function verdictOn(body: string): Promise<string> {
  await run(
    session,
    `async function balanceOf(user: string): Promise<number | undefined> {${body}}`,
  );
  const { status, displayed } = await session.run("await check(db, { balanceOf });");
  assert.equal(status, "ok");
  return displayed.map((data) => data["text/plain"]).join("\n");
}
const rest = /– returns 0 for an empty wallet \(not tried\)/;
const request = "await db.send(new GetItemCommand({ TableName, Key: { user_id: { S: user } } }));";

test("a loop of requests is stopped", async () => {
  const said = await verdictOn(`for (;;) ${request}`);
  assert.match(said, /It sent \d+ requests \(GetItem\)\..* The check has stopped it\./);
  assert.match(said, rest);
});

test("a loop that never awaits is stopped", async () => {
  const said = await verdictOn("let found = 0; while (found === 0) user += ''; return found;");
  assert.match(said, /didn't finish within 5 seconds/);
  assert.match(said, /It sent no request: it was in a loop.* The check has stopped it\./);
  assert.match(said, rest);
});

test("a loop that sleeps sends nothing more after its check", async () => {
  const said = await verdictOn(
    `for (;;) { ${request} counted++; await new Promise((resolve) => setTimeout(resolve, 200)); }`.replace(
      "counted++",
      "(globalThis as any).counted = ((globalThis as any).counted ?? 0) + 1",
    ),
  );
  assert.match(said, /didn't finish within 15 seconds/);
  const counted = () => run(session, "console.log((globalThis as any).counted);");
  const before = await counted();
  await run(session, "await new Promise((resolve) => setTimeout(resolve, 1_000));");
  assert.equal(await counted(), before);
});

test("the notebook goes on: a right answer passes after them", async () => {
  const said = await verdictOn(
    `const { Item } = ${request} const N = Item?.balance?.N; return N === undefined ? undefined : Number(N);`,
  );
  assert.match(said, /^balanceOf: passed/);
});

test("the SDK's waiter may keep its default pause", async () => {
  await run(
    session,
    `async function createOnDemand(name: string): Promise<void> {
      if (!(await exists(name)))
        await db.send(new CreateTableCommand({
          TableName: name, BillingMode: "PAY_PER_REQUEST",
          KeySchema: [{ AttributeName: "user_id", KeyType: "HASH" }],
          AttributeDefinitions: [{ AttributeName: "user_id", AttributeType: "S" }],
        }));
      await waitUntilTableExists({ client: db, maxWaitTime: 300 }, { TableName: name });
    }`,
  );
  const { displayed } = await session.run("await check(db, { createOnDemand });");
  assert.match(displayed.map((data) => data["text/plain"]).join("\n"), /^createOnDemand: passed/);
});
