/**
 * The page's database and DynamoDB Local get the same requests: their answers are the same, or
 * their difference is listed. Which requests are worth comparing comes from ScyllaDB's
 * test/alternator and dynoxide's tests, beside what the chapters do.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, describe, test } from "node:test";
import { ROOT } from "../../notebooks/notebook";
import { database } from "../../testing/fixtures";
import { difference, unordered, type Answer, type Kind } from "./fidelity/compare";
import { DIFFERENCES } from "./fidelity/differences";
import { compared, withDifferences } from "./fidelity/page";
import { ROWS } from "./fidelity/rows";
import type { Row } from "./fidelity/row";
import { databaseInNode } from "./in-node";

type Ask = (row: Row) => Promise<Answer>;

const targetOf = ({ operation }: Row) =>
  operation.includes(".") ? operation : `DynamoDB_20120810.${operation}`;

async function askPage(): Promise<Ask> {
  const answer = await databaseInNode();
  return (row) =>
    Promise.resolve(
      answer({
        id: 1,
        target: targetOf(row),
        body: JSON.stringify(row.parameters),
        database: `${row.accessKey ?? "comparison"}/us-west-2`,
      }),
    );
}

/** Speaks to DynamoDB Local without the SDK, which would change or refuse some requests. */
async function askLocal(): Promise<Ask> {
  const db = await database();
  const { protocol, hostname, port } = await db.config.endpoint!();
  const { accessKeyId } = await db.config.credentials();
  const region = await db.config.region();
  const authorization = (key = accessKeyId) =>
    `AWS4-HMAC-SHA256 Credential=${key}/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=x`;
  return async (row) => {
    const response = await fetch(`${protocol}//${hostname}:${port}/`, {
      method: "POST",
      headers: {
        authorization: authorization(row.accessKey),
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": targetOf(row),
        "x-amz-date": "20260101T000000Z",
      },
      body: JSON.stringify(row.parameters),
    });
    return { status: response.status, body: await response.text() };
  };
}

/** A row's difference, with both answers for a complaint. */
type Found = { kind: Kind; text: string };

describe("the database in the page", () => {
  const found = new Map<string, Found>();

  before(async () => {
    const [page, local] = [await askPage(), await askLocal()];
    for (const row of ROWS) {
      const [ours, theirs] = [await page(row), await local(row)].map((answer) =>
        unordered(row.operation, answer),
      ) as [Answer, Answer];
      const kind = difference(ours, theirs);
      const text = `${row.name}: ${kind}\n  DynamoDB Local: ${theirs.body}\n  page: ${ours.body}`;
      if (kind) found.set(row.name, { kind, text });
    }
  });

  const listed = new Map(
    DIFFERENCES.flatMap(({ kind, rows }) => rows.map((name) => [name, kind] as const)),
  );

  test("the comparison has names that tell its requests apart", () => {
    const names = ROWS.map(({ name }) => name);
    assert.deepEqual(
      names.filter((name, i) => names.indexOf(name) !== i),
      [],
    );
    assert.equal(
      listed.size,
      DIFFERENCES.reduce((sum, { rows }) => sum + rows.length, 0),
    );
  });

  test("answers as DynamoDB Local does, but for the differences that are listed", (t) => {
    const unlisted = [...found].filter(([name, { kind }]) => listed.get(name) !== kind);
    assert.equal(unlisted.map(([, { text }]) => text).join("\n"), "");
    t.diagnostic(`${compared()} requests, ${found.size} differ`);
    assert.ok(compared() - found.size > 130);
  });

  test("a listed difference still is one", () => {
    assert.deepEqual(
      [...listed.keys()].filter((name) => !found.has(name)),
      [],
    );
  });

  test("the site's page shows each difference", () => {
    const file = path.join(ROOT, "scripts", "docs", "pages", "in-the-page.md");
    const page = withDifferences(readFileSync(file, "utf8"));
    for (const { request } of DIFFERENCES) assert.ok(page.includes(`| ${request} |`), request);
    assert.match(page, new RegExp(`sends ${compared()} requests`));
  });
});
