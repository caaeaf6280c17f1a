import type {
  CreateTableCommandInput,
  GlobalSecondaryIndexDescription,
  KeySchemaElement,
  LocalSecondaryIndexDescription,
  TableDescription,
} from "@aws-sdk/client-dynamodb";

/**
 * Lists the differences between an existing table and a definition, in words; empty if there are
 * none. Throughput and billing mode aren't compared, because they change while a table is used.
 */
export function differences(
  existing: TableDescription,
  declared: CreateTableCommandInput,
): string[] {
  const [before, now] = [features(existing), features(declared)];
  const names = [...new Set([...before.keys(), ...now.keys()])];
  return names
    .filter((name) => before.get(name) !== now.get(name))
    .map(
      (name) =>
        `${name}: existing ${before.get(name) ?? "none"}, declared ${now.get(name) ?? "none"}`,
    );
}

type Index = LocalSecondaryIndexDescription | GlobalSecondaryIndexDescription;
type Schema = TableDescription | CreateTableCommandInput;

/** Describes the key and the indexes of a table, by name. */
function features(table: Schema): Map<string, string> {
  const index =
    (kind: string) =>
    (one: Index): [string, string] => [`index ${one.IndexName}`, describeIndex(kind, one, table)];
  return new Map([
    ["key", `(${describeKey(table.KeySchema, table)})`],
    ...((table.LocalSecondaryIndexes ?? []) as Index[]).map(index("local")),
    ...((table.GlobalSecondaryIndexes ?? []) as Index[]).map(index("global")),
  ]);
}

/** `global (user HASH S; INCLUDE note)` */
function describeIndex(kind: string, { KeySchema, Projection }: Index, table: Schema): string {
  const included = [...(Projection?.NonKeyAttributes ?? [])].sort().join(", ");
  const projection = `${Projection?.ProjectionType}${included === "" ? "" : ` ${included}`}`;
  return `${kind} (${describeKey(KeySchema, table)}; ${projection})`;
}

/** `user HASH S, day RANGE N` */
function describeKey(key: KeySchemaElement[] = [], { AttributeDefinitions = [] }: Schema): string {
  const typeOf = (name: string | undefined) =>
    AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
  return key
    .map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType} ${typeOf(AttributeName)}`)
    .join(", ");
}
