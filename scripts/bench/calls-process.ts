/** One side of the comparison of calls: what contestant.ts runs. */
import assert from "node:assert/strict";
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import type { Contestant } from "./contestant";
import {
  CUSTOMER,
  FIRST,
  keyOf,
  ORDERS,
  SHIPPED,
  SHIPPED_PIECES,
  TABLE as TableName,
  type MakeSide,
  type Side,
} from "./orders";
import { answerOf, answerWith, record } from "./recorded";
import { plainClient } from "./sides/plain-client";

/** The files of the sides, by their names. */
export const SIDES: Record<string, string> = {
  "raw SDK": "raw-sdk",
  "lib-dynamodb": "document-client",
  onetable: "onetable",
  "dynamodb-toolbox": "toolbox",
  electrodb: "electrodb",
  "this library": "library",
  "by hand": "by-hand",
};

const CALLS = {
  put: (side: Side) => side.put(FIRST),
  get: (side: Side) => side.get(keyOf(FIRST)),
  update: (side: Side) => side.ship(keyOf(FIRST), SHIPPED_PIECES),
  query: (side: Side) => side.query(CUSTOMER),
};
type Operation = keyof typeof CALLS;
const OPERATIONS = Object.keys(CALLS) as Operation[];

/**
 * Makes a side, checks its results against a real database, and returns its operations with the
 * answers that it got there.
 */
export async function contestant(name: string): Promise<Contestant> {
  record();
  const at = {
    endpoint: process.env["BENCH_ENDPOINT"] ?? "",
    accessKeyId: process.env["BENCH_ACCESS_KEY"] ?? "",
  };
  await createTable(at);
  const module = (await import(`./sides/${SIDES[name]}`)) as { side: MakeSide };
  const side = await module.side(at);
  await checkResults(side);
  const answers = await answersTo(side);
  return Object.fromEntries(
    OPERATIONS.map((operation) => [
      operation,
      async (calls: number) => {
        answerWith(() => answers[operation]);
        for (let call = 0; call < calls; call++) await CALLS[operation](side);
      },
    ]),
  );
}

async function createTable(at: Parameters<MakeSide>[0]): Promise<void> {
  const key = (AttributeName: string, KeyType: "HASH" | "RANGE") => ({ AttributeName, KeyType });
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: "S" as const });
  await plainClient(at).send(
    new CreateTableCommand({
      TableName,
      KeySchema: [key("customer", "HASH"), key("order", "RANGE")],
      AttributeDefinitions: [text("customer"), text("order")],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
}

/**
 * Checks that a side does and returns what the others do. @throws AssertionError
 */
export async function checkResults(side: Side): Promise<void> {
  for (const order of ORDERS) await side.put(order);
  assert.deepEqual({ ...(await side.get(keyOf(FIRST))) }, FIRST);
  assert.deepEqual(plain(await side.query(CUSTOMER)), ORDERS);
  assert.deepEqual({ ...(await CALLS.update(side)) }, SHIPPED);
  assert.deepEqual({ ...(await side.get(keyOf(FIRST))) }, SHIPPED);
  await assert.rejects(() => CALLS.update(side), "An order that isn't open was shipped.");
  assert.deepEqual(await side.get({ customer: CUSTOMER, order: "none" }), undefined);
}

/** Without the prototypes of items. */
const plain = (items: object[]) => items.map((item) => ({ ...item }));

async function answersTo(side: Side): Promise<Record<Operation, Buffer>> {
  const answers = {} as Record<Operation, Buffer>;
  for (const operation of OPERATIONS)
    answers[operation] = await answerOf(() => CALLS[operation](side));
  return answers;
}
