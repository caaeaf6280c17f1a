import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { StoredItem } from "../items/types";

/** More of a value isn't kept, not even beside the picture. */
const MOST_LETTERS = 300;

/** What would change the line it stands in: control characters, line ends, and marks that turn the direction of writing. */
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** A stored value on one line: texts without quotes, binary data as hexadecimal digits. */
export function storedText(value: AttributeValue | undefined): string {
  if (value === undefined) return "";
  const text = visible(value.S ?? part(value));
  return text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS)}…`;
}

/** The same, with quotes around texts: as it would stand in a condition. */
export const quotedText = (value: AttributeValue, shorten = (text: string) => text): string =>
  value.S === undefined ? shorten(storedText(value)) : `"${shorten(storedText(value))}"`;

function part(value: AttributeValue): string {
  if (value.S !== undefined) return `"${value.S}"`;
  if (value.N !== undefined) return value.N;
  if (value.B !== undefined) return hexadecimal(value.B);
  if (value.BOOL !== undefined) return String(value.BOOL);
  if (value.M !== undefined)
    return `{ ${Object.entries(value.M)
      .map(([name, field]) => `${name}: ${part(field)}`)
      .join(", ")} }`;
  if (value.L !== undefined) return `[${value.L.map(part).join(", ")}]`;
  const set = value.SS?.map((text) => `"${text}"`) ?? value.NS ?? value.BS?.map(hexadecimal);
  return set === undefined ? "null" : `{${set.join(", ")}}`;
}

const hexadecimal = (bytes: Uint8Array): string =>
  [...bytes.subarray(0, MOST_LETTERS)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Text on one line, with what can't be seen spelled out. */
export const visible = (text: string): string =>
  text.replace(INVISIBLE, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);

/** Tells an item from all others by these attributes of its key. */
export const identity = (item: StoredItem, names: readonly string[]): string =>
  JSON.stringify(
    names.map((name) => [item[name]?.S ?? null, item[name]?.N ?? null, [...(item[name]?.B ?? [])]]),
  );
