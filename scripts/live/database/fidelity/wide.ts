/** Indexes whose keys have several attributes. */
import { about, ALL, attributes, KEYS_ONLY, N, ON_DEMAND, row, S, type Row } from "./row";
import type { Item, Value } from "../values";

const TableName = "wide";
const T = about(TableName);
const INDEXES = { ReturnConsumedCapacity: "INDEXES" };

/** A key, such as `schema("g HASH", "i RANGE")`. */
const schema = (...elements: string[]) => ({
  KeySchema: elements.map((element) => {
    const [AttributeName, KeyType] = element.split(" ");
    return { AttributeName, KeyType };
  }),
});

/** An index, such as `index("byG", ["g", "h"], ["i"])`. */
function index(IndexName: string, hashes: string[], ranges: string[] = [], projection = ALL) {
  const elements = [...hashes.map((name) => `${name} HASH`), ...ranges.map((n) => `${n} RANGE`)];
  return { IndexName, ...schema(...elements), ...projection };
}

/** Definitions of attributes that are strings, each with a name of one letter. */
const strings = (names: string) => attributes(...[...names].map((name) => `${name} S`));

const table = (name: string, more: object): Row =>
  row(name, "CreateTable", { TableName: "refused", ...ON_DEMAND, ...more });

/** A table with the key `p` and one index, whose attributes have names of one letter. */
const withIndex = (name: string, names: string, one: object): Row =>
  table(name, { ...schema("p HASH"), ...strings(`p${names}`), GlobalSecondaryIndexes: [one] });

const IN_INDEX = { IndexName: "byGHIJ" };
const VALUES: Item = {
  ":g": S("g"),
  ":h": N(1),
  ":i": N(2),
  ":a": N(1),
  ":b": N(2),
  ":j": S("j1"),
  ":k": S("j"),
  ":z": S("j9"),
  ":t": S("t"),
};

/** A query of the index; only the values that it names are sent. */
function query(condition: string, more: object = {}, name = condition): Row {
  const text = condition + JSON.stringify(more);
  const values = Object.entries(VALUES).filter(([value]) => text.includes(value));
  return T.query(`wide: ${name}`, condition, Object.fromEntries(values), { ...IN_INDEX, ...more });
}

const cursor = (p: string, i: number, j: string, more: Item = {}): Item => ({
  p: S(p),
  g: S("g"),
  h: N(1),
  i: N(i),
  j: S(j),
  ...more,
});
const from = (ExclusiveStartKey: Item, more: object = {}) => ({ ExclusiveStartKey, ...more });

const items: Item[] = [
  cursor("a", 10, "j1", { t: S("first") }),
  cursor("b", 2, "j1"),
  cursor("c", 2, "j2"),
  cursor("d", 2, "j10"),
  cursor("e", -1, "j1"),
  cursor("f", 2, "j1"),
  cursor("other", 2, "j4", { h: N(2) }),
  { p: S("no j"), g: S("g"), h: N(1), i: N(2) },
  { p: S("no h"), g: S("g"), i: N(2), j: S("j3") },
];

const QUERIES: Row[] = [
  query("g = :g AND h = :h", INDEXES),
  query("h = :h AND g = :g"),
  query("g = :g AND h = :h", { ScanIndexForward: false }, "backwards"),
  query("g = :g AND h = :h AND i = :i"),
  query("g = :g AND h = :h AND i > :i"),
  query("g = :g AND h = :h AND i >= :i"),
  query("g = :g AND h = :h AND i < :i"),
  query("g = :g AND h = :h AND i <= :i"),
  query("g = :g AND h = :h AND i BETWEEN :a AND :b"),
  query("g = :g AND h = :h AND i = :i AND j = :j"),
  query("j = :j AND i = :i AND h = :h AND g = :g"),
  query("g = :g AND h = :h AND i = :i AND begins_with(j, :j)"),
  query("g = :g AND h = :h AND i = :i AND j > :j"),
  query("g = :g AND h = :h AND i = :i AND j BETWEEN :k AND :z"),
  query("(g = :g AND h = :h) AND (i = :i AND j < :z)"),
];

const REFUSED: Row[] = [
  query("g = :g"),
  query("h = :h"),
  query("i = :i"),
  query("g = :g AND i = :i"),
  query("h = :h AND i = :i AND j = :j"),
  query("g = :g AND h = :h AND j = :j"),
  query("g = :g AND h = :h AND begins_with(j, :j)"),
  query("g = :g AND h = :h AND i > :i AND j = :j"),
  query("g = :g AND h = :h AND i > :i AND j > :j"),
  query("g = :g AND h > :h"),
  query("g = :g AND h > :h AND i = :i"),
  query("begins_with(g, :g) AND h = :h"),
  query("g = :g AND t = :t"),
  query("g = :g AND h = :h AND j = :j AND t = :t"),
  query("g = :g AND h = :h AND t = :t"),
  query("g = :g AND h = :h AND i = :i AND t = :t"),
  query("g = :g AND h = :h AND i = :i AND j = :j AND t = :t"),
  query("g = :g AND h = :h AND i <> :i"),
  query("g = :g AND h = :h AND i > :a AND i < :b"),
  query("g = :g AND h = :g"),
  query("g = :g AND h = :h AND i = :j"),
  query("g = :g AND h = :h AND i = :i AND begins_with(j, :i)"),
  query("g = :g AND h = :h", { FilterExpression: "i > :i" }, "a filter on the key"),
  query("g = :g AND h = :h", { FilterExpression: "t = :t" }, "a filter"),
];

