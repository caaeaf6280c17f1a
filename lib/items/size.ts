import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { partsOf } from "../fields/numbers";
import type { StoredItem } from "./types";

/**
 * The size of an item in bytes, as DynamoDB counts it for its limit and for units: the names of attributes in UTF-8, and their values.
 * For numbers DynamoDB itself only tells an approximation: a byte for two digits, and one more.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: StoredItem): number {
  return sum(Object.entries(item).map(([name, value]) => utf8(name) + valueSize(value)));
}

/** The limit of an item, in bytes. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
export const MOST_BYTES = 400 * 1024;

/** @throws DynamoError `ItemTooLarge` */
export function checkSize(item: StoredItem): void {
  const size = itemSize(item);
  if (size <= MOST_BYTES) return;
  throw new DynamoError(
    "ItemTooLarge",
    `This item has ${size} bytes, and DynamoDB takes at most ${MOST_BYTES} (400 KB). Store large parts elsewhere, such as in S3, and their address here; or split it into several items.`,
  );
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return utf8(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return value.B.byteLength;
  if (value.SS !== undefined) return sum(value.SS.map(utf8));
  if (value.NS !== undefined) return sum(value.NS.map(numberSize));
  if (value.BS !== undefined) return sum(value.BS.map((bytes) => bytes.byteLength));
  // A list or map takes 3 bytes, and each of its elements 1 more.
  if (value.L !== undefined) return 3 + sum(value.L.map((element) => 1 + valueSize(element)));
  if (value.M !== undefined)
    return (
      3 + sum(Object.entries(value.M).map(([name, element]) => 1 + utf8(name) + valueSize(element)))
    );
  return 1;
}

/** A byte for each two digits, which pair up on either side of the point, one more, and one for a minus. */
function numberSize(text: string): number {
  const { sign, digits, exponent } = partsOf(text);
  const paired = exponent % 2 === 0 ? digits : `${digits}0`;
  return 1 + Math.ceil(paired.length / 2) + sign.length;
}

const utf8 = (text: string) => new TextEncoder().encode(text).byteLength;
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
