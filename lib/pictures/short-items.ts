import type { StoredItem } from "../items/types";
import { shortForms, type Shorten } from "./shorten";
import { storedText } from "./stored-text";

/** Gives the short form of an attribute's text. */
export type ShortenByName = (name: string, text: string) => string;

/** Short forms for these items, attribute by attribute: an id looks the same wherever it stands in a picture. */
export function shortFormsByName(items: readonly StoredItem[]): ShortenByName {
  const known = new Map<string, Shorten>();
  return (name, text) => {
    const shorten = known.get(name) ?? shortForms(items.map((item) => storedText(item[name])));
    known.set(name, shorten);
    return shorten(text);
  };
}
