/** Random definitions of tables: what is created is what was declared. */
import assert from "node:assert/strict";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { type DynamoError, decimal, int, string, Table, type Definition } from "../../lib/index";
import type { IndexDefinition, Throughput } from "../../lib/items/definition";
import { created } from "../testing/fixtures";
import { db } from "./database";
import type { Property } from "./property";

let count = 0;

const NAMES = ["a", "size", "user id", "größe", "n#1", "e", "f"] as const;
const FIELDS = {
  a: string(),
  size: int(),
  "user id": string(),
  größe: decimal(),
  "n#1": int(),
  e: string(),
  f: string(),
};

/** Objects as programs write them. */
const PLAIN = { noNullPrototype: true } as const;

const attribute = fc.constantFrom(...NAMES);
const throughput: fc.Arbitrary<Throughput> = fc.record(
  {
    read: fc.integer({ min: 1, max: 50 }),
    write: fc.integer({ min: 1, max: 50 }),
  },
  PLAIN,
);
const projection = fc.oneof(
  fc.constantFrom("ALL" as const, "KEYS_ONLY" as const),
  fc.uniqueArray(fc.constantFrom("e" as const, "f" as const), { minLength: 1 }),
);

/** Two different attributes, the second of them only perhaps. */
const keys = fc
  .tuple(attribute, fc.option(attribute, { nil: undefined }))
  .map(([partitionKey, sortKey]) =>
    sortKey === undefined || sortKey === partitionKey
      ? { partitionKey }
      : { partitionKey, sortKey },
  );

/** The key of a global index: each of its two parts may have several attributes. */
const keysOfIndex = fc
  .uniqueArray(attribute, { minLength: 1 })
  .chain((names) => fc.tuple(fc.constant(names), fc.integer({ min: 1, max: 4 })))
  .map(([names, partitions]) => ({
    partitionKey: oneOrMore(names.slice(0, partitions)),
    sortKey: oneOrMore(names.slice(partitions).slice(0, 4)),
  }))
  .map(({ partitionKey, sortKey }) => ({
    partitionKey,
    ...(sortKey.length > 0 && { sortKey }),
  }));

const oneOrMore = (names: readonly string[]) => (names.length === 1 ? (names[0] ?? "") : names);

const indexName = fc.stringMatching(/^[A-Za-z0-9_.-]{3,30}$/);

function indexesOf(
  own: { partitionKey: string; sortKey?: string },
  table: Throughput | undefined,
): fc.Arbitrary<Record<string, IndexDefinition>> {
  const global = fc.record(
    {
      key: keysOfIndex,
      projection,
      ...(table !== undefined && { throughput }),
    },
    { ...PLAIN, requiredKeys: ["key"] },
  );
  const globals = global.map(({ key, ...more }) => ({ ...key, ...more }));
  const sortKey = attribute.filter((name) => name !== own.partitionKey);
  const locals = fc
    .record({ sortKey, projection }, { ...PLAIN, requiredKeys: ["sortKey"] })
    .map((index) => index as IndexDefinition);
  const several = (index: fc.Arbitrary<IndexDefinition>, maxLength: number) =>
    fc.uniqueArray(fc.tuple(indexName, index), { maxLength, selector: ([name]) => name });
  return fc
    .tuple(several(globals, 4), own.sortKey === undefined ? fc.constant([]) : several(locals, 3))
    .map((all) => Object.fromEntries(all.flat()));
}

/** A definition without the fields, which are always the same: counterexamples are shorter. */
type Random = Omit<Definition<typeof FIELDS>, "fields">;

const definition: fc.Arbitrary<Random> = fc
  .tuple(keys, fc.option(throughput, { nil: undefined }))
  .chain(([own, units]) =>
    indexesOf(own, units).map((indexes) => ({
      name: "property_defined",
      ...own,
      indexes,
      ...(units !== undefined && { throughput: units }),
    })),
  );

type AnyTableClass = new (
  client: DynamoDBClient,
  options: { name: string },
) => {
  createTable(): PromiseLike<void>;
  deleteTable(): PromiseLike<void>;
  describeTable(): PromiseLike<{
    KeySchema?: KeyPart[];
    AttributeDefinitions?: { AttributeName?: string; AttributeType?: string }[];
    BillingModeSummary?: { BillingMode?: string };
    ProvisionedThroughput?: Units;
    LocalSecondaryIndexes?: Described[];
    GlobalSecondaryIndexes?: Described[];
  }>;
};
type KeyPart = { AttributeName: string | undefined; KeyType: string | undefined };
type Units = { ReadCapacityUnits?: number; WriteCapacityUnits?: number };
type Described = {
  IndexName?: string;
  KeySchema?: KeyPart[];
  Projection?: { ProjectionType?: string; NonKeyAttributes?: string[] };
  ProvisionedThroughput?: Units;
};

