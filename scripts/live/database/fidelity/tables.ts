/** Creating, changing, listing and deleting tables. */
import { ALL, attributes, key, KEYS_ONLY, ON_DEMAND, row, UNITS, type Row } from "./row";

const create = (name: string, TableName: string, more: object): Row =>
  row(name, "CreateTable", { TableName, ...more });
const simple = { ...key("p S"), ...attributes("p S") };
const throughput = { ProvisionedThroughput: UNITS };
const update = (name: string, TableName: string, more: object): Row =>
  row(name, "UpdateTable", { TableName, ...more });
const timeToLive = (name: string, AttributeName: string, Enabled: boolean): Row =>
  row(name, "UpdateTimeToLive", {
    TableName: "plain",
    TimeToLiveSpecification: { AttributeName, Enabled },
  });
const plain = { TableName: "plain" };
const index = { IndexName: "byG", ...key("g S"), ...ALL };
const capped = (name: string, reads: number, writes: number, TableName = "plain"): Row =>
  update(name, TableName, {
    OnDemandThroughput: { MaxReadRequestUnits: reads, MaxWriteRequestUnits: writes },
  });
const withKey = (accessKey: string): Row => ({
  ...row(`access key "${accessKey}"`, "ListTables", {}),
  accessKey,
});
const creates = (Create: object) => ({ GlobalSecondaryIndexUpdates: [{ Create }] });

export const TABLES: Row[] = [
  create("create a table", "plain", { ...simple, ...ON_DEMAND }),
  create("create it again", "plain", { ...simple, ...ON_DEMAND }),
  create("create without billing", "other", simple),
  create("create with units", "units", { ...simple, ...throughput }),
  create("create on demand with units", "both", { ...simple, ...ON_DEMAND, ...throughput }),
  row("delete the table on demand with units", "DeleteTable", { TableName: "both" }),
  create("create with a short name", "ab", { ...simple, ...ON_DEMAND }),
  create("create with a bad name", "no spaces", { ...simple, ...ON_DEMAND }),
  create("create without a definition", "other", {
    ...key("p S", "s N"),
    ...attributes("p S"),
    ...ON_DEMAND,
  }),
  create("create with a definition too many", "other", {
    ...key("p S"),
    ...attributes("p S", "x S"),
    ...ON_DEMAND,
  }),
  create("create with a bad type", "other", {
    ...key("p S"),
    ...attributes("p BOOL"),
    ...ON_DEMAND,
  }),
  create("create with one name twice in the key", "other", {
    ...key("p S", "p S"),
    ...attributes("p S"),
    ...ON_DEMAND,
  }),
  create("create with RANGE first", "other", {
    KeySchema: [{ AttributeName: "p", KeyType: "RANGE" }],
    ...attributes("p S"),
    ...ON_DEMAND,
  }),
  create("create with two indexes of one name", "other", {
    ...simple,
    ...attributes("p S", "g S"),
    ...ON_DEMAND,
    GlobalSecondaryIndexes: [index, index],
  }),
  create("create with units, an index without", "other", {
    ...simple,
    ...attributes("p S", "g S"),
    ...throughput,
    GlobalSecondaryIndexes: [index],
  }),
  create("create with units, a wide index without", "other", {
    ...simple,
    ...attributes("p S", "g S", "h S"),
    ...throughput,
    GlobalSecondaryIndexes: [
      {
        IndexName: "byGH",
        KeySchema: ["g", "h"].map((AttributeName) => ({ AttributeName, KeyType: "HASH" })),
        ...ALL,
      },
    ],
  }),
  create("create with an empty list of indexes", "other", {
    ...simple,
    ...ON_DEMAND,
    GlobalSecondaryIndexes: [],
  }),
  create("create a local index without a sort key", "other", {
    ...simple,
    ...attributes("p S", "l S"),
    ...ON_DEMAND,
    LocalSecondaryIndexes: [{ IndexName: "byL", ...key("p S", "l S"), ...KEYS_ONLY }],
  }),
  create("create with a stream", "stream", {
    ...simple,
    ...ON_DEMAND,
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
  }),
  row("delete the table with a stream", "DeleteTable", { TableName: "stream" }),
  create("create with tags", "tagged", {
    ...simple,
    ...ON_DEMAND,
    Tags: [{ Key: "a", Value: "b" }],
  }),
  row("delete the table with tags", "DeleteTable", { TableName: "tagged" }),
  row("describe a table", "DescribeTable", plain),
  row("describe no table", "DescribeTable", { TableName: "nowhere" }),
  row("list tables", "ListTables", {}),
  row("list one table", "ListTables", { Limit: 1 }),
  row("list tables after one", "ListTables", { ExclusiveStartTableName: "plain" }),
  row("list no tables", "ListTables", { Limit: 0 }),
  ...["letters1", "with-hyphen", "with_underscore", "with.dot", ""].map(withKey),
  row("limits", "DescribeLimits", {}),
  update("update nothing", "units", {}),
  update("the same units", "units", throughput),
  update("other units", "units", {
    ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 5 },
  }),
  update("units on demand", "plain", throughput),
  capped("a maximum on demand", 1000, 500),
  row("describe it with its maximum", "DescribeTable", plain),
  capped("a maximum of reads only", 1000, -1),
  capped("no maximum", -1, -1),
  capped("a maximum for a table with units", 1000, 500, "units"),
  update("to on demand", "units", ON_DEMAND),
  row("describe it on demand", "DescribeTable", { TableName: "units" }),
  update("back to units", "units", { BillingMode: "PROVISIONED", ...throughput }),
  update("an index without its definition", "plain", creates(index)),
  update("an index without its units", "units", { ...attributes("g S"), ...creates(index) }),
  update("delete an index that isn't there", "plain", {
    GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "byG" } }],
  }),
  update("two indexes at once", "plain", {
    ...attributes("g S"),
    GlobalSecondaryIndexUpdates: [{ Create: index }, { Create: { ...index, IndexName: "byG2" } }],
  }),
  update("protect a table", "plain", { DeletionProtectionEnabled: true }),
  row("delete a protected table", "DeleteTable", plain),
  update("no longer protect it", "plain", { DeletionProtectionEnabled: false }),
  row("TTL of a table without", "DescribeTimeToLive", plain),
  timeToLive("turn TTL on", "expires", true),
  row("TTL of a table with it", "DescribeTimeToLive", plain),
  timeToLive("turn TTL on again", "expires", true),
  timeToLive("turn off another TTL", "until", false),
  timeToLive("turn TTL off", "expires", false),
  timeToLive("turn TTL off again", "expires", false),
  row("delete a table", "DeleteTable", { TableName: "units" }),
  row("delete it again", "DeleteTable", { TableName: "units" }),
  update("an index later", "plain", { ...attributes("g S"), ...creates(index) }),
  row("describe a table with an index that is being created", "DescribeTable", plain),
  row("a read of an index that is being created", "Scan", { ...plain, IndexName: "byG" }),
];
