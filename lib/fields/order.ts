import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { compareNumbers } from "./number-text";

/**
 * Compares two values as DynamoDB orders them in a sort key: numbers by value, strings by their
 * bytes in UTF-8, bytes as unsigned numbers. Negative if the first comes first; `undefined` for
 * values that have no order.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
 */
export function compareStored(a: AttributeValue, b: AttributeValue): number | undefined {
  if (a.N !== undefined && b.N !== undefined) return compareNumbers(a.N, b.N);
  if (a.S !== undefined && b.S !== undefined) return compareBytes(utf8(a.S), utf8(b.S));
  if (a.B !== undefined && b.B !== undefined) return compareBytes(a.B, b.B);
  return undefined;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const different = a.findIndex((byte, index) => byte !== b[index]);
  return different === -1 ? a.length - b.length : (a[different] ?? 0) - (b[different] ?? -1);
}
