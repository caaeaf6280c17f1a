import type { Field } from "../fields/field";
import { ItemError } from "../errors/errors";
import { setOwn } from "./own";
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
  const item: Record<string, unknown> = {};
  for (const { name, field, isInherited } of columnsOf(fields)) {
    if (keys !== undefined && !keys.includes(name as K)) continue;
    const attribute = isInherited && !Object.hasOwn(stored, name) ? undefined : stored[name];
    if (attribute !== undefined) setOwn(item, name, field.decode(attribute, name));
    else if (keys === undefined && !field.isOptional) throw missing(name, stored);
  }
  return item as Decoded<Item<F>, K>;
}

type Decoded<I, K> = [K] extends [never] ? I : { [N in keyof I as N extends K ? N : never]?: I[N] };

/** A field with its name; `isInherited`: any object has something of that name. */
type Column = { name: string; field: Field<unknown, boolean>; isInherited: boolean };

/** Found out once for each declaration, not for each item. */
const columns = new WeakMap<Fields, readonly Column[]>();

function columnsOf(fields: Fields): readonly Column[] {
  let known = columns.get(fields);
  if (known === undefined) {
    known = Object.entries(fields).map(([name, field]) => ({
      name,
      field,
      isInherited: name in Object.prototype,
    }));
    columns.set(fields, known);
  }
  return known;
}

const missing = (name: string, stored: StoredItem) =>
  new ItemError(
    "ItemDecodeError",
    `The stored item has no ${name}, only ${Object.keys(stored).join(", ")}. ` +
      "Declare the field as optional() if items may lack it.",
    name,
    undefined,
  );
