import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { partsOf } from "../fields/number-text";
import { brief } from "../print/brief";
import { setOwn } from "./own";
import type { StoredItem } from "./types";

/** Returns these attributes of an item, as far as it has them. */
export function pick<T>(item: Record<string, T>, names: readonly string[]): Record<string, T> {
  const picked: Record<string, T> = {};
  for (const name of names) if (Object.hasOwn(item, name)) setOwn(picked, name, item[name] as T);
  return picked;
}

/** Prints a key for a message: `{ user: "ada", at: 5 }`. */
export const keyText = (key: StoredItem): string =>
  `{ ${Object.entries(key)
    .map(([name, value]) => `${name}: ${value.N ?? brief(value.S ?? value.B)}`)
    .join(", ")} }`;

/** Returns a text that only keys with the same values share, however numbers are spelled. */
export const keyIdentity = (key: StoredItem): string =>
  JSON.stringify(
    Object.entries(key)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, identity(value)]),
  );

const identity = ({ S, N, B }: AttributeValue) =>
  N === undefined ? [S ?? null, ...(B ?? [])] : partsOf(N);
