/**
 * Keys of indexes. Since November 2025 that of a global index has up to four partition and four
 * sort attributes; dynalite knows one of each.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
 */
import { namesOf, type Index, type KeySchema, type Shape } from "./table";

const MOST = 4;

export const hashNames = (schema: KeySchema): string[] =>
  namesOf(schema.filter(({ KeyType }) => KeyType === "HASH"));
export const rangeNames = (schema: KeySchema): string[] =>
  namesOf(schema.filter(({ KeyType }) => KeyType === "RANGE"));

/** Whether a key has more than a partition and a sort attribute. */
export const isWide = (schema: KeySchema): boolean =>
  hashNames(schema).length > 1 || rangeNames(schema).length > 1;

type Lists = {
  BillingMode?: string;
  GlobalSecondaryIndexes?: Index[];
  AttributeDefinitions?: Definition[];
};
type Definition = { AttributeName: string };
type Update = { GlobalSecondaryIndexUpdates?: { Create?: Index }[] };

/** Returns what DynamoDB Local says of a bad key with several attributes, in a new index. */
export function checkIndexSchemas(parameters: object): string | undefined {
  const { GlobalSecondaryIndexes: all = [], AttributeDefinitions } = parameters as Lists;
  const { GlobalSecondaryIndexUpdates: updates = [] } = parameters as Update;
  const later = updates.flatMap(({ Create }) => Create ?? []);
  const defined =
    all.length > 0 ? AttributeDefinitions?.map((one) => one.AttributeName) : undefined;
  return [...all, ...later]
    .filter(({ KeySchema }) => KeySchema.length > 1)
    .map(({ KeySchema }) => complaint(KeySchema, defined))
    .find((found) => found !== undefined);
}

function complaint(schema: KeySchema, defined: string[] | undefined): string | undefined {
  const [names, hashes, ranges] = [namesOf(schema), hashNames(schema), rangeNames(schema)];
  if (schema.length > 2 * MOST)
    return "Key Schema too big.  Key Schema must at most consist of the hash and range key of a table";
  if (hashes.length === 0)
    return "No Hash Key specified in schema.  All Dynamo DB tables must have exactly one hash key";
  if (hashes.length > MOST) return "Too many partition keys. GSI can have at most 4 partition keys";
  if (ranges.length > MOST) return "Too many sort keys. GSI can have at most 4 sort keys";
  if ([...hashes, ...ranges].join() !== names.join())
    return "Invalid key order. Hash Key must be specified first in key schema, Range Key must be specifed second";
  if (new Set(names).size < names.length) return "Two keys can not have the same name";
  const missing = names.find((name) => defined !== undefined && !defined.includes(name));
  return missing === undefined
    ? undefined
    : `Attribute ${missing} is not defined in AttributeDefinitions`;
}

/** Returns what DynamoDB Local says of a definition that no key uses. dynalite looks at none. */
export function checkDefinitions(shape: Shape): string | undefined {
  const { KeySchema, LocalSecondaryIndexes = [], GlobalSecondaryIndexes = [] } = shape;
  const indexes = [...LocalSecondaryIndexes, ...GlobalSecondaryIndexes];
  const schemas = [KeySchema, ...indexes.map((index) => index.KeySchema)];
  return new Set(schemas.flatMap(namesOf)).size === shape.AttributeDefinitions.length
    ? undefined
    : "The number of attributes in key schema must match the number of attributes defined in attribute definitions.";
}

/** Returns what DynamoDB Local says if a table has units, and one of its global indexes has none. */
export function checkIndexUnits(table: object): string | undefined {
  const { BillingMode, GlobalSecondaryIndexes: indexes = [] } = table as Lists;
  if (BillingMode === "PAY_PER_REQUEST") return undefined;
  return indexes.every(({ ProvisionedThroughput }) => ProvisionedThroughput)
    ? undefined
    : "No provisioned throughput specified for the global secondary index";
}

/** Returns dynalite's types of parameters, with room for such keys. */
export function withWideKeys(types: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(types, function (this: object, name, value: unknown) {
      const isIndexKey = name === "KeySchema" && "IndexName" in this;
      return isIndexKey ? { ...(value as object), lengthLessThanOrEqual: undefined } : value;
    }),
  ) as Record<string, unknown>;
}

/** Returns parameters for dynalite's checks, each such key with its first attributes only. */
export function withNarrowKeys<T extends object>(parameters: T): T {
  const { GlobalSecondaryIndexes: indexes } = parameters as Lists;
  if (indexes === undefined) return parameters;
  return { ...parameters, GlobalSecondaryIndexes: indexes.map(narrow) };
}

function narrow(index: Index): Index {
  const { KeySchema: schema } = index;
  const first = (type: string) => schema.filter(({ KeyType }) => KeyType === type).slice(0, 1);
  return isWide(schema) ? { ...index, KeySchema: ["HASH", "RANGE"].flatMap(first) } : index;
}
