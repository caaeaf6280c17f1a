/** Query, Scan, projections and filters. */
import { about, ALL, attributes, key, KEYS_ONLY, N, ON_DEMAND, row, S, type Row } from "./row";

const T = about("pairs");
const INDEXES = { ReturnConsumedCapacity: "INDEXES" };
const p = { ":p": S("a") };

/** Each text is an item's sort key; some items have what the indexes ask for. */
const items = [-3, 0, 1.5, 2, 10, 100].map((s, i) => ({
  p: S("a"),
  s: N(s),
  t: S(`t${i}`),
  ...(i % 2 === 0 && { l: S(`l${9 - i}`) }),
  ...(i > 1 && { g: S("g"), i: N(i) }),
  m: { M: { x: N(i), y: { L: [N(i), S("é")] } } },
}));

export const PAGES: Row[] = [
  row("create pairs", "CreateTable", {
    TableName: "pairs",
    ...key("p S", "s N"),
    ...attributes("p S", "s N", "l S", "g S", "i N"),
    ...ON_DEMAND,
    LocalSecondaryIndexes: [
      { IndexName: "byL", ...key("p S", "l S"), ...KEYS_ONLY },
      { IndexName: "byLAll", ...key("p S", "l S"), ...ALL },
    ],
    GlobalSecondaryIndexes: [
      { IndexName: "byG", ...key("g S", "i N"), ...KEYS_ONLY },
      { IndexName: "byGAll", ...key("g S"), ...ALL },
      {
        IndexName: "byI",
        ...key("i N"),
        Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["t"] },
      },
    ],
  }),
  ...items.map((item, i) => T.put(`put pair ${i}`, item, INDEXES)),
  T.query("query all", "p = :p", p, INDEXES),
  T.query("query backwards", "p = :p", p, { ScanIndexForward: false, Limit: 2 }),
  T.query("query none", "p = :p", { ":p": S("none") }, INDEXES),
  ...["s = :s", "s < :s", "s <= :s", "s > :s", "s >= :s", ":s < s"].map((range) =>
    T.query(`query ${range}`, `p = :p AND ${range}`, { ...p, ":s": N("2.0") }),
  ),
  T.query("query between", "p = :p AND s BETWEEN :a AND :b", { ...p, ":a": N(-3), ":b": N(2) }),
  T.query("query between backwards", "p = :p AND s BETWEEN :a AND :b", {
    ...p,
    ":a": N(5),
    ":b": N(1),
  }),
  T.query("query begins_with a number", "p = :p AND begins_with(s, :s)", { ...p, ":s": N(1) }),
  T.query(
    "query begins_with",
    "p = :p AND begins_with(l, :l)",
    { ...p, ":l": S("l") },
    {
      IndexName: "byL",
    },
  ),
  T.query("query with <>", "p = :p AND s <> :s", { ...p, ":s": N(1) }),
  T.query("query with OR", "p = :p OR s = :s", { ...p, ":s": N(1) }),
  T.query("query with IN", "p = :p AND s IN (:s)", { ...p, ":s": N(1) }),
  T.query("query without the key", "s = :s", { ":s": N(1) }),
  T.query("query a range of keys", "p > :p", p),
  T.query("query another attribute", "p = :p AND t = :t", { ...p, ":t": S("t1") }),
  T.query("query with a key of another type", "p = :p", { ":p": N(1) }),
  T.query("query with an empty key", "p = :p", { ":p": S("") }),
  T.query(
    "query begins_with nothing",
    "p = :p AND begins_with(l, :l)",
    { ...p, ":l": S("") },
    { IndexName: "byL" },
  ),
  T.query("query ALL with a projection", "p = :p", p, {
    Select: "ALL_ATTRIBUTES",
    ProjectionExpression: "t",
  }),
  T.query("query with one condition twice", "p = :p AND s > :a AND s < :b", {
    ...p,
    ":a": N(1),
    ":b": N(3),
  }),
  T.query("query the first two", "p = :p", p, { Limit: 2, ...INDEXES }),
  T.query("query from the second", "p = :p", p, {
    Limit: 2,
    ExclusiveStartKey: { p: S("a"), s: N(0) },
  }),
  T.query("query from what isn't there", "p = :p", p, {
    Limit: 2,
    ExclusiveStartKey: { p: S("a"), s: N(1) },
  }),
  T.query("query up to the last", "p = :p", p, { Limit: 6 }),
  T.query("query beyond the last", "p = :p", p, { Limit: 7 }),
  T.query("query from another partition", "p = :p", p, {
    ExclusiveStartKey: { p: S("b"), s: N(1) },
  }),
  T.query("query from half a key", "p = :p", p, { ExclusiveStartKey: { p: S("a") } }),
  T.query("query with no limit at all", "p = :p", p, { Limit: 0 }),
  T.query(
    "query with a filter",
    "p = :p",
    { ...p, ":t": S("t3") },
    {
      FilterExpression: "t > :t",
      Limit: 5,
      ...INDEXES,
    },
  ),
  T.query(
    "query with a filter on the key",
    "p = :p",
    { ...p, ":s": N(1) },
    {
      FilterExpression: "s > :s",
    },
  ),
  T.query(
    "query with a filter on a path",
    "p = :p",
    { ...p, ":x": N(2) },
    {
      FilterExpression: "m.x > :x AND m.y[1] = m.y[1]",
    },
  ),
  T.query("query COUNT", "p = :p", p, { Select: "COUNT" }),
  T.query("query COUNT with a projection", "p = :p", p, {
    Select: "COUNT",
    ProjectionExpression: "t",
  }),
  T.query("query ALL_PROJECTED without an index", "p = :p", p, {
    Select: "ALL_PROJECTED_ATTRIBUTES",
  }),
  T.query("query SPECIFIC without any", "p = :p", p, { Select: "SPECIFIC_ATTRIBUTES" }),
  T.query("query a local index", "p = :p", p, { IndexName: "byL", ...INDEXES }),
  T.query("query all of a local index", "p = :p", p, {
    IndexName: "byL",
    Select: "ALL_ATTRIBUTES",
    ...INDEXES,
  }),
  T.query("query more than a local index has", "p = :p", p, {
    IndexName: "byL",
    ProjectionExpression: "l, t",
    ConsistentRead: true,
    ...INDEXES,
  }),
  T.query("query a local index with all", "p = :p", p, { IndexName: "byLAll", ...INDEXES }),
  T.query(
    "filter what a local index lacks",
    "p = :p",
    { ...p, ":t": S("t3") },
    {
      IndexName: "byL",
      FilterExpression: "t > :t",
    },
  ),
  T.query("query a global index", "g = :g", { ":g": S("g") }, { IndexName: "byG", ...INDEXES }),
  T.query(
    "query a range of a global index",
    "g = :g AND i >= :i",
    { ":g": S("g"), ":i": N(3) },
    {
      IndexName: "byG",
      ScanIndexForward: false,
      Limit: 1,
    },
  ),
  T.query(
    "query on in a global index",
    "g = :g",
    { ":g": S("g") },
    {
      IndexName: "byG",
      ExclusiveStartKey: { p: S("a"), s: N(2), g: S("g"), i: N(3) },
    },
  ),
  T.query(
    "query a global index strongly",
    "g = :g",
    { ":g": S("g") },
    {
      IndexName: "byG",
      ConsistentRead: true,
    },
  ),
  T.query(
    "query all of a global index",
    "g = :g",
    { ":g": S("g") },
    {
      IndexName: "byG",
      Select: "ALL_ATTRIBUTES",
    },
  ),
  T.query(
    "query more than a global index has",
    "g = :g",
    { ":g": S("g") },
    {
      IndexName: "byG",
      ProjectionExpression: "t",
    },
  ),
  T.query("query an index with INCLUDE", "i = :i", { ":i": N(4) }, { IndexName: "byI" }),
  T.query("query no index", "p = :p", p, { IndexName: "nothing" }),
  ...["t, m.x", "m.y[1], m.y[0]", "m.y[5]", "m, m.x", "t, t", "nothing", "p", "#t", "t."].map(
    (ProjectionExpression) =>
      T.get(`project ${ProjectionExpression}`, { p: S("a"), s: N(2) }, { ProjectionExpression }),
  ),
  T.get("project a key's part", { p: S("a"), s: N(2) }, { ProjectionExpression: "p.x" }),
  T.scan("scan all", INDEXES),
  T.scan("scan an index", { IndexName: "byG", ...INDEXES }),
  T.scan("scan COUNT with a filter", {
    Select: "COUNT",
    FilterExpression: "attribute_exists(g)",
    ...INDEXES,
  }),
  T.scan("scan with an old filter", {
    ScanFilter: { t: { ComparisonOperator: "IN", AttributeValueList: [S("t1"), S("t2")] } },
  }),
  T.scan("scan with old filters, OR", {
    ScanFilter: {
      t: { ComparisonOperator: "EQ", AttributeValueList: [S("t1")] },
      i: { ComparisonOperator: "GT", AttributeValueList: [N(3)] },
    },
    ConditionalOperator: "OR",
  }),
  T.scan("scan segment 2 of 2", { Segment: 2, TotalSegments: 2 }),
  T.scan("scan without a segment", { TotalSegments: 2 }),
  T.scan("scan strongly", { ConsistentRead: true, ...INDEXES }),
  row("old key conditions", "Query", {
    TableName: "pairs",
    KeyConditions: {
      p: { ComparisonOperator: "EQ", AttributeValueList: [S("a")] },
      s: { ComparisonOperator: "LT", AttributeValueList: [N(2)] },
    },
  }),
  T.put("an index key of another type", { p: S("a"), s: N(7), g: N(1) }),
  T.put("an index key of 2,049 bytes", { p: S("a"), s: N(7), g: S("x".repeat(2049)), i: N(1) }),
  T.put("a local index key of 1,025 bytes", { p: S("a"), s: N(7), l: S("x".repeat(1025)) }),
  T.query(
    "query an index for 2,049 bytes",
    "g = :g",
    { ":g": S("x".repeat(2049)) },
    {
      IndexName: "byG",
    },
  ),
  T.put("an empty index key", { p: S("a"), s: N(7), g: S("") }),
  T.put("an empty local index key", { p: S("a"), s: N(7), l: S("") }),
  T.update("update an index key to empty", { p: S("a"), s: N(2) }, "SET g = :g", { ":g": S("") }),
  T.update("update an index key to another type", { p: S("a"), s: N(2) }, "SET g = :g", {
    ":g": N(1),
  }),
  T.update(
    "move an entry",
    { p: S("a"), s: N(2) },
    "SET l = :l, i = :i",
    {
      ":l": S("moved"),
      ":i": N(99),
    },
    INDEXES,
  ),
  T.update("drop out of an index", { p: S("a"), s: N(2) }, "REMOVE g", {}, INDEXES),
  T.update(
    "change what no key index has",
    { p: S("a"), s: N(100) },
    "SET u = :u",
    {
      ":u": S("u".repeat(1100)),
    },
    INDEXES,
  ),
  T.update("delete from an index key that isn't there", { p: S("a"), s: N(2) }, "DELETE g :g", {
    ":g": { SS: ["g"] },
  }),
  T.update(
    "one index key comes as the other goes",
    { p: S("a"), s: N(2) },
    "SET g = :g REMOVE i",
    {
      ":g": S("g"),
    },
    INDEXES,
  ),
  T.remove("delete from all indexes", { p: S("a"), s: N(100) }, INDEXES),
  row("describe with counts", "DescribeTable", { TableName: "pairs" }),
];
