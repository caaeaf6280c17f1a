/**
 * Small pieces of code that use the public API, on the tables of types.tables.ts: some must
 * compile, others must be refused.
 */
import { ORDER } from "./types.tables";

/**
 * Code that must compile. `typeIs<T>()(value, true)` fails unless the value's type is T and nothing
 * else.
 */
export type Allowed = { name: string; code: string };
/**
 * Code that must be refused; `says` is the last line of what the kernel shows, where a learner
 * finds what is wrong.
 */
export type Refused = { name: string; code: string; says: string | RegExp };

const WALLET = `{ user_id: string; balance: number; savings?: string; nickname?: string }`;
const STORED_KEYS = `{ user_id: string; order_id: string; status: 101 | 201 | 301 }`;

export const ALLOWED: Allowed[] = [
  {
    name: "an item of a table",
    code: `is<Same<ItemOf<UserWallet>, ${WALLET}>>(); is<Same<ItemOf<typeof wallets>, ${WALLET}>>();`,
  },
  {
    name: "an item with a sort key, closed sets and composite texts",
    code: `is<Same<ItemOf<typeof orders>, ${ORDER}>>();`,
  },
  { name: "a key", code: `is<Same<Parameters<typeof wallets.get>[0], { user_id: string }>>();` },
  {
    name: "a key of two parts",
    code: `is<Same<Parameters<typeof orders.delete>[0], { user_id: string; order_id: string }>>();`,
  },
  {
    name: "the key of a query without a sort key",
    code: `is<Same<Parameters<typeof wallets.query>[0], { user_id: string }>>();`,
  },
  {
    name: "the key of a query with a sort key",
    code: `type Operators = { "="?: string; "<"?: string; "<="?: string; ">"?: string; ">="?: string; between?: readonly [string, string]; begins_with?: string };
      is<Same<Parameters<typeof orders.query>[0], { user_id: string; order_id?: string | Operators }>>();`,
  },
  {
    name: "the key of a global index",
    code: `type Text = \`\${number}_\${number}\`;
      type Operators = { "="?: Text; "<"?: Text; "<="?: Text; ">"?: Text; ">="?: Text; between?: readonly [Text, Text]; begins_with?: string };
      const index = orders.index("by_status");
      is<Same<Parameters<typeof index.query>[0], { status: 101 | 201 | 301; status_created?: Text | Operators }>>();`,
  },
  {
    name: "the key of an index on an optional attribute",
    code: `const index = orders.index("by_note"); is<Same<Parameters<typeof index.query>[0], { note: string }>>();`,
  },
  {
    name: "the key and the items of an index of several attributes",
    code: `const index = orders.index("by_several");
      type Key = Parameters<typeof index.query>[0];
      is<Same<Pick<Key, "status" | "kind">, { status: 101 | 201 | 301; kind: "gift" | "sale" }>>();
      const key: Key = { status: 101, kind: "gift", user_id: "ada", created: { ">": 1 } };
      is<Same<keyof Awaited<ReturnType<typeof index.query>>["items"][number], "user_id" | "order_id" | "status" | "kind" | "created">>();`,
  },
  {
    name: "the key of a local index",
    code: `type Operators = { "="?: number; "<"?: number; "<="?: number; ">"?: number; ">="?: number; between?: readonly [number, number]; begins_with?: string };
      const index = orders.index("by_created");
      is<Same<Parameters<typeof index.query>[0], { user_id: string; created?: number | Operators }>>();`,
  },
  {
    name: "what an update may do",
    code: `type Changes = Parameters<typeof wallets.update>[1];
      is<Same<NonNullable<Changes["set"]>, { balance?: number; savings?: string; nickname?: string }>>();
      is<Same<NonNullable<Changes["add"]>, { balance?: number; savings?: string }>>();
      is<Same<NonNullable<Changes["remove"]>[number], "savings" | "nickname">>();
      is<Same<keyof NonNullable<Changes["if"]>, "user_id" | "balance" | "savings" | "nickname">>();`,
  },
  {
    name: "an update of a table with a sort key leaves both keys alone",
    code: `type Changes = Parameters<typeof orders.update>[1];
      is<Same<keyof NonNullable<Changes["set"]>, "created" | "status" | "kind" | "status_created" | "product_user" | "note">>();
      is<Same<keyof NonNullable<Changes["add"]>, "created" | "status">>();`,
  },
  {
    name: "every clause of an update",
    code: `wallets.update({ user_id: "" }, { set: { balance: 1, nickname: "a" }, add: { savings: "0.1" }, remove: ["nickname"], if: { balance: { ">=": 1, "<>": 5 }, savings: { exists: false }, user_id: { in: ["a"] } } });`,
  },
  {
    name: "optional attributes may be left out or given",
    code: `wallets.put({ user_id: "", balance: 0 }); wallets.put({ user_id: "", balance: 0, savings: "1", nickname: "a" });`,
  },
  {
    name: "a guarded put and delete",
    code: `wallets.put({ user_id: "", balance: 0 }, { if: { user_id: { exists: false } } }); wallets.delete({ user_id: "" }, { if: { balance: 0 } });`,
  },
  {
    name: "an optional attribute is undefined where it is missing",
    code: `const { nickname } = (await wallets.put({ user_id: "", balance: 0 })); typeIs<string | undefined>()(nickname, true);`,
  },
  {
    name: "get may find nothing",
    code: `typeIs<${WALLET} | undefined>()(await wallets.get({ user_id: "" }), true);`,
  },
  {
    name: "what awaiting a request of a single item gives",
    code: `typeIs<${WALLET}>()((await wallets.get({ user_id: "" }))!, true);
      typeIs<${WALLET}>()(await wallets.put({ user_id: "", balance: 1 }), true);
      typeIs<${WALLET}>()(await wallets.update({ user_id: "" }, { add: { balance: 1 } }), true);
      typeIs<void>()(await wallets.delete({ user_id: "" }), true);`,
  },
  {
    name: "what awaiting a request of the table itself gives",
    code: `typeIs<void>()(await wallets.createTable({ adopt: "user_wallet" }), true); typeIs<TableDescription>()(await wallets.describeTable(), true); typeIs<void>()(await wallets.deleteTable(), true);`,
  },
  {
    name: "a page, all pages, and one item after the other",
    code: `const query = orders.query({ user_id: "", order_id: { begins_with: "a" } }, { limit: 1, descending: true, consistent: true, filter: { kind: { in: ["gift"] }, note: { exists: true } } });
      const page = await query;
      typeIs<${ORDER}[]>()(page.items, true);
      typeIs<Cursor>()(page.last, true);
      typeIs<${ORDER}[]>()(await query.all(), true);
      for await (const order of orders.scan({ after: page.last })) { typeIs<${ORDER}>()(order, true); }
      for await (const { items } of query.pages()) { typeIs<${ORDER}[]>()(items, true); }`,
  },
  {
    name: "operators of a sort key",
    code: `for (const created of [1, { "=": 1 }, { "<": 1 }, { "<=": 1 }, { ">": 1 }, { ">=": 1 }, { between: [1, 2] as const }]) orders.index("by_created").query({ user_id: "", created });`,
  },
  {
    name: "an index holds all attributes unless it says something else",
    code: `typeIs<${ORDER}[]>()((await orders.index("by_status").query({ status: 101 })).items, true);`,
  },
  {
    name: "KEYS_ONLY narrows items to the keys of the table and the index",
    code: `typeIs<${STORED_KEYS}[]>()((await orders.index("only_keys").query({ status: 101 })).items, true);`,
  },
  {
    name: "named attributes narrow items to them and the keys",
    code: `type Some = { user_id: string; order_id: string; created: number; note?: string };
      typeIs<Some[]>()((await orders.index("only_note").scan()).items, true); typeIs<Some[]>()(await orders.index("only_note").query({ user_id: "" }).all(), true);`,
  },
  {
    name: "strong consistency of a table and of a local index",
    code: `wallets.get({ user_id: "" }, { consistent: true }); wallets.scan({ consistent: true }); orders.index("by_created").query({ user_id: "" }, { consistent: true }); orders.index("by_created").scan({ consistent: true });`,
  },
  {
    name: "more parameters",
    code: `const put = wallets.put({ user_id: "", balance: 0 }).with({ ReturnConsumedCapacity: "TOTAL" });
      typeIs<${WALLET}>()(await put, true);
      typeIs<string | undefined>()(put.input.TableName, true);
      typeIs<${ORDER}[]>()(await orders.scan().with({ Segment: 0, TotalSegments: 2 }).all(), true);`,
  },
  {
    name: "a transaction of writes, and a batch of them",
    code: `typeIs<void>()(await transactWrite(wallets.setBalance("", 1), orders.delete({ user_id: "", order_id: "" })), true);
      typeIs<void>()(await batchWrite(wallets.put({ user_id: "", balance: 1 }), orders.delete({ user_id: "", order_id: "" })), true);`,
  },
  {
    name: "a condition without a change, in a transaction",
    code: `typeIs<void>()(await transactWrite(wallets.setBalance("", 1), wallets.conditionCheck({ user_id: "" }, { balance: { ">=": 1 } }).with({ ReturnValuesOnConditionCheckFailure: "ALL_OLD" })), true);`,
  },
  {
    name: "a filter of an index on the key of the table, and of a scan on any key",
    code: `orders.index("by_status").query({ status: 101 }, { filter: { user_id: "", order_id: "" } }); orders.scan({ filter: { user_id: "", order_id: "" } });`,
  },
  {
    name: "items that can't be decoded are left out",
    code: `const errors: ItemError[] = [];
      typeIs<${ORDER}[]>()(await orders.query({ user_id: "" }, { onDecodeError: (error) => errors.push(error) }).all(), true);`,
  },
  {
    name: "a transaction of reads gives a tuple, and so does a batch",
    code: `type Both = [${WALLET} | undefined, ${ORDER} | undefined];
      typeIs<Both>()(await transactGet(wallets.get({ user_id: "" }), orders.get({ user_id: "", order_id: "" })), true);
      typeIs<Both>()(await batchGet(wallets.get({ user_id: "" }), orders.get({ user_id: "", order_id: "" })), true);`,
  },
  {
    name: "a list of reads gives a list",
    code: `const reads = ["a", "b"].map((user_id) => wallets.get({ user_id })); typeIs<(${WALLET} | undefined)[]>()(await batchGet(...reads), true);`,
  },
  {
    name: "a batch of a list, of an iterable, and of items with a function",
    code: `declare const ids: AsyncIterable<string>; const puts = [wallets.put({ user_id: "", balance: 1 })];
      typeIs<void>()(await batchWrite(puts), true); typeIs<void>()(await batchWrite(new Set(puts), { inFlight: 2, progress: "wallets" }), true);
      typeIs<void>()(await batchWrite(orders.scan(), ({ user_id }) => wallets.delete({ user_id })), true);
      typeIs<(${WALLET} | undefined)[]>()(await batchGet(ids, (user_id) => wallets.get({ user_id }), { progress: (done, all) => typeIs<number | undefined>()(all, true) }), true);
      for await (const wallet of batchGet(ids, (user_id) => wallets.get({ user_id }))) typeIs<${WALLET} | undefined>()(wallet, true);`,
  },
  {
    name: "the code of an error narrows",
    code: `try { await wallets.get({ user_id: "" }); } catch (error) {
        if (!(error instanceof DynamoError)) throw error;
        typeIs<DynamoErrorCode>()(error.code, true);
        if (error.code === "ConditionalCheckFailedException") typeIs<"ConditionalCheckFailedException">()(error.code, true);
        if (error instanceof TransactionError) { typeIs<"TransactionCanceledException">()(error.code, true); typeIs<readonly string[]>()(error.reasons, true); }
        if (error instanceof ItemError) { typeIs<"ItemEncodeError" | "ItemDecodeError">()(error.code, true); typeIs<string>()(error.attribute, true); }
      }`,
  },
  {
    name: "the code of an error narrows what it carries",
    code: `try { await wallets.get({ user_id: "" }); } catch (error) {
        if (!(error instanceof DynamoError)) throw error;
        switch (error.code) {
          case "TransactionCanceledException": typeIs<readonly string[]>()(error.reasons, true); typeIs<readonly (Record<string, unknown> | undefined)[]>()(error.items, true); break;
          case "ConditionalCheckFailedException": typeIs<Record<string, unknown> | undefined>()(error.item, true); break;
          case "ItemEncodeError":
          case "ItemDecodeError": typeIs<string>()(error.attribute, true); typeIs<unknown>()(error.value, true); break;
          default: typeIs<string>()(error.message, true);
        }
        const stored: DynamoError = error; stored.request satisfies { operation: string; input: object } | undefined;
      }`,
  },
  {
    name: "a method of a subclass",
    code: `typeIs<${WALLET}>()(await wallets.setBalance("", 1), true);`,
  },
  {
    name: "a subclass of a subclass, under another name",
    code: `class Richer extends UserWallet { async rich() { return (await this.scan({ filter: { balance: { ">": 1000 } } })).items; } }
      typeIs<${WALLET}[]>()(await new Richer(db, { name: "other" }).rich(), true);`,
  },
  {
    name: "a composite text",
    code: `const status = 101 as const; orders.update({ user_id: "", order_id: "" }, { set: { status_created: \`\${status}_\${Date.now()}\`, product_user: \`\${7}_\${"a" as string}\` } });`,
  },
  {
    name: "what some work consumed",
    code: `const { result, units } = await measure(db, () => wallets.put({ user_id: "", balance: 0 })); typeIs<${WALLET}>()(result, true); typeIs<number>()(units, true);`,
  },
  {
    name: "some attributes of a stored item",
    code: `const part = decodeItem(orders.fields, {}, ["status", "note"]); typeIs<{ status?: 101 | 201 | 301; note?: string }>()(part, true);`,
  },
];