const tableOf = async (of: Random, name: string) =>
  new (Table({ ...of, fields: FIELDS } as never) as unknown as AnyTableClass)(await db, { name });

const keyOf = (parts: KeyPart[] = []) => parts.map(({ AttributeName }) => AttributeName);
const unitsOf = ({ ReadCapacityUnits: read, WriteCapacityUnits: write }: Units = {}) =>
  read === undefined || read === 0 ? undefined : { read, write };

type Declared = {
  key: (string | undefined)[];
  units: object | undefined;
  indexes: Record<string, object>;
};

/** What a definition declares, and a description should say. */
function declared(of: Random): Declared {
  const indexes = Object.entries(of.indexes ?? {}).map(([name, index]): [string, object] => [
    name,
    {
      isGlobal: index.partitionKey !== undefined,
      key: [index.partitionKey ?? of.partitionKey, index.sortKey]
        .flat()
        .filter((one) => one !== undefined),
      projection:
        typeof index.projection === "object"
          ? [...index.projection].sort()
          : (index.projection ?? "ALL"),
      units:
        index.partitionKey === undefined || of.throughput === undefined
          ? undefined
          : (index.throughput ?? of.throughput),
    },
  ]);
  return {
    key: [of.partitionKey, of.sortKey].filter((one) => one !== undefined),
    units: of.throughput,
    indexes: Object.fromEntries(indexes),
  };
}

async function described(table: InstanceType<AnyTableClass>): Promise<Declared> {
  const found = await table.describeTable();
  const index =
    (isGlobal: boolean) =>
    (one: Described): [string, object] => [
      one.IndexName ?? "",
      {
        isGlobal,
        key: keyOf(one.KeySchema),
        projection:
          one.Projection?.ProjectionType === "INCLUDE"
            ? [...(one.Projection.NonKeyAttributes ?? [])].sort()
            : one.Projection?.ProjectionType,
        units: isGlobal ? unitsOf(one.ProvisionedThroughput) : undefined,
      },
    ];
  return {
    key: keyOf(found.KeySchema),
    units: unitsOf(found.ProvisionedThroughput),
    indexes: Object.fromEntries<object>([
      ...(found.LocalSecondaryIndexes ?? []).map(index(false)),
      ...(found.GlobalSecondaryIndexes ?? []).map(index(true)),
    ]),
  };
}

const alike: Property = {
  name: "a table that is created is described as it was declared, and is found again",
  runs: { quick: 10, hard: 300 },
  holds: () =>
    fc.asyncProperty(definition, async (of) => {
      const table = await created(await tableOf(of, `property_defined_${++count}`));
      assert.deepEqual(await described(table), declared(of));
      await created(table);
      await table.deleteTable();
    }),
};

/** What may not differ: throughput changes while a table is used. */
const compared = (of: Random) => {
  const { key, indexes } = declared(of);
  const withoutUnits = Object.entries(indexes).map(([name, index]): [string, object] => [
    name,
    { ...index, units: undefined },
  ]);
  return { key, indexes: Object.fromEntries(withoutUnits) };
};

const different: Property = {
  name: "an existing table is used if it is as declared, and refused as TableDiffers if not",
  runs: { quick: 5, hard: 150 },
  holds: () =>
    fc.asyncProperty(definition, definition, fc.boolean(), async (first, other, isSame) => {
      const second = isSame ? { ...first, throughput: { read: 7, write: 7 } } : other;
      const name = `property_defined_${++count}`;
      const table = await created(await tableOf(first, name));
      const code = await created(await tableOf(second, name)).then(
        () => undefined,
        (error: unknown) => (error as DynamoError).code,
      );
      const isAlike = JSON.stringify(compared(first)) === JSON.stringify(compared(second));
      assert.equal(code, isAlike ? undefined : "TableDiffers");
      await table.deleteTable();
    }),
};

export const DEFINITIONS: Property[] = [alike, different];
