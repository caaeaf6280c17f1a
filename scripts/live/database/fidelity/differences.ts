/**
 * Where the page's database and DynamoDB Local differ. The site's page "The database in the page"
 * shows this list, and `fidelity.test.ts` requires each of these rows, and no other, to differ.
 */
import type { Kind } from "./compare";

export type Difference = {
  kind: Kind;
  /** What was requested, as Markdown for a table's cell. */
  request: string;
  local: string;
  page: string;
  why: string;
  rows: string[];
};

const LACKS = "dynalite lacks it";
const AS_AWS = "as AWS documents it";

export const DIFFERENCES: Difference[] = [
  {
    kind: "refused",
    request: "PartiQL: `ExecuteStatement`, `BatchExecuteStatement`, `ExecuteTransaction`",
    local: "runs it",
    page: "refuses, and names the notebook",
    why: LACKS,
    rows: ["PartiQL", "PartiQL, a batch", "PartiQL, a transaction"],
  },
  {
    kind: "refused",
    request: "Streams: `StreamSpecification`, `GetRecords` and the other operations",
    local: "has streams",
    page: "refuses, and names the notebook",
    why: LACKS,
    rows: ["create with a stream", "streams"],
  },
  {
    kind: "refused",
    request: "an index whose key has several attributes",
    local: "creates it",
    page: "refuses, and names the notebook",
    why: "dynalite is older than such keys",
    rows: ["create an index with keys of several attributes"],
  },
  {
    kind: "refused",
    request: "tags, backups, and all other operations",
    local: "ignores tags in `CreateTable`; has none of the operations either",
    page: "refuses, and names the notebook",
    why: LACKS,
    rows: ["create with tags", "tags", "backups", "an unknown operation"],
  },
  {
    kind: "refused",
    request: "a parameter that this database doesn't know",
    local: "ignores what it doesn't know",
    page: "refuses, and names the notebook",
    why: "an answer without it could be wrong",
    rows: ["get with an unknown parameter"],
  },
  {
    kind: "outcome",
    request: "deleting a table that the page refused to create",
    local: "deletes it",
    page: "`ResourceNotFoundException`",
    why: "the table doesn't exist here",
    rows: [
      "delete the table of that index",
      "delete the table with a stream",
      "delete the table with tags",
      "delete the table on demand with units",
    ],
  },
  {
    kind: "outcome",
    request: "units for a table on demand",
    local: "accepts them",
    page: "`ValidationException`",
    why: AS_AWS,
    rows: ["create on demand with units", "units on demand"],
  },
  {
    kind: "outcome",
    request: "`size` as a name in an expression, without `#`",
    local: "accepts it",
    page: "`ValidationException`: a reserved word",
    why: AS_AWS,
    rows: ['update: SET size = :v {":v":{"N":"1"}}'],
  },
  {
    kind: "result",
    request: "`UPDATED_NEW` and `UPDATED_OLD` after a change inside a map or a list",
    local: "the whole attribute",
    page: "only the part that was changed",
    why: AS_AWS,
    rows: ["UPDATED_NEW: SET m.b.c = :v", "UPDATED_OLD: SET l[1] = :v"],
  },
  {
    kind: "result",
    request: "`AttributeUpdates` without an `Action`",
    local: "changes nothing",
    page: "`PUT`",
    why: AS_AWS,
    rows: ["AttributeUpdates: put without an action"],
  },
  {
    kind: "result",
    request: "`DescribeTable`: the order of indexes, and `IndexSizeBytes`",
    local: "an order of its own; the size of whole items",
    page: "the order of `CreateTable`; the size of the index's entries",
    why: "neither matters to a program",
    rows: ["create pairs", "describe with counts"],
  },
  {
    kind: "result",
    request: "units of a batch that deletes an item that doesn't exist",
    local: "2 for that item",
    page: "1, as `DeleteItem` alone costs",
    why: AS_AWS,
    rows: ["write a batch"],
  },
  {
    kind: "result",
    request: "units of a transaction that also deletes or checks",
    local: "leaves some of its items out",
    page: "2 units for each KB of each item",
    why: AS_AWS,
    rows: ["a transaction of all kinds"],
  },
  {
    kind: "code",
    request: "a read of an index that is being created; an index without units",
    local: "`InternalFailure`",
    page: "`ValidationException`",
    why: AS_AWS,
    rows: ["a read of an index that is being created", "an index without its units"],
  },
  {
    kind: "code",
    request: "bytes that aren't base64",
    local: "`InternalFailure`",
    page: "`SerializationException`",
    why: AS_AWS,
    rows: ["put bad base64"],
  },
  {
    kind: "code",
    request: "a bad key in a transaction",
    local: "`ValidationException` for a write, `TransactionCanceledException` for a read",
    page: "the other way round",
    why: "AWS cancels a write, and says why",
    rows: [
      "a transaction with a bad key",
      "a transaction with an empty index key",
      "get a bad key in a transaction",
    ],
  },
  {
    kind: "words",
    request: "an expression with a syntax error",
    local: "names the token",
    page: "names what it expected instead",
    why: "dynalite's parser words it so",
    rows: [
      "condition: n =  {}",
      'condition: n == :a {":a":{"N":"5"}}',
      'condition: n + :a = :b {":a":{"N":"1"},":b":{"N":"6"}}',
      'update: SET _a = :v {":v":{"N":"1"}}',
      'update: SET a-b = :v {":v":{"N":"1"}}',
      'update: SET a = :v + :v + :v {":v":{"N":"1"}}',
      "project t.",
      "a transaction with a bad expression",
    ],
  },
  {
    kind: "words",
    request: "many other refusals, with the same code",
    local: "words of its own",
    page: "mostly the words of AWS",
    why: "dynalite was written after AWS's answers",
    rows: [
      "put 39 digits",
      "put no number",
      "put an empty number",
      "put a set with one text twice",
      "put without a key",
      "put with a key of another type",
      "put with a key of 2,049 bytes",
      "put with ALL_NEW",
      "put with an unknown return",
      "get with another key",
      "get with two keys",
      "get with a key of another type",
      "get with an empty key",
      'condition: attribute_type(m, :v) {":v":{"S":"MAP"}}',
      'update: ADD k :v {":v":{"S":"a"}}',
      'update: ADD l :v {":v":{"L":[{"N":"1"}]}}',
      'update: DELETE ss :v {":v":{"S":"a"}}',
      'update: ADD n :v {":v":{"N":"0.00000000000000000000000000000000000001"}}',
      'update: SET n = n + :v {":v":{"N":"9.99e125"}}',
      "query without the key",
      "query another attribute",
      "query begins_with nothing",
      "query ALL with a projection",
      "query from another partition",
      "query from half a key",
      "query with no limit at all",
      "scan segment 2 of 2",
      "scan without a segment",
      "an index key of another type",
      "update an index key to another type",
      "write a batch of 26",
      "write an empty batch",
      "write a batch with a bad item",
      "get an empty batch",
      "get 101 keys",
      "get a batch with a bad key",
      "a transaction that is cancelled",
      "an empty transaction",
      "a check without a condition",
      "create without billing",
      "create with a short name",
      "create with a bad name",
      "create without a definition",
      "create with a definition too many",
      "create with a bad type",
      "create with one name twice in the key",
      "create with RANGE first",
      "create with two indexes of one name",
      "create with an empty list of indexes",
      "create a local index without a sort key",
      "list no tables",
      "update nothing",
    ],
  },
];

/** The list as a Markdown table. */
export const differencesTable = (): string =>
  [
    "| request | DynamoDB Local | here | why |",
    "|---|---|---|---|",
    ...DIFFERENCES.map(
      ({ request, local, page, why }) => `| ${request} | ${local} | ${page} | ${why} |`,
    ),
  ].join("\n");
