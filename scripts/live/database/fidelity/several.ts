/** Batches and transactions, and operations that this database lacks. */
import { N, row, S, type Row } from "./row";

const TableName = "pairs";
const at = (s: number) => ({ p: S("b"), s: N(s) });
const INDEXES = { ReturnConsumedCapacity: "INDEXES" };
const batch = (name: string, writes: object[], more = {}): Row =>
  row(name, "BatchWriteItem", { RequestItems: { pairs: writes }, ...more });
const batchGet = (name: string, pairs: object, more = {}): Row =>
  row(name, "BatchGetItem", { RequestItems: { pairs }, ...more });
const puts = (count: number) =>
  Array.from({ length: count }, (_, s) => ({ PutRequest: { Item: at(s) } }));
const transact = (name: string, TransactItems: object[], more = {}): Row =>
  row(name, "TransactWriteItems", { TransactItems, ...more });
const transactGet = (name: string, keys: object[], more = {}): Row =>
  row(name, "TransactGetItems", {
    TransactItems: keys.map((Key) => ({ Get: { TableName, Key } })),
    ...more,
  });
const put = (s: number, more = {}) => ({ Put: { TableName, Item: { ...at(s), ...more } } });
const guard = (s: number, ConditionExpression: string, more = {}) => ({
  ConditionCheck: { TableName, Key: at(s), ConditionExpression, ...more },
});
const change = (s: number, UpdateExpression: string, values: object, more = {}) => ({
  Update: {
    TableName,
    Key: at(s),
    UpdateExpression,
    ExpressionAttributeValues: values,
    ...more,
  },
});

export const SEVERAL: Row[] = [
  batch("write a batch", [...puts(4), { DeleteRequest: { Key: at(9) } }], INDEXES),
  batch("write a batch of 26", puts(26)),
  batch("write an empty batch", []),
  batch("write one item twice", [...puts(1), ...puts(1)]),
  batch("put and delete one item", [...puts(1), { DeleteRequest: { Key: at(0) } }]),
  batch("write a batch with a bad item", [...puts(2), { PutRequest: { Item: { p: S("b") } } }]),
  batch("write a batch with an empty request", [{}]),
  batch("write a batch with an empty index key", [
    { PutRequest: { Item: { ...at(50), g: S("") } } },
  ]),
  row("write a batch to no table", "BatchWriteItem", { RequestItems: { nowhere: puts(1) } }),
  batchGet("get a batch", { Keys: [at(0), at(1), at(77)] }, INDEXES),
  batchGet("get a batch strongly", { Keys: [at(0)], ConsistentRead: true }, INDEXES),
  batchGet("get parts of a batch", { Keys: [at(0)], ProjectionExpression: "s" }),
  batchGet("get one key twice", { Keys: [at(0), at(0)] }),
  batchGet("get an empty batch", { Keys: [] }),
  batchGet("get 101 keys", { Keys: Array.from({ length: 101 }, (_, s) => at(s)) }),
  batchGet("get a batch with a bad key", { Keys: [{ p: S("b") }] }),
  transact("a transaction", [put(20, { g: S("g"), i: N(1) }), put(21)], INDEXES),
  transact(
    "a transaction of all kinds",
    [
      put(22),
      change(20, "SET t = :t", { ":t": S("t") }),
      { Delete: { TableName, Key: at(21) } },
      guard(0, "attribute_exists(p)"),
    ],
    INDEXES,
  ),
  transact("a transaction that is cancelled", [
    put(23),
    guard(0, "attribute_not_exists(p)", { ReturnValuesOnConditionCheckFailure: "ALL_OLD" }),
    guard(1, "attribute_exists(p)"),
  ]),
  row("what a cancelled transaction left", "GetItem", { TableName, Key: at(23) }),
  transact("a transaction on one item twice", [put(24), guard(24, "attribute_exists(p)")]),
  transact("an empty transaction", []),
  transact("a transaction of an empty part", [{}]),
  transact(
    "a transaction of 101",
    Array.from({ length: 101 }, (_, s) => put(1000 + s)),
  ),
  transact("a transaction with a wrong operand", [change(20, "SET t = t + :n", { ":n": N(1) })]),
  transact("a transaction with a missing operand", [
    change(20, "SET x = nothing + :n", { ":n": N(1) }),
  ]),
  transact("a transaction with a bad key", [{ Put: { TableName, Item: { p: S("b") } } }]),
  transact("a transaction with an empty index key", [put(25, { g: S("") })]),
  transact("a transaction with a bad expression", [guard(0, "p = ")]),
  transact("a check without a condition", [{ ConditionCheck: { TableName, Key: at(0) } }]),
  transact("a transaction on no table", [{ Put: { TableName: "nowhere", Item: at(0) } }]),
  transact("a transaction with a token", [put(26, { t: S("1") })], {
    ClientRequestToken: "token-1",
    ...INDEXES,
  }),
  row("change the item", "PutItem", { TableName, Item: { ...at(26), t: S("2") } }),
  transact("the same transaction again", [put(26, { t: S("1") })], {
    ClientRequestToken: "token-1",
    ...INDEXES,
  }),
  row("the item is unchanged", "GetItem", { TableName, Key: at(26) }),
  transact("another transaction with that token", [put(26, { t: S("3") })], {
    ClientRequestToken: "token-1",
  }),
  transactGet("get in a transaction", [at(0), at(99)], INDEXES),
  transactGet("get one item twice in a transaction", [at(0), at(0)]),
  transactGet("get a bad key in a transaction", [{ p: S("b") }]),
  row("PartiQL", "ExecuteStatement", { Statement: "SELECT * FROM pairs WHERE p = 'nobody'" }),
  row("PartiQL, a batch", "BatchExecuteStatement", {
    Statements: [{ Statement: "SELECT * FROM pairs WHERE p = 'nobody' AND s = 1" }],
  }),
  row("PartiQL, a transaction", "ExecuteTransaction", {
    TransactStatements: [{ Statement: "SELECT * FROM pairs WHERE p = 'nobody' AND s = 1" }],
  }),
  row("streams", "DynamoDBStreams_20120810.ListStreams", {}),
  row("tags", "ListTagsOfResource", {
    ResourceArn: "arn:aws:dynamodb:ddblocal:000000000000:table/pairs",
  }),
  row("backups", "ListBackups", {}),
  row("an unknown operation", "DoSomething", {}),
];
