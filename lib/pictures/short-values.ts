import type { StoredItem } from "../items/types";
import type { Value } from "./blocks/blocks";
import { shortForms, type Shorten } from "./shorten";
import { storedText } from "./stored-text";

/** Returns the short and the whole form of an attribute of an item. */
export type ShortValueOf = (item: StoredItem, name: string) => Value;

/**
 * Shortens the values of these items attribute by attribute, so that an id looks the same wherever
 * a picture shows it.
 */
export function shortValues(items: readonly StoredItem[]): ShortValueOf {
  const shorteners = new Map<string, Shorten>();
  return (item, name) => {
    const shorten =
      shorteners.get(name) ??
      shortForms(items.map((other) => storedText(attributeOf(other, name))));
    shorteners.set(name, shorten);
    const whole = storedText(attributeOf(item, name));
    return { short: shorten(whole), whole };
  };
}

/** Returns the forms of several attributes of an item, side by side. */
export function joinedValue(
  item: StoredItem,
  names: readonly string[],
  shortValueOf: ShortValueOf,
): Value {
  const values = names.map((name) => shortValueOf(item, name));
  const joined = (form: keyof Value) => values.map((value) => value[form]).join(" | ");
  return { short: joined("short"), whole: joined("whole") };
}

/** An attribute may be called `__proto__`, which any object seems to have. */
const attributeOf = (item: StoredItem, name: string) =>
  Object.hasOwn(item, name) ? item[name] : undefined;