const PAGES: Row[] = [
  query("g = :g AND h = :h", { Limit: 2 }, "the first two"),
  query("g = :g AND h = :h", from(cursor("b", 2, "j1"), { Limit: 2 }), "from the second"),
  query("g = :g AND h = :h", from(cursor("b", 2, "j1"), { ScanIndexForward: false }), "back"),
  query("g = :g AND h = :h", from(cursor("x", 2, "j1x")), "from what isn't there"),
  query("g = :g AND h = :h AND i = :i", from(cursor("f", 2, "j1")), "from inside a range"),
  query("g = :g AND h = :h AND i = :i", from(cursor("a", 10, "j1")), "from outside a range"),
  query("g = :g AND h = :h AND i > :i", from(cursor("f", 2, "j1")), "from before a range"),
  query(
    "g = :g AND h = :h AND i = :i AND j > :j",
    from(cursor("f", 2, "j1")),
    "from before the second range",
  ),
  query("g = :g AND h = :h", from(cursor("other", 2, "j1", { h: N(2) })), "from another partition"),
  query("g = :g AND h = :h", from({ p: S("b"), g: S("g"), h: N(1), i: N(2) }), "from half a key"),
  query("g = :g AND h = :h", from(cursor("b", 2, "j1", { t: S("t") })), "from more than a key"),
  query("g = :g AND h = :h", from(cursor("b", 2, "j1", { j: N(1) })), "from a key of another type"),
  T.scan("scan a wide index", { ...IN_INDEX, ...INDEXES }),
  T.scan("scan a wide index from half a key", {
    ...IN_INDEX,
    ...from({ p: S("b"), g: S("g"), h: N(1), i: N(2) }),
  }),
];

const large = (w: string, x: string, y = "y", z = "z"): Item => ({
  p: S("large"),
  w: S(w),
  x: S(x),
  y: S(y),
  z: S(z),
  v: S("v"),
  u: S("u"),
});

const WRITES: Row[] = [
  T.put("an item without a wide key", { p: S("none") }, INDEXES),
  T.put("a wide key of another type", cursor("x", 1, "j", { h: S("text") })),
  T.put("a second sort key of another type", cursor("x", 1, "j", { j: N(1) })),
  T.put("an empty second partition key", { ...cursor("x", 1, "j"), g: S("") }),
  T.put("an empty second sort key", cursor("x", 1, "")),
  T.put("a sort key of 1,025 bytes", cursor("x", 1, "j".repeat(1025))),
  T.put("a partition key of 2,049 bytes", { ...cursor("x", 1, "j"), g: S("g".repeat(2049)) }),
  T.update(
    "move an entry by its second sort key",
    { p: S("b") },
    "SET j = :j",
    { ":j": S("j5") },
    INDEXES,
  ),
  T.update("complete a wide key", { p: S("no j") }, "SET j = :j", { ":j": S("j7") }, INDEXES),
  T.update("take a part of a wide key away", { p: S("no j") }, "REMOVE h", {}, INDEXES),
  T.update("a second sort key to another type", { p: S("b") }, "SET j = :j", { ":j": N(1) }),
  T.update("a second sort key to empty", { p: S("b") }, "SET j = :j", { ":j": S("") }),
  T.update("a path in a wide key", { p: S("b") }, "SET j.x = :j", { ":j": S("j") }),
  T.put("large partition keys in one index", large("w".repeat(2000), "x".repeat(2000))),
  T.put("large sort keys in one index", large("w", "x", "y".repeat(1000), "z".repeat(1000))),
  T.put(
    "keys of an index as large as can be",
    large("w".repeat(2000), "x".repeat(48), "y".repeat(1000), "z".repeat(22)),
  ),
  T.put("large keys without an entry", { ...large("w".repeat(2000), "x".repeat(2000)), y: N(1) }),
  T.put("large parts of an incomplete key", {
    p: S("large"),
    w: S("w".repeat(2000)),
    x: S("x".repeat(2000)),
  }),
  T.update("update to large sort keys", { p: S("large") }, "SET y = :y, z = :y", {
    ":y": S("y".repeat(1000)),
  }),
];

