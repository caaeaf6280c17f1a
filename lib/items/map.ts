import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ItemError } from "../errors/errors";
import { field, type Field } from "../fields/field";
import { isFields } from "../print/values";
import { checkFields } from "./check-fields";
import { fieldOf } from "./encode";
import { setOwn } from "./own";
import type { Fields, Item, StoredItem } from "./types";

/**
 * A map, an object inside of an item, with these fields (type M): `map({ sku: string(), pieces:
 * int() })`. `list(map({ … }))` is a list of them. Parts without a field are left out when it is read.
 *
 * @throws DynamoError `DefinitionInvalid`
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Document
 */
export function map<F extends Fields>(fields: F): Field<Item<F>, false, "M"> {
  checkFields("A map", fields);
  return field<Item<F>, "M">({
    name: "map",
    type: "M",
    takes: `an object with ${Object.keys(fields).join(", ") || "no attributes"}`,
    encode: (value, path) => (isFields(value) ? encodeParts(fields, value, path) : undefined),
    decode: (stored, path) => decodeParts(fields, stored, path) as Item<F>,
  });
}

function encodeParts(fields: Fields, value: Record<string, unknown>, path: string): StoredItem {
  const stored: StoredItem = {};
  for (const [name, part] of Object.entries(value))
    if (part !== undefined)
      setOwn(stored, name, fieldOf(fields, name, part, path).encode(part, `${path}.${name}`));
  const missing = missingOf(fields, stored);
  if (missing === undefined) return stored;
  throw new ItemError(
    "ItemEncodeError",
    `${path}.${missing} is missing. Give it a value, or declare it as optional().`,
    path,
    value,
  );
}

function decodeParts(
  fields: Fields,
  stored: Record<string, AttributeValue>,
  path: string,
): Record<string, unknown> {
  const missing = missingOf(fields, stored);
  if (missing !== undefined)
    throw new ItemError(
      "ItemDecodeError",
      `The stored item has no ${path}.${missing}, only ${Object.keys(stored).join(", ") || "an empty map"} in ${path}. ` +
        "Declare it as optional() if items may lack it.",
      path,
      stored,
    );
  const value: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(fields))
    if (Object.hasOwn(stored, name))
      setOwn(value, name, part.decode(stored[name] as AttributeValue, `${path}.${name}`));
  return value;
}

const missingOf = (fields: Fields, stored: object) =>
  Object.keys(fields).find(
    (name) => fields[name]?.isOptional === false && !Object.hasOwn(stored, name),
  );
