import { ItemError } from "../errors/errors";
import type { Fields, Item, StoredItem } from "./types";

/**
 * Decodes a stored item: `{ balance: { N: "100" } }` becomes `{ balance: 100 }`. Attributes come in
 * the order of the fields, because DynamoDB returns them in no particular order. Attributes without
 * a field are left out.
 *
 * @param keys Decodes only these attributes. Without it, all required attributes must be there.
 * @throws ItemError `ItemDecodeError`
 */
export function decodeItem<F extends Fields, K extends keyof F & string = never>(
  fields: F,
  stored: StoredItem,
  keys?: readonly K[],
): Decoded<Item<F>, K> {
  const requested = Object.entries(fields).filter(
    ([name]) => keys === undefined || keys.some((key) => key === name),
  );
  const item = requested.flatMap(([name, field]) => {
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
    `The stored item has no ${name}, only ${Object.keys(stored).join(", ")}. ` +
      "Declare the field as optional() if items may lack it.",
    name,
    undefined,
  );
