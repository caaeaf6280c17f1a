/** An object with named fields, as opposed to a date, a set, bytes, an array … */
export type Fields = Record<string, unknown>;

/** Tells whether a value is an object with named fields. */
export function isFields(value: unknown): value is Fields {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === null ||
    prototype === Object.prototype ||
    !(Array.isArray(value) || isAtomicObject(value))
  );
}

const isAtomicObject = (value: object) =>
  value instanceof Date ||
  value instanceof Uint8Array ||
  value instanceof Set ||
  value instanceof Map ||
  value instanceof Error;

const TYPES = new Set(["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "M", "L"]);

/**
 * Tells whether a value is an attribute value of DynamoDB, such as `{ N: "100" }`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
function isAttributeValue(value: unknown): value is Fields {
  if (!isFields(value)) return false;
  const [type, ...others] = Object.keys(value);
  return type !== undefined && others.length === 0 && TYPES.has(type);
}

/** Tells whether a value is an item of DynamoDB: each field is an attribute value. */
export function isItem(value: unknown): value is Fields {
  if (!isFields(value)) return false;
  const fields = Object.values(value);
  return fields.length > 0 && fields.every(isAttributeValue);
}

/** Tells whether a value fits on one line of a table. */
export function isPlain(value: unknown): boolean {
  return isAttributeValue(value) || !(isFields(value) || Array.isArray(value)) || isEmpty(value);
}

const isEmpty = (value: object) => Object.keys(value).length === 0;

/**
 * Returns the fields that have a value; of a response's `$metadata` only status and request id.
 * DynamoDB returns an item's attributes in no particular order, so they are sorted by name.
 */
export function shownFields(value: Fields): [string, unknown][] {
  const fields = Object.entries(value);
  return (isItem(value) ? fields.sort(([a], [b]) => (a < b ? -1 : 1)) : fields)
    .filter(([, field]) => field !== undefined)
    .map(([name, field]) => [
      name,
      name === "$metadata" && isFields(field) ? metadata(field) : field,
    ]);
}

const metadata = ({ httpStatusCode, requestId }: Fields): Fields => ({ httpStatusCode, requestId });

/** Tells whether a value is a promise. A request is one, too. */
export const isPromise = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "then" in value;

/** Tells whether a value is a list of objects, which can share one table. */
export function isRecords(value: unknown): value is Fields[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((entry) => isFields(entry) && !isAttributeValue(entry))
  );
}

/** Returns the names of all fields, in the order of their first appearance. */
export function columnsOf(records: readonly Fields[]): string[] {
  return [...new Set(records.flatMap((record) => shownFields(record).map(([name]) => name)))];
}
