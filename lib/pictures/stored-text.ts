import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { beginning } from "../print/cut";

/** A longer value is cut, in tooltips too. */
const CHARACTER_LIMIT = 300;

/** Prints a stored value: texts without quotes, binary data as hexadecimal digits. */
export function storedText(value: AttributeValue | undefined): string {
  if (value === undefined) return "";
  const text = value.S ?? literal(value);
  return text.length <= CHARACTER_LIMIT ? text : `${beginning(text, CHARACTER_LIMIT)}…`;
}

/** Prints a stored value with quotes around texts, as in a condition. */
export const quotedText = (value: AttributeValue, shorten = (text: string) => text): string =>
  value.S === undefined ? shorten(storedText(value)) : `"${shorten(storedText(value))}"`;

function literal(value: AttributeValue): string {
  if (value.S !== undefined) return `"${value.S}"`;
  if (value.N !== undefined) return value.N;
  if (value.B !== undefined) return hexadecimal(value.B);
  if (value.BOOL !== undefined) return String(value.BOOL);
  if (value.M !== undefined)
    return `{ ${Object.entries(value.M)
      .map(([name, field]) => `${name}: ${literal(field)}`)
      .join(", ")} }`;
  if (value.L !== undefined) return `[${value.L.map(literal).join(", ")}]`;
  const set = value.SS?.map((text) => `"${text}"`) ?? value.NS ?? value.BS?.map(hexadecimal);
  return set === undefined ? "null" : `{${set.join(", ")}}`;
}

const hexadecimal = (bytes: Uint8Array): string =>
  [...bytes.subarray(0, CHARACTER_LIMIT)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
