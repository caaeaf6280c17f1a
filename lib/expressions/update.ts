import { DynamoError, ItemError } from "../errors/errors";
import type { AttributeType } from "../fields/field";
import { fieldOf } from "../items/encode";
import type { Fields } from "../items/types";
import { requiresItem, type Conditions } from "./conditions";
import type { Expression } from "./expression";

/** The changes of an update, by DynamoDB's clauses. */
export type Changes<I, Settable, Addable, Removable> = {
  /** Sets attributes to these values. */
  set?: Settable;
  /** Adds to numbers, or subtracts with a minus; a missing attribute counts as 0. */
  add?: Addable;
  /** Removes attributes; only optional ones. */
  remove?: readonly Removable[];
  /** Conditions on the existing item. If they don't hold, nothing is written. */
  if?: Conditions<I>;
};

/** The same, without the types of a table. */
export type AnyChanges = { set?: object; add?: object; remove?: readonly string[]; if?: object };

/**
 * Writes an update expression: `SET #a = :a ADD #b :b`.
 *
 * @throws ItemError `ItemEncodeError`
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function updateExpression(expression: Expression, changes: AnyChanges): string {
  const { set, add, remove } = clausesOf(changes);
  const assignments = (changes: object, sign: string) =>
    Object.entries(changes).map(
      ([attribute, value]) =>
        `${expression.name(attribute)}${sign}${expression.value(attribute, value)}`,
    );
  const clauses = [
    ["SET", assignments(set, " = ")],
    ["ADD", assignments(add, " ")],
    ["REMOVE", remove.map((attribute) => expression.name(attribute))],
  ] as const;
  return clauses
    .filter(([, parts]) => parts.length > 0)
    .map(([clause, parts]) => `${clause} ${parts.join(", ")}`)
    .join(" ");
}

/** JavaScript may pass null for a clause that there isn't. */
const clausesOf = ({ set, add, remove }: AnyChanges) => ({
  set: set ?? {},
  add: add ?? {},
  remove: remove ?? [],
});

/**
 * Refuses an update that changes a key, leaves an item without a required attribute, or does
 * nothing.
 *
 * UpdateItem creates an item that doesn't exist, with just the attributes of the update. So an
 * update must either set all required attributes, or have a condition that only an existing item
 * satisfies.
 *
 * @throws DynamoError `RequestInvalid`
 */
export function checkChanges(fields: Fields, keys: readonly string[], changes: AnyChanges): void {
  const { set, add, remove } = clausesOf(changes);
  const given = [...Object.keys(set), ...Object.keys(add)];
  if (given.length + remove.length === 0)
    throw invalid(
      "This update changes nothing. Give it something to set, add or remove. " +
        "To test a condition and change nothing, put conditionCheck(key, conditions) into transactWrite().",
    );
  checkValues(fields, "set", set);
  checkValues(fields, "add", add);
  checkOverlap([...given, ...remove]);

  const key = [...given, ...remove].find((name) => keys.includes(name));
  if (key !== undefined)
    throw invalid(
      `An update can't change ${key}: an item's key never changes. Put a new item and delete this one.`,
    );

  const other = Object.keys(add).find(
    (name) => !ADDED.includes(fieldOf(fields, name).definition.type),
  );
  if (other !== undefined)
    throw invalid(
      `add adds to numbers, and ${other} has type ${fieldOf(fields, other).definition.type}. Use set to give it a value.`,
    );

  const isRequired = (name: string) => fields[name]?.isOptional === false;
  const required = remove.find(isRequired);
  if (required !== undefined)
    throw invalid(
      `An update can't remove ${required}: an item must have it. ` +
        `Declare the field as optional() if items may lack it.`,
    );

  const absent = Object.keys(fields).filter(
    (name) => isRequired(name) && !keys.includes(name) && !given.includes(name),
  );
  if (absent.length === 0 || (changes.if !== undefined && requiresItem(changes.if))) return;
  throw invalid(
    `If this item doesn't exist, UpdateItem creates it without ${absent.join(", ")}. ` +
      `Add a condition that only an existing item satisfies, such as if: { ${keys[0]}: { exists: true } }, ` +
      "or set these attributes as well.",
  );
}

/**
 * The types that DynamoDB's ADD takes. To sets it adds values.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html#Expressions.UpdateExpressions.ADD
 */
const ADDED: readonly AttributeType[] = ["N", "SS", "NS", "BS"];

/** Refuses an attribute that is named and given no value. */
function checkValues(fields: Fields, clause: "set" | "add", values: object): void {
  const given: [string, unknown][] = Object.entries(values);
  const missing = given.find(([, value]) => value === undefined || value === null);
  if (missing === undefined) return;
  const [name, value] = missing;
  const remedies = [
    ...(fieldOf(fields, name).isOptional ? [`to remove it, write remove: ["${name}"]`] : []),
    `to leave it unchanged, leave it out`,
  ];
  throw new ItemError(
    "ItemEncodeError",
    `${clause} has no value for ${name}: it is ${String(value)}. Give it one; ${remedies.join("; ")}.`,
    name,
    value,
  );
}

/** DynamoDB takes one change of an attribute in an update. */
function checkOverlap(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined)
    throw invalid(`This update changes ${twice} twice. Name it in one of set, add and remove.`);
}

const invalid = (message: string) => new DynamoError("RequestInvalid", message);
