import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { partsOf } from "../fields/number-text";
import { sum } from "../lists/sum";
import { indexKeyNames, ofDefinition, projectedNames, type Definition } from "./definition";
import { pick } from "./key-text";
import { encodeItem } from "./encode";
import type { Fields, StoredItem } from "./types";

/**
 * Returns the size of an item in bytes, as DynamoDB counts it for its limit and for units: the
 * names of attributes in UTF-8, and their values. For numbers AWS documents only an approximation:
 * a byte for two digits, and one more.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: StoredItem): number {
  let size = 0;
  for (const name of Object.keys(item))
    size += utf8(name) + valueSize(item[name] as AttributeValue);
  return size;
}

/**
 * The largest size of an item, in bytes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const MAX_ITEM_BYTES = 400 * 1024;

/**
 * Refuses an item that is larger than DynamoDB's limit of 400 KB, which holds for the item and its
 * entries in local indexes together.
 *
 * @throws DynamoError `ItemTooLarge`
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export function checkSize(definition: Definition, item: StoredItem): void {
  const own = itemSize(item);
  const entries = localEntries(definition, item);
  const size = own + sum(entries.map(itemSize));
  if (size <= MAX_ITEM_BYTES) return;
  const what =
    entries.length === 0
      ? `This item has ${own} bytes`
      : `This item has ${own} bytes, ${size} bytes together with its entries in local indexes`;
  throw new DynamoError(
    "ItemTooLarge",
    `${what}, and DynamoDB takes at most ${MAX_ITEM_BYTES} (400 KB). ` +
      "Store large parts elsewhere, such as in S3, and their addresses in the item; or split it into several items." +
      (entries.length === 0 ? "" : " Or let the local indexes project fewer attributes."),
  );
}

/**
 * Refuses an update that sets more than an item may have.
 *
 * @throws DynamoError `ItemTooLarge`
 */
export function checkSetSize(fields: Fields, set: object): void {
  if (isSurelySmall(set)) return;
  const size = itemSize(encodeItem(fields, set));
  if (size <= MAX_ITEM_BYTES) return;
  throw new DynamoError(
    "ItemTooLarge",
    `This update sets ${size} bytes, and an item has at most ${MAX_ITEM_BYTES} (400 KB) in DynamoDB. ` +
      "Store large parts elsewhere, such as in S3, and their addresses in the item; or split it into several items.",
  );
}

/** A letter takes three bytes at most. */
function isSurelySmall(set: object): boolean {
  let letters = 0;
  for (const [name, value] of Object.entries(set)) {
    if (typeof value === "object") return false;
    letters += name.length + String(value).length;
  }
  return 3 * letters <= MAX_ITEM_BYTES;
}

const localIndexes = ofDefinition(({ indexes = {} }) =>
  Object.values(indexes).filter(({ partitionKey }) => partitionKey === undefined),
);

/** Returns what the local indexes hold of an item. */
const localEntries = (definition: Definition, item: StoredItem): StoredItem[] =>
  localIndexes(definition)
    .filter((index) => indexKeyNames(definition, index).every((name) => Object.hasOwn(item, name)))
    .map((index) => pick(item, projectedNames(definition, index)));

/** Returns the size of an attribute's value alone, in bytes. */
export function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return utf8(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return value.B.byteLength;
  if (value.SS !== undefined) return sum(value.SS.map(utf8));
  if (value.NS !== undefined) return sum(value.NS.map(numberSize));
  if (value.BS !== undefined) return sum(value.BS.map((bytes) => bytes.byteLength));
  // A list or a map takes 3 bytes, and 1 more for each of its elements.
  if (value.L !== undefined) return 3 + sum(value.L.map((element) => 1 + valueSize(element)));
  // Each element of a map is like an attribute.
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemSize(value.M);
  return 1;
}

/**
 * Returns the size of a number: a byte for each two digits, which pair up on either side of the
 * decimal point, one more, and one for a minus sign.
 */
function numberSize(text: string): number {
  // A whole number of these digits alone, as most are.
  if (/^[1-9]\d*[1-9]$|^[1-9]$/.test(text)) return 1 + Math.ceil(text.length / 2);
  const { sign, digits, exponent } = partsOf(text);
  const paired = exponent % 2 === 0 ? digits : `${digits}0`;
  return 1 + Math.ceil(paired.length / 2) + sign.length;
}

const encoder = new TextEncoder();

/** Most texts have no other letters than ASCII's, which take a byte each. */
const utf8 = (text: string) =>
  /^[\x00-\x7f]*$/.test(text) ? text.length : encoder.encode(text).byteLength;
