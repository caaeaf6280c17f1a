/** Writing and reading single items, and what values there are. */
import { about, attributes, key, N, ON_DEMAND, row, S, type Row } from "./row";

const T = about("items");
const at = (p: string) => ({ p: S(p) });
const INDEXES = { ReturnConsumedCapacity: "INDEXES" };

const values: Record<string, object> = {
  "a number with zeros": N("0012.500"),
  "a number with an exponent": N("1e3"),
  "38 digits": N("1".repeat(38)),
  "39 digits": N("1".repeat(39)),
  "a number that is too large": N("1e126"),
  "a number that is too small": N("1e-131"),
  "a large number": N("9.9e125"),
  "no number": N("five"),
  "an empty number": N(""),
  "minus zero": N("-0"),
  "an empty text": S(""),
  "a text of two bytes a letter": S("é".repeat(700)),
  "an emoji": S("🦜"),
  bytes: { B: "AAEC/w==" },
  "bad base64": { B: "A" },
  "empty bytes": { B: "" },
  true: { BOOL: true },
  "null that is true": { NULL: true },
  "null that is false": { NULL: false },
  "a set of texts": { SS: ["b", "a", "é"] },
  "a set of numbers": { NS: ["10", "9", "-1"] },
  "a set of bytes": { BS: ["Ag==", "AQ=="] },
  "an empty set": { SS: [] },
  "a set with an empty text": { SS: ["", "a"] },
  "a set with one text twice": { SS: ["a", "a"] },
  "a set with one number twice": { NS: ["1", "1.0"] },
  "a list of lists": { L: [{ L: [N(1)] }, { L: [] }] },
  "a map": { M: { a: S("1"), b: { M: { c: N(2) } } } },
  "a map with an empty name": { M: { "": S("1") } },
  "no type": {},
  "two types": { S: "a", N: "1" },
  "an unknown type": { X: "a" },
};

const deep = (levels: number): object => (levels === 0 ? S("x") : { L: [deep(levels - 1)] });

export const ITEMS: Row[] = [
  row("create items", "CreateTable", {
    TableName: "items",
    ...key("p S"),
    ...attributes("p S"),
    ...ON_DEMAND,
  }),
  ...Object.entries(values).flatMap(([name, value]) => [
    T.put(`put ${name}`, { ...at("v"), v: value }, INDEXES),
    T.get(`get ${name}`, at("v"), INDEXES),
  ]),
  T.put("put a list 32 levels deep", { ...at("deep"), v: deep(31) }),
  T.put("put a list 33 levels deep", { ...at("deep"), v: deep(33) }),
  T.put("put an item of almost 400 KB", { ...at("big"), v: S("x".repeat(409_590)) }, INDEXES),
  T.put("put an item over 400 KB", { ...at("big"), v: S("x".repeat(409_600)) }),
  T.put("put an item over 400 KB in bytes", { ...at("big"), v: S("é".repeat(204_800)) }),
  T.put("put without a key", { v: S("a") }),
  T.put("put with a key of another type", { p: N(1) }),
  T.put("put with an empty key", at("")),
  T.put("put with a key of 2,049 bytes", at("x".repeat(2049))),
  T.put("put with a key of 2,050 bytes in 1,025 letters", at("é".repeat(1025))),
  T.get("get with a key of 2,050 bytes in 1,025 letters", at("é".repeat(1025))),
  T.put("put with a name like a method's", { ...at("m"), constructor: S("a"), toString: N(1) }),
  T.get("get that item", at("m")),
  T.put("put many attributes", {
    ...at("many"),
    ...Object.fromEntries("zebra apple Mango kiwi 1st éa x_y".split(" ").map((n) => [n, S(n)])),
  }),
  T.get("get many attributes", at("many")),
  T.put("put with ALL_OLD", { ...at("many"), a: N(1) }, { ReturnValues: "ALL_OLD" }),
  T.put("put with ALL_NEW", { ...at("many"), a: N(1) }, { ReturnValues: "ALL_NEW" }),
  T.put("put with an unknown return", at("many"), { ReturnValues: "SOME" }),
  T.get("get what isn't there", at("none"), INDEXES),
  T.get("get it strongly", at("none"), { ...INDEXES, ConsistentRead: true }),
  T.get("get with another key", { q: S("a") }),
  T.get("get with two keys", { ...at("a"), q: S("a") }),
  T.get("get with a key of another type", { p: N(1) }),
  T.get("get with an empty key", at("")),
  T.get("get from no table", at("a"), { TableName: "nowhere" }),
  T.get("get with TOTAL", at("v"), { ReturnConsumedCapacity: "TOTAL" }),
  T.get("get with an unknown parameter", at("v"), { Nonsense: true }),
  T.get("get with AttributesToGet", at("m"), { AttributesToGet: ["constructor", "none"] }),
  T.remove("delete with ALL_OLD", at("many"), { ReturnValues: "ALL_OLD", ...INDEXES }),
  T.remove("delete what isn't there", at("many"), { ReturnValues: "ALL_OLD", ...INDEXES }),
  T.remove("delete with a condition that fails", at("many"), {
    ConditionExpression: "attribute_exists(p)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  }),
  T.put("put with a condition that fails", at("m"), {
    ConditionExpression: "attribute_not_exists(p)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  }),
  T.put("put with old Expected that fails", at("m"), {
    Expected: { p: { Exists: false } },
  }),
  T.put("put with old Expected, OR", at("m"), {
    Expected: {
      x: { ComparisonOperator: "EQ", AttributeValueList: [N(1)] },
      p: { ComparisonOperator: "NOT_NULL" },
    },
    ConditionalOperator: "OR",
  }),
  T.put("put with old Expected and an expression", at("m"), {
    Expected: { p: { Exists: false } },
    ConditionExpression: "attribute_exists(p)",
  }),
];
