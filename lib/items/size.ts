import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { partsOf } from "../fields/numbers";
import { sum } from "../lists/sum";
import type { StoredItem } from "./types";

/**
 * Returns the size of an item in bytes, as DynamoDB counts it for its limit and for units: the
 * names of attributes in UTF-8, and their values. For numbers AWS documents only an approximation:
 * a byte for two digits, and one more.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: StoredItem): number {
  return sum(Object.entries(item).map(([name, value]) => utf8(name) + valueSize(value)));
}

/**
 * The largest size of an item, in bytes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const MAX_ITEM_BYTES = 400 * 1024;

/**
 * Refuses an item that is larger than DynamoDB's limit of 400 KB.
 *
 * @throws DynamoError `ItemTooLarge`
 */
export function checkSize(item: StoredItem): void {
  const size = itemSize(item);
  if (size <= MAX_ITEM_BYTES) return;
  throw new DynamoError(
    "ItemTooLarge",
    `This item has ${size} bytes, and DynamoDB takes at most ${MAX_ITEM_BYTES} (400 KB). ` +
      "Store large parts elsewhere, such as in S3, and their addresses in the item; or split it into several items.",
  );
}

function valueSize(value: AttributeValue): number {
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
  const { sign, digits, exponent } = partsOf(text);
  const paired = exponent % 2 === 0 ? digits : `${digits}0`;
  return 1 + Math.ceil(paired.length / 2) + sign.length;
}

const utf8 = (text: string) => new TextEncoder().encode(text).byteLength;
