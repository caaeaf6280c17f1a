/** Attribute values as sent: numbers as text, bytes as base64. */
import Big from "big.js";

export type Value = {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: boolean;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: Value[];
  M?: Item;
};
export type Item = Record<string, Value>;
export type TypeName = keyof Value;

export const typeOf = (value: Value): TypeName => Object.keys(value)[0] as TypeName;

/** Returns what an item has under a name; names such as `constructor` are names like any other. */
export const own = <V>(of: Record<string, V>, name: string): V | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;

const encoder = new TextEncoder();
/** Most text is ASCII, and to encode it takes far longer than to see that. */
const utf8 = (text: string) =>
  BEYOND_ASCII.test(text) ? encoder.encode(text).length : text.length;
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Bytes of base64, without decoding it. */
const bytesOf = (base64: string) =>
  (base64.length / 4) * 3 - (base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0);

/**
 * Returns the size of an item in bytes, as DynamoDB counts it for units and limits.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const itemSize = (item: Item): number =>
  Object.entries(item).reduce((size, [name, value]) => size + utf8(name) + valueSize(value), 0);

/** Returns a value's size in bytes, without its name. */
export function valueSize(value: Value): number {
  if (value.S !== undefined) return utf8(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return bytesOf(value.B);
  if (value.SS) return total(value.SS, utf8);
  if (value.NS) return total(value.NS, numberSize);
  if (value.BS) return total(value.BS, bytesOf);
  if (value.L) return 3 + total(value.L, (element) => 1 + valueSize(element));
  if (value.M) return 3 + Object.keys(value.M).length + itemSize(value.M);
  return 1;
}

const total = <T>(all: T[], sizeOf: (one: T) => number) =>
  all.reduce((sum, one) => sum + sizeOf(one), 0);

/** A byte for two digits that stand on the same side of the decimal point, and one or two more. */
function numberSize(text: string): number {
  const { c, e, s } = new Big(text);
  if (c.length === 1 && c[0] === 0) return 1;
  const paired = c.length % 2 === 0 && e % 2 === 0;
  return 1 + Math.ceil(c.length / 2) + (paired ? 1 : 0) + (s === -1 ? 1 : 0);
}

/** Whether two values are the same; the order in a set doesn't matter. */
export function same(a: Value | undefined, b: Value | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  if (a.L && b.L)
    return a.L.length === b.L.length && a.L.every((element, i) => same(element, b.L?.[i]));
  if (a.M && b.M) return sameMap(a.M, b.M);
  const [left, right] = [a[type], b[type]];
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((one) => right.includes(one as never));
  return left === right;
}

const sameMap = (a: Item, b: Item) =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.keys(a).every((name) => same(own(a, name), own(b, name)));

/**
 * Compares two values of one type that has an order; otherwise returns `undefined`. Text is in the
 * order of its UTF-8 bytes.
 */
export function order(a: Value, b: Value): number | undefined {
  if (a.N !== undefined && b.N !== undefined) return new Big(a.N).cmp(b.N);
  if (a.S !== undefined && b.S !== undefined)
    return orderOfBytes(encoder.encode(a.S), encoder.encode(b.S));
  if (a.B !== undefined && b.B !== undefined)
    return orderOfBytes(decodeBase64(a.B), decodeBase64(b.B));
  return undefined;
}

export const decodeBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

function orderOfBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++)
    if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return a.length - b.length;
}

/** Whether `part` is in the bytes of `whole`, at the beginning or anywhere. */
export function hasBytes(whole: string, part: string, where: "first" | "anywhere"): boolean {
  const [text, wanted] = [atob(whole), atob(part)];
  return where === "first" ? text.startsWith(wanted) : text.includes(wanted);
}