const five = ["a", "b", "c", "d", "e"];
const SCHEMAS: Row[] = [
  withIndex(
    "an index with four and four",
    "abcdfghi",
    index("byAll", five.slice(0, 4), ["f", "g", "h", "i"]),
  ),
  row("delete the table of four and four", "DeleteTable", { TableName: "refused" }),
  withIndex("five partition keys", "abcde", index("byAll", five)),
  withIndex("five sort keys", "fabcde", index("byAll", ["f"], five)),
  withIndex(
    "nine keys",
    "abcdfghij",
    index("byAll", [...five.slice(0, 4), "f"], ["g", "h", "i", "j"]),
  ),
  withIndex("only sort keys", "ab", index("byAll", [], ["a", "b"])),
  withIndex("a sort key first", "ab", { ...index("byAll", []), ...schema("a RANGE", "b HASH") }),
  withIndex("a partition key last", "abc", {
    ...index("byAll", []),
    ...schema("a HASH", "b RANGE", "c HASH"),
  }),
  withIndex("one name twice in a wide key", "a", index("byAll", ["a", "a"])),
  withIndex("one name on both sides", "ab", index("byAll", ["a", "b"], ["a"])),
  withIndex("one name twice in a wide sort key", "ab", index("byAll", ["a"], ["b", "b"])),
  withIndex("a wide key without a definition", "ab", index("byAll", ["a", "b"], ["c"])),
  withIndex("a definition that no wide key has", "abc", index("byAll", ["a", "b"])),
  table("a table with two partition keys", { ...schema("p HASH", "q HASH"), ...strings("pq") }),
  table("a table with three keys", {
    ...schema("p HASH", "q RANGE", "r RANGE"),
    ...strings("pqr"),
  }),
  table("a local index with three keys", {
    ...schema("p HASH", "q RANGE"),
    ...strings("pqrs"),
    LocalSecondaryIndexes: [index("byR", ["p"], ["r", "s"], KEYS_ONLY)],
  }),
];

const later = (name: string, definitions: object, Create: object): Row =>
  row(name, "UpdateTable", {
    TableName,
    ...definitions,
    GlobalSecondaryIndexUpdates: [{ Create }],
  });

const END: Row[] = [
  row("describe wide indexes", "DescribeTable", { TableName }),
  later("five partition keys later", strings("abcde"), index("byFive", five)),
  later("a wide index later", strings("kl"), index("byTwo", ["k", "l"], ["i", "j"])),
];

const equals = (value: Value) => ({ ComparisonOperator: "EQ", AttributeValueList: [value] });
/** Key conditions as they were before expressions. */
const old = (name: string, ComparisonOperator: string): Row =>
  row(`wide: ${name}`, "Query", {
    TableName,
    ...IN_INDEX,
    KeyConditions: {
      g: equals(S("g")),
      h: equals(N(1)),
      i: { ComparisonOperator, AttributeValueList: [N(1)] },
    },
  });

export const WIDE: Row[] = [
  row("create a table with wide indexes", "CreateTable", {
    TableName,
    ...schema("p HASH"),
    ...attributes("p S", "g S", "h N", "i N", "j S", "w S", "x S", "y S", "z S", "v S", "u S"),
    ...ON_DEMAND,
    GlobalSecondaryIndexes: [
      index("byGHIJ", ["g", "h"], ["i", "j"]),
      index("byGIJ", ["g"], ["i", "j"], KEYS_ONLY),
      index("byWX", ["w", "x"], ["y", "z", "v", "u"]),
    ],
  }),
  ...items.map((item) => T.put(`put wide ${item["p"]?.S}`, item, INDEXES)),
  ...QUERIES,
  ...REFUSED,
  T.query(
    "wide: one partition key, a gap",
    "g = :g AND j = :j",
    { ":g": S("g"), ":j": S("j1") },
    { IndexName: "byGIJ" },
  ),
  T.query(
    "wide: one partition key",
    "g = :g AND i = :i",
    { ":g": S("g"), ":i": N(2) },
    { IndexName: "byGIJ", Limit: 2 },
  ),
  ...[
    "z = :x",
    "u = :x",
    "y = :x AND v = :x",
    "y = :x AND v > :x AND u = :x",
    "y > :x AND u > :x",
    "z = :x AND v = :x",
  ].map((range) =>
    T.query(
      `wide: four sort keys, ${range}`,
      `w = :x AND x = :x AND ${range}`,
      { ":x": S("x") },
      { IndexName: "byWX" },
    ),
  ),
  T.query("a table with three conditions", "p = :p AND g = :p AND j = :p", { ":p": S("p") }),
  T.query("a table with two conditions", "p = :p AND g = :p", { ":p": S("p") }),
  old("an old condition that isn't a range", "NE"),
  old("old key conditions", "GT"),
  ...PAGES,
  ...WRITES,
  ...SCHEMAS,
  ...END,
];
