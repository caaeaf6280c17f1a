import { ItemError } from "../errors/errors";
import type { Fields, Item, StoredItem } from "./types";

/**
 * A stored item as an object of TypeScript, in the order of the fields: DynamoDB gives attributes in no order.
 * Attributes without a field are left out.
 *
 * @param keys Only these attributes; without it, all that aren't optional must be there.
 * @throws ItemError `ItemDecodeError`
 */
export function decodeItem<F extends Fields, K extends keyof F & string = never>(
  fields: F,
  stored: StoredItem,
  keys?: readonly K[],
): Decoded<Item<F>, K> {
  const wanted = Object.entries(fields).filter(
    ([name]) => keys === undefined || keys.some((key) => key === name),
  );
  const item = wanted.flatMap(([name, field]) => {
    const attribute = Object.hasOwn(stored, name) ? stored[name] : undefined;
    if (attribute !== undefined) return [[name, field.decode(attribute, name)] as const];
    if (keys === undefined && !field.isOptional) throw missing(name, stored);
    return [];
  });
  return Object.fromEntries(item) as Decoded<Item<F>, K>;
}

type Decoded<I, K> = [K] extends [never] ? I : { [N in keyof I as N extends K ? N : never]?: I[N] };

const missing = (name: string, stored: StoredItem) =>
  new ItemError(
    "ItemDecodeError",
    `The stored item has no ${name}. Declare the field as optional() if items may lack it; it has: ${Object.keys(stored).join(", ")}.`,
    name,
    undefined,
  );
