/** What the types of `draw` allow and refuse, as the kernel's compiler says it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "../../scripts/testing/types-compiler";

const TABLES = `
import { Table, int, string, measure } from "../lib";
import { draw } from "../build/lib/pictures/draw";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
declare const db: DynamoDBClient;
class Orders extends Table({
  name: "orders",
  fields: { user: string(), created: int(), status: string() },
  partitionKey: "user",
  sortKey: "created",
  indexes: { by_status: { partitionKey: "status", sortKey: "created", projection: "KEYS_ONLY" }, by_user: { sortKey: "status" } },
}) {
  ofUser(user: string, limit = 10) {
    return this.query({ user }, { limit });
  }
}
const orders = new Orders(db);
const plain = new (Table({ name: "plain", fields: { id: string() }, partitionKey: "id" }))(db);
`;

const ALLOWED = [
  `await draw.partitions(orders); await draw.partitions(plain, { partitions: 5, limit: 20 });`,
  `await draw.index(orders, "by_status"); await draw.index(orders, "by_user", { limit: 20 });`,
  `await draw.sortKey(orders.ofUser("ada")); await draw.sortKey(orders.index("by_user").query({ user: "ada" }), { limit: 20 });`,
  `await draw.pages(orders.ofUser("ada")); await draw.pages(orders.index("by_status").query({ status: "new" }, { limit: 3 })); await draw.pages(orders.scan({ limit: 3 }));`,
  `draw.units({ Scan: 12.5, counter: await measure(db, () => orders.ofUser("ada")) }); const nothing: void = draw.units({ a: 1 });`,
];

const REFUSED: [code: string, says: RegExp][] = [
  [
    `await draw.index(orders, "by_statu");`,
    /^Argument of type '"by_statu"' is not assignable to parameter of type '"by_status" \| "by_user"'\.$/,
  ],
  [
    `await draw.index(plain, "any");`,
    /^Argument of type '"any"' is not assignable to parameter of type '"this table has no indexes"'\.$/,
  ],
  [`await draw.index(orders);`, /^Expected 2-3 arguments, but got 1\.$/],
  [`await draw.partitions(orders, { partition: 5 });`, /'partition' does not exist in type/],
  [
    `await draw.partitions(orders.scan());`,
    /missing the following properties from type 'DrawableTable': name, definition|is not assignable to parameter of type 'DrawableTable'/,
  ],
  [
    `await draw.sortKey(await orders.ofUser("ada"));`,
    /is missing the following properties from type 'PagedRequest<unknown, object>'/,
  ],
  [
    `await draw.sortKey(orders);`,
    /is missing the following properties from type 'PagedRequest<unknown, object>'/,
  ],
  [
    `draw.units({ Scan: "12" });`,
    /Type 'string' is not assignable to type 'number \| \{ readonly units: number; \}'/,
  ],
];

const { tables, pieces } = compile(TABLES, [...ALLOWED, ...REFUSED.map(([code]) => code)]);

test("the tables' own declarations compile", () => assert.deepEqual(tables, []));

for (const [index, code] of ALLOWED.entries()) {
  test(`allowed: ${code}`, () => assert.deepEqual(pieces[index], []));
}

for (const [index, [code, says]] of REFUSED.entries()) {
  test(`refused: ${code}`, () => {
    const complaints = pieces[ALLOWED.length + index] ?? [];
    assert.equal(complaints.length, 1, JSON.stringify(complaints));
    assert.match(complaints[0]?.join("\n") ?? "", says);
  });
}
