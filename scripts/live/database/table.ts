/** A table: its definition, its items, and the entries of its indexes. */
import db from "dynalite/db";
import { Sorted } from "./sorted";
import { itemSize, own, type Item } from "./values";

export type KeySchema = { AttributeName: string; KeyType: string }[];
export type Throughput = { ReadCapacityUnits: number; WriteCapacityUnits: number };
export type OnDemandThroughput = { MaxReadRequestUnits: number; MaxWriteRequestUnits: number };
export type Index = {
  IndexName: string;
  KeySchema: KeySchema;
  Projection: { ProjectionType: string; NonKeyAttributes?: string[] };
  ProvisionedThroughput?: Throughput;
  /** Absent for local indexes. */
  IndexStatus?: "CREATING" | "ACTIVE" | "DELETING";
  /** Global indexes that came later have it, in DynamoDB Local. */
  OnDemandThroughput?: OnDemandThroughput;
};

/** What dynalite's functions read of a table. */
export type Shape = {
  TableName: string;
  KeySchema: KeySchema;
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  LocalSecondaryIndexes?: Index[];
  GlobalSecondaryIndexes?: Index[];
};

export type IndexKind = "LocalSecondaryIndexes" | "GlobalSecondaryIndexes";
export const INDEX_KINDS: IndexKind[] = ["LocalSecondaryIndexes", "GlobalSecondaryIndexes"];

export class Table {
  readonly items = new Sorted<Item>();
  readonly #entries = new Map<string, Sorted<Item>>();

  constructor(readonly shape: Shape) {}

  keyOf(item: Item): string {
    return db.createKey(item, this.shape);
  }

  /** The item's primary key. */
  primaryKey(item: Item): Item {
    return pick(item, namesOf(this.shape.KeySchema));
  }

  *indexes(): Generator<{ kind: IndexKind; index: Index }> {
    for (const kind of INDEX_KINDS)
      for (const index of this.shape[kind] ?? []) yield { kind, index };
  }

  entries(index: Index): Sorted<Item> {
    const known = this.#entries.get(index.IndexName);
    if (known) return known;
    const entries = new Sorted<Item>();
    this.#entries.set(index.IndexName, entries);
    return entries;
  }

  /** Replaces an item, in its indexes as well; `undefined` for none. */
  replace(before: Item | undefined, after: Item | undefined): void {
    const item = after ?? before;
    if (item === undefined) return;
    const key = this.keyOf(item);
    if (after) this.items.set(key, after);
    else this.items.delete(key);
    for (const { index } of this.indexes()) {
      if (before) this.#remove(index, before);
      if (after) this.#enter(index, after);
    }
  }

  fill(index: Index): void {
    for (const item of this.items.between()) this.#enter(index, item);
  }

  drop(index: Index): void {
    this.#entries.delete(index.IndexName);
  }

  #enter(index: Index, item: Item): void {
    const entry = this.entryOf(index, item);
    if (entry) this.entries(index).set(this.placeIn(index, entry), entry);
  }

  #remove(index: Index, item: Item): void {
    if (this.entryOf(index, item)) this.entries(index).delete(this.placeIn(index, item));
  }

  placeIn(index: Index, entry: Item): string {
    return db.createIndexKey(entry, this.shape, index.KeySchema);
  }

  /** What an index has of an item; nothing if a key attribute is missing. */
  entryOf(index: Index, item: Item): Item | undefined {
    if (!namesOf(index.KeySchema).every((name) => this.#isKey(name, item))) return undefined;
    const names = this.projectedNames(index);
    return names ? pick(item, names) : item;
  }

  /** An attribute of another type can be there when the index was created later. */
  #isKey(name: string, item: Item): boolean {
    const { AttributeDefinitions: all } = this.shape;
    const type = all.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
    const value = own(item, name)?.[type as "S"];
    return value !== undefined && value !== "";
  }

  /** The names that an index projects; `undefined` if it projects all. */
  projectedNames({ KeySchema, Projection }: Index): string[] | undefined {
    if (Projection.ProjectionType === "ALL") return undefined;
    return [
      ...namesOf(this.shape.KeySchema),
      ...namesOf(KeySchema),
      ...(Projection.NonKeyAttributes ?? []),
    ];
  }

  static sizeOf(items: Sorted<Item>): number {
    return [...items.between()].reduce((size, item) => size + itemSize(item), 0);
  }
}

export const namesOf = (schema: KeySchema): string[] =>
  schema.map(({ AttributeName }) => AttributeName);

const pick = (item: Item, names: string[]): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