export const REFUSED: Refused[] = [
  {
    name: "half the partition key of an index of several attributes",
    code: `orders.index("by_several").query({ status: 101 });`,
    says: /^Property 'kind' is missing in type '\{ status: 101; \}' but required in type/,
  },
  {
    name: "put: an attribute that there isn't",
    code: `wallets.put({ user_id: "", balanse: 0 });`,
    says: /^Object literal may only specify known properties, but 'balanse' does not exist in type '.*'\. Did you mean to write 'balance'\?$/,
  },
  {
    name: "put: an attribute too many",
    code: `wallets.put({ user_id: "", balance: 0, colour: "red" });`,
    says: "Object literal may only specify known properties, and 'colour' does not exist in type '{ user_id: string; balance: number; savings?: string; nickname?: string; }'.",
  },
  {
    name: "put: a missing attribute",
    code: `wallets.put({ user_id: "" });`,
    says: "Property 'balance' is missing in type '{ user_id: string; }' but required in type '{ user_id: string; balance: number; savings?: string; nickname?: string; }'.",
  },
  {
    name: "put: a missing attribute of many",
    code: `orders.put({ user_id: "", order_id: "", created: 1, status: 101, kind: "gift" });`,
    says: /^Property 'status_created' is missing in type '.*' but required in type '.*'\.$/,
  },
  {
    name: "put: a wrong type",
    code: `wallets.put({ user_id: "", balance: "0" });`,
    says: "Type 'string' is not assignable to type 'number'.",
  },
  {
    name: "put: a wrong type of an optional attribute",
    code: `wallets.put({ user_id: "", balance: 0, nickname: 1 });`,
    says: "Type 'number' is not assignable to type 'string'.",
  },
  {
    name: "put: a number for a decimal",
    code: `wallets.put({ user_id: "", balance: 0, savings: 0.1 });`,
    says: "Type 'number' is not assignable to type 'string'.",
  },
  {
    name: "put: a value outside of a closed set of numbers",
    code: `orders.put({ user_id: "", order_id: "", created: 1, status: 102, kind: "gift", status_created: "1_2" });`,
    says: "Type '102' is not assignable to type '101 | 201 | 301'.",
  },
  {
    name: "put: a value outside of a closed set of texts",
    code: `orders.put({ user_id: "", order_id: "", created: 1, status: 101, kind: "gifts", status_created: "1_2" });`,
    says: `Type '"gifts"' is not assignable to type '"gift" | "sale"'. Did you mean '"gift"'?`,
  },
  {
    name: "put: a composite text of the wrong form",
    code: `orders.put({ user_id: "", order_id: "", created: 1, status: 101, kind: "gift", status_created: "101-1" });`,
    says: "Type '\"101-1\"' is not assignable to type '`${number}_${number}`'.",
  },
  {
    name: "put: a condition on an attribute that there isn't",
    code: `wallets.put({ user_id: "", balance: 0 }, { if: { balanse: 1 } });`,
    says: /^Object literal may only specify known properties, but 'balanse' does not exist in type '.*'\. Did you mean to write 'balance'\?$/,
  },
  {
    name: "put: a condition of the wrong type",
    code: `wallets.put({ user_id: "", balance: 0 }, { if: { balance: "1" } });`,
    says: "Type 'string' is not assignable to type 'number | Operators<number> | undefined'.",
  },
  {
    name: "put: an operator that there isn't",
    code: `wallets.put({ user_id: "", balance: 0 }, { if: { balance: { "==": 1 } } });`,
    says: `Object literal may only specify known properties, and '"=="' does not exist in type 'Operators<number>'.`,
  },
  {
    name: "put: an operand of the wrong type",
    code: `wallets.put({ user_id: "", balance: 0 }, { if: { balance: { ">=": "1" } } });`,
    says: "Type 'string' is not assignable to type 'number'.",
  },
  {
    name: "put: an option that there isn't",
    code: `wallets.put({ user_id: "", balance: 0 }, { when: { balance: 1 } });`,
    says: /^Object literal may only specify known properties, and 'when' does not exist in type '.*'\.$/,
  },
  {
    name: "get: a misspelled key",
    code: `wallets.get({ userid: "" });`,
    says: "Object literal may only specify known properties, but 'userid' does not exist in type '{ user_id: string; }'. Did you mean to write 'user_id'?",
  },
  {
    name: "get: a key and more",
    code: `wallets.get({ user_id: "", balance: 0 });`,
    says: "Object literal may only specify known properties, and 'balance' does not exist in type '{ user_id: string; }'.",
  },
  {
    name: "get: half a key",
    code: `orders.get({ user_id: "" });`,
    says: "Property 'order_id' is missing in type '{ user_id: string; }' but required in type '{ user_id: string; order_id: string; }'.",
  },
  {
    name: "get: a key of the wrong type",
    code: `wallets.get({ user_id: 1 });`,
    says: "Type 'number' is not assignable to type 'string'.",
  },
  {
    name: "get: an option that there isn't",
    code: `wallets.get({ user_id: "" }, { consistant: true });`,
    says: "Object literal may only specify known properties, but 'consistant' does not exist in type 'Consistency'. Did you mean to write 'consistent'?",
  },
  {
    name: "set: an attribute that there isn't",
    code: `wallets.update({ user_id: "" }, { set: { balanse: 1 } });`,
    says: /^Object literal may only specify known properties, but 'balanse' does not exist in type '.*'\. Did you mean to write 'balance'\?$/,
  },
  {
    name: "set: a wrong type",
    code: `wallets.update({ user_id: "" }, { set: { balance: "100" } });`,
    says: "Type 'string' is not assignable to type 'number'.",
  },
  {
    name: "set: a value outside of a closed set",
    code: `orders.update({ user_id: "", order_id: "" }, { set: { status: 102 } });`,
    says: /^Type '102' is not assignable to type '.*101 \| 201 \| 301.*'\.$/,
  },
  {
    name: "set: a composite text of the wrong form",
    code: `orders.update({ user_id: "", order_id: "" }, { set: { status_created: "x" } });`,
    says: "Type '\"x\"' is not assignable to type '`${number}_${number}`'.",
  },
  {
    name: "set: a key",
    code: `wallets.update({ user_id: "" }, { set: { user_id: "" } });`,
    says: "Object literal may only specify known properties, and 'user_id' does not exist in type '{ balance?: number; savings?: string; nickname?: string; }'.",
  },
  {
    name: "set: a sort key",
    code: `orders.update({ user_id: "", order_id: "" }, { set: { order_id: "" } });`,
    says: /^Object literal may only specify known properties, and 'order_id' does not exist in type '.*'\.$/,
  },
  {
    name: "add: an attribute that there isn't",
    code: `wallets.update({ user_id: "" }, { add: { balanse: 1 } });`,
    says: "Object literal may only specify known properties, but 'balanse' does not exist in type '{ balance?: number; savings?: string; }'. Did you mean to write 'balance'?",
  },
  {
    name: "add: to a text",
    code: `wallets.update({ user_id: "" }, { add: { nickname: "x" } });`,
    says: "Object literal may only specify known properties, and 'nickname' does not exist in type '{ balance?: number; savings?: string; }'.",
  },
  {
    name: "add: a number to a decimal",
    code: `wallets.update({ user_id: "" }, { add: { savings: 0.1 } });`,
    says: "Type 'number' is not assignable to type 'string'.",
  },
  {
    name: "remove: an attribute that there isn't",
    code: `wallets.update({ user_id: "" }, { remove: ["nicknam"] });`,
    says: /^Type '"nicknam"' is not assignable to type '.*'\. Did you mean '"nickname"'\?$/,
  },
  {
    name: "remove: an attribute that items must have",
    code: `wallets.update({ user_id: "" }, { remove: ["balance"] });`,
    says: /^Type '"balance"' is not assignable to type '.*'\.$/,
  },
  {
    name: "remove: a key",
    code: `wallets.update({ user_id: "" }, { remove: ["user_id"] });`,
    says: /^Type '"user_id"' is not assignable to type '.*'\.$/,
  },
  {
    name: "if: an attribute that there isn't",
    code: `wallets.update({ user_id: "" }, { add: { balance: 1 }, if: { balanse: 1 } });`,
    says: /^Object literal may only specify known properties, but 'balanse' does not exist in type '.*'\. Did you mean to write 'balance'\?$/,
  },
  {
    name: "update: a clause that there isn't",
    code: `wallets.update({ user_id: "" }, { sett: { balance: 1 } });`,
    says: /^Object literal may only specify known properties, but 'sett' does not exist in type '.*'\. Did you mean to write 'set'\?$/,
  },
  {
    name: "index: a misspelled name",
    code: `orders.index("by_statuz");`,
    says: `Argument of type '"by_statuz"' is not assignable to parameter of type '"by_status" | "by_created" | "only_keys" | "only_note" | "by_note" | "by_several"'.`,
  },
  {
    name: "index: a table without any",
    code: `wallets.index("by_status");`,
    says: /^Argument of type '.*' is not assignable to parameter of type '.*'\.$/,
  },
  {
    name: "query: without the partition key",
    code: `orders.query({ order_id: "" });`,
    says: "Property 'user_id' is missing in type '{ order_id: string; }' but required in type '{ user_id: string; order_id?: string | KeyOperators<string>; }'.",
  },
  {
    name: "query: a misspelled partition key",
    code: `wallets.query({ userid: "" });`,
    says: "Object literal may only specify known properties, but 'userid' does not exist in type '{ user_id: string; }'. Did you mean to write 'user_id'?",
  },
  {
    name: "query: an attribute that is no key",
    code: `orders.query({ user_id: "", note: "a" });`,
    says: "Object literal may only specify known properties, and 'note' does not exist in type '{ user_id: string; order_id?: string | KeyOperators<string>; }'.",
  },
  {
    name: "query: an attribute that is not of this index",
    code: `orders.index("by_status").query({ status: 101, order_id: "" });`,
    says: /^Object literal may only specify known properties, and 'order_id' does not exist in type '.*'\.$/,
  },
  {
    name: "query: an index without its partition key",
    code: `orders.index("by_status").query({ status_created: "1_2" });`,
    says: /^Property 'status' is missing in type '.*' but required in type '.*'\.$/,
  },
  {
    name: "query: a sort key must exist",
    code: `orders.query({ user_id: "", order_id: { exists: true } });`,
    says: "Object literal may only specify known properties, and 'exists' does not exist in type 'KeyOperators<string>'.",
  },
  {
    name: "query: a sort key out of a list",
    code: `orders.query({ user_id: "", order_id: { in: ["a"] } });`,
    says: "Object literal may only specify known properties, and 'in' does not exist in type 'KeyOperators<string>'.",
  },
  {
    name: "query: any other sort key",
    code: `orders.query({ user_id: "", order_id: { "<>": "a" } });`,
    says: `Object literal may only specify known properties, and '"<>"' does not exist in type 'KeyOperators<string>'.`,
  },
  {
    name: "query: a sort key of the wrong type",
    code: `orders.index("by_created").query({ user_id: "", created: "1" });`,
    says: "Type 'string' is not assignable to type 'number | KeyOperators<number>'.",
  },
  {
    name: "query: a closed set has no such value",
    code: `orders.index("by_status").query({ status: 1 });`,
    says: /^Type '1' is not assignable to type '.*101 \| 201 \| 301.*'\.$/,
  },
  {
    name: "query: a filter on an attribute that there isn't",
    code: `orders.query({ user_id: "" }, { filter: { notes: "a" } });`,
    says: /^Object literal may only specify known properties, but 'notes' does not exist in type '.*'\. Did you mean to write 'note'\?$/,
  },
  {
    name: "query: a filter on what the index doesn't hold",
    code: `orders.index("only_keys").query({ status: 101 }, { filter: { note: "a" } });`,
    says: "Object literal may only specify known properties, and 'note' does not exist in type 'Conditions<{ user_id: string; order_id: string; }>'.",
  },
  {
    name: "query: a filter on the partition key",
    code: `wallets.query({ user_id: "" }, { filter: { user_id: "" } });`,
    says: /^Object literal may only specify known properties, and 'user_id' does not exist in type 'Conditions<.*>'\.$/,
  },
  {
    name: "query: a filter on the sort key",
    code: `orders.query({ user_id: "" }, { filter: { order_id: "a" } });`,
    says: /^Object literal may only specify known properties, and 'order_id' does not exist in type 'Conditions<.*>'\.$/,
  },
  {
    name: "query: a filter on the key of the index that is queried",
    code: `orders.index("by_created").query({ user_id: "" }, { filter: { created: 1 } });`,
    says: /^Object literal may only specify known properties, and 'created' does not exist in type 'Conditions<.*>'\.$/,
  },
  {
    name: "conditionCheck: an attribute that there isn't",
    code: `wallets.conditionCheck({ user_id: "" }, { balanse: 1 });`,
    says: /^Object literal may only specify known properties, but 'balanse' does not exist in type '.*'\. Did you mean to write 'balance'\?$/,
  },
  {
    name: "query: strong consistency of a global index",
    code: `orders.index("by_status").query({ status: 101 }, { consistent: true });`,
    says: /^Object literal may only specify known properties, and 'consistent' does not exist in type '.*'\.$/,
  },
  {
    name: "scan: strong consistency of a global index",
    code: `orders.index("by_status").scan({ consistent: true });`,
    says: /^Object literal may only specify known properties, and 'consistent' does not exist in type '.*'\.$/,
  },
  {
    name: "scan: a direction",
    code: `wallets.scan({ descending: true });`,
    says: /^Object literal may only specify known properties, and 'descending' does not exist in type '.*'\.$/,
  },
  {
    name: "items: what the index doesn't hold",
    code: `(await orders.index("only_keys").scan()).items.map(({ note }) => note);`,
    says: "Property 'note' does not exist on type '{ user_id: string; order_id: string; status: 101 | 201 | 301; }'.",
  },
  {
    name: "items: a page is no list",
    code: `(await wallets.scan()).map(String);`,
    says: "Property 'map' does not exist on type 'Page<{ user_id: string; balance: number; savings?: string; nickname?: string; }>'.",
  },
  {
    name: "items: a request is not its answer",
    code: `wallets.get({ user_id: "" }).balance;`,
    says: /^Property 'balance' does not exist on type '.*'\.$/,
  },
  {
    name: "Table: a misspelled partition key",
    code: `Table({ name: "t", fields: { user_id: uuid(), balance: int() }, partitionKey: "userid" });`,
    says: `Type '"userid"' is not assignable to type '"user_id" | "balance"'. Did you mean '"user_id"'?`,
  },
  {
    name: "Table: a partition key that is no field at all",
    code: `Table({ name: "t", fields: { a: int() }, partitionKey: "id" });`,
    says: `Type '"id"' is not assignable to type '"a"'.`,
  },
  {
    name: "Table: a sort key that is no field",
    code: `Table({ name: "t", fields: { user_id: uuid(), balance: int() }, partitionKey: "user_id", sortKey: "balanse" });`,
    says: `Type '"balanse"' is not assignable to type '"user_id" | "balance"'. Did you mean '"balance"'?`,
  },
  {
    name: "Table: no partition key",
    code: `Table({ name: "t", fields: { a: int() } });`,
    says: /^Property 'partitionKey' is missing in type '.*' but required in type '.*'\.$/,
  },
  {
    name: "Table: a field that is none",
    code: `Table({ name: "t", fields: { a: "int" }, partitionKey: "a" });`,
    says: "Type 'string' is not assignable to type 'Field<unknown, boolean, AttributeType>'.",
  },
  {
    name: "Table: a field without its parentheses",
    code: `Table({ name: "t", fields: { a: int }, partitionKey: "a" });`,
    says: `Type '() => Field<number, false, "N">' is not assignable to type 'Field<unknown, boolean, AttributeType>'.`,
  },
  {
    name: "Table: a property that there isn't",
    code: `Table({ name: "t", fields: { a: int() }, partitionKey: "a", sortkey: "a" });`,
    says: /^Object literal may only specify known properties, but 'sortkey' does not exist in type '.*'\. Did you mean to write 'sortKey'\?$/,
  },
  {
    name: "Table: a property of an index that there isn't",
    code: `Table({ name: "t", fields: { a: int() }, partitionKey: "a", indexes: { x: { partitionkey: "a" } } });`,
    says: /^Object literal may only specify known properties, but 'partitionkey' does not exist in type '.*'\. Did you mean to write 'partitionKey'\?$/,
  },
  {
    name: "Table: a misspelled partition key of an index",
    code: `Table({ name: "t", fields: { user_id: uuid(), b: int() }, partitionKey: "user_id", indexes: { x: { partitionKey: "userid" } } });`,
    says: `Type '"userid"' is not assignable to type '"user_id" | "b" | readonly ("user_id" | "b")[]'. Did you mean '"user_id"'?`,
  },
  {
    name: "Table: a projection that there isn't",
    code: `Table({ name: "t", fields: { user_id: uuid(), b: int() }, partitionKey: "user_id", indexes: { x: { partitionKey: "b", projection: "KEYS" } } });`,
    says: `Type '"KEYS"' is not assignable to type '"ALL" | "KEYS_ONLY" | readonly ("user_id" | "b")[]'.`,
  },
  {
    name: "Table: a projected attribute that there isn't",
    code: `Table({ name: "t", fields: { user_id: uuid(), b: int() }, partitionKey: "user_id", indexes: { x: { partitionKey: "b", projection: ["c"] } } });`,
    says: `Type '"c"' is not assignable to type '"user_id" | "b"'.`,
  },
  {
    name: "transactWrite: a get",
    code: `transactWrite(wallets.get({ user_id: "" }));`,
    says: `Type '"read"' is not assignable to type '"write"'.`,
  },
  {
    name: "transactWrite: a query",
    code: `transactWrite(wallets.query({ user_id: "" }));`,
    says: /^Property 'kind' is missing in type 'PagedRequest<.*' but required in type 'WriteRequest<.*'\.$/,
  },
  {
    name: "transactWrite: a list instead of several",
    code: `transactWrite([wallets.setBalance("", 1)]);`,
    says: /^Type 'WriteRequest<.*\[\]' is missing the following properties from type 'WriteRequest<.*'/,
  },
  {
    name: "transactGet: a put",
    code: `transactGet(wallets.put({ user_id: "", balance: 1 }));`,
    says: `Type '"write"' is not assignable to type '"read"'.`,
  },
  {
    name: "batchGet: a query",
    code: `batchGet(wallets.query({ user_id: "" }));`,
    says: /^Property 'kind' is missing in type 'PagedRequest<.*' but required in type 'ReadRequest<.*'\.$/,
  },
  {
    name: "batchWrite: an async generator of writes, which would send each by itself",
    code: `async function* puts() { yield wallets.put({ user_id: "", balance: 1 }); }
      batchWrite(puts());`,
    says: /^Type .* is not assignable to type 'WriteRequest<unknown, object>'\.$|is missing the following properties from type 'WriteRequest</,
  },
  {
    name: "batchGet: keys without a function",
    code: `batchGet(["a", "b"]);`,
    says: /is not assignable to type 'ReadRequest<|is missing the following properties from type 'ReadRequest</,
  },
  {
    name: "transactGet: more results than requests",
    code: `const [one, two] = await transactGet(wallets.get({ user_id: "" }));`,
    says: "Tuple type '[{ user_id: string; balance: number; savings?: string; nickname?: string; } | undefined]' of length '1' has no element at index '1'.",
  },
  {
    name: "with: another answer",
    code: `wallets.put({ user_id: "", balance: 0 }).with({ ReturnValues: "ALL_OLD" });`,
    says: /^Object literal may only specify known properties, and 'ReturnValues' does not exist in type '.*'\.$/,
  },
  {
    name: "with: a parameter that there isn't",
    code: `wallets.get({ user_id: "" }).with({ ReturnConsumedCapacit: "TOTAL" });`,
    says: /^Object literal may only specify known properties, but 'ReturnConsumedCapacit' does not exist in type '.*'\. Did you mean to write 'ReturnConsumedCapacity'\?$/,
  },
  {
    name: "with: a value that there isn't",
    code: `wallets.get({ user_id: "" }).with({ ReturnConsumedCapacity: "ALL" });`,
    says: `Type '"ALL"' is not assignable to type 'ReturnConsumedCapacity | undefined'.`,
  },
  {
    name: "errors: a misspelled code",
    code: `(error: DynamoError) => error.code === "ConditionalCheckFailed";`,
    says: `This comparison appears to be unintentional because the types '"ItemEncodeError" | "ItemDecodeError" | "ConditionalCheckFailedException" | "TransactionCanceledException" | OtherErrorCode' and '"ConditionalCheckFailed"' have no overlap.`,
  },
  {
    name: "errors: a transaction has one code",
    code: `(error: TransactionError) => error.code === "RequestInvalid";`,
    says: `This comparison appears to be unintentional because the types '"TransactionCanceledException"' and '"RequestInvalid"' have no overlap.`,
  },
  {
    name: "methods: a misspelled one",
    code: `wallets.setBalanse("", 1);`,
    says: "Property 'setBalanse' does not exist on type 'UserWallet'. Did you mean 'setBalance'?",
  },
  {
    name: "methods: a wrong argument",
    code: `wallets.setBalance("", "1");`,
    says: "Argument of type 'string' is not assignable to parameter of type 'number'.",
  },
  {
    name: "connections: a table of something else",
    code: `new UserWallet("http://localhost:8000");`,
    says: "Argument of type 'string' is not assignable to parameter of type 'DynamoDBClient'.",
  },
  {
    name: "joined: a part that there isn't",
    code: `joined("int", "text");`,
    says: `Argument of type '"text"' is not assignable to parameter of type 'Part'.`,
  },
];

/** That `Same` and `typeIs` find what they are there to find. */
export const HELPERS: { name: string; code: string }[] = [
  { name: "a wider type", code: `is<Same<string, "a" | "b">>();` },
  { name: "a narrower type", code: `is<Same<"a", string>>();` },
  { name: "any", code: `is<Same<any, string>>();` },
  { name: "any, inside", code: `is<Same<{ a: any }, { a: string }>>();` },
  { name: "an optional property", code: `is<Same<{ a?: string }, { a: string }>>();` },
  { name: "a property too many", code: `is<Same<{ a: string; b: string }, { a: string }>>();` },
  { name: "a list for a tuple", code: `is<Same<string[], [string]>>();` },
  { name: "another type of a value", code: `typeIs<string>()(1 as number, true);` },
  { name: "a value of any", code: `typeIs<string>()(1 as any, true);` },
];
