import type { AttributeType } from "../fields/field";
import type { Origin } from "../items/origin";
import {
  indexKeyNames,
  keyNames,
  keyParts,
  projectedNames,
  type IndexDefinition,
  type KeyParts,
} from "../items/definition";
import { columnsOf, type Fields } from "../print/values";

/** The role of an attribute in the key of a table, or of the index that was read. */
export type KeyMark = {
  role: "partition key" | "sort key";
  mark: "PK" | "SK";
  index?: string | undefined;
};

/** A column: the name of an attribute, and what is known about it. */
export type Column = {
  name: string;
  key?: KeyMark | undefined;
  /** Its type in DynamoDB. */
  type?: AttributeType | undefined;
  /** All of that in words, for a tooltip. */
  about?: string;
};

const TYPE_NAMES: Record<AttributeType, string> = {
  S: "string",
  N: "number",
  B: "binary",
  BOOL: "boolean",
  M: "map",
  L: "list",
  SS: "string set",
  NS: "number set",
  BS: "binary set",
};

/**
 * Returns the attributes of these items, keys first. If there are no items, returns all that they
 * could have.
 */
export function attributesOf(origin: Origin, items: readonly Fields[]): Column[] {
  const { definition } = origin;
  const index = indexOf(origin);
  const known =
    index === undefined ? Object.keys(definition.fields) : projectedNames(definition, index);
  const present = items.length === 0 ? known : columnsOf(items);
  const keys = [
    ...(index === undefined ? [] : indexKeyNames(definition, index)),
    ...keyNames(definition),
  ];
  const names = new Set([...keys, ...known, ...present].filter((name) => present.includes(name)));
  return [...names].map((name) => attribute(origin, index, name));
}

function attribute(origin: Origin, index: IndexDefinition | undefined, name: string): Column {
  const { definition } = origin;
  const type = Object.hasOwn(definition.fields, name)
    ? definition.fields[name]?.definition.type
    : undefined;
  const inTable = markOf(keyParts(definition), name);
  const inIndex = index === undefined ? undefined : markOf(keyParts(definition, index), name);
  const about = [
    inIndex && `${inIndex.role} of the index ${origin.index}`,
    inTable && `${inTable.role} of the table ${definition.name}`,
    type && `type ${type}, ${TYPE_NAMES[type]}`,
  ].filter((part) => part !== undefined);
  // The items of an index are read by its own key.
  const key = index === undefined ? inTable : inIndex && { ...inIndex, index: origin.index };
  return { name, key, type, about: about.join("; ") };
}

function markOf({ partition, sort }: KeyParts, name: string): KeyMark | undefined {
  if (partition.includes(name)) return { role: "partition key", mark: "PK" };
  return sort.includes(name) ? { role: "sort key", mark: "SK" } : undefined;
}

const indexOf = ({ definition, index }: Origin) =>
  index === undefined ? undefined : definition.indexes?.[index];
