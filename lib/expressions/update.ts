import { DynamoError } from "../errors/errors";
import type { Fields } from "../items/types";
import { demandsExistence, type Conditions } from "./conditions";
import type { Expression } from "./expression";

/** What an update does to an item, by DynamoDB's clauses. */
export type Changes<I, Settable, Addable, Removable> = {
  /** Gives attributes these values. */
  set?: Settable;
  /** Adds to numbers, or subtracts with a minus; an attribute that isn't there counts as 0. */
  add?: Addable;
  /** Removes attributes; only optional ones. */
  remove?: readonly Removable[];
  /** What must hold of the item before, or else nothing is written. */
  if?: Conditions<I>;
};

/** Those changes without their types. */
export type AnyChanges = { set?: object; add?: object; remove?: readonly string[]; if?: object };

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html */
export function updateExpression(
  expression: Expression,
  { set = {}, add = {}, remove = [] }: AnyChanges,
): string {
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

/**
 * Refuses an update that changes a key, leaves an item without an attribute that it must have, or does nothing.
 *
 * DynamoDB's UpdateItem creates an item that doesn't exist, with just the attributes of the update. So an update must
 * either give all that an item needs, or have a condition that only an existing item fulfils.
 *
 * @throws DynamoError `RequestInvalid`
 */
export function checkChanges(fields: Fields, keys: readonly string[], changes: AnyChanges): void {
  const { set = {}, add = {}, remove = [] } = changes;
  const given = [...Object.keys(set), ...Object.keys(add)];
  if (given.length + remove.length === 0)
    throw invalid("This update changes nothing. Give it something to set, add or remove.");

  const key = [...given, ...remove].find((name) => keys.includes(name));
  if (key !== undefined)
    throw invalid(
      `An update can't change ${key}: a key belongs to its item for good. Put a new item and delete this one.`,
    );

  const needed = remove.find((name) => fields[name]?.isOptional === false);
  if (needed !== undefined)
    throw invalid(
      `An update can't remove ${needed}: an item must have it. Declare the field as optional() if items may lack it.`,
    );

  const absent = Object.keys(fields).filter(
    (name) => fields[name]?.isOptional === false && !keys.includes(name) && !given.includes(name),
  );
  if (absent.length === 0 || (changes.if !== undefined && demandsExistence(changes.if))) return;
  throw invalid(
    `Where there is no such item, UpdateItem would create one without ${absent.join(", ")}. ` +
      `Add a condition that only an existing item fulfils, such as if: { ${keys[0]}: { exists: true } }, or give these attributes as well.`,
  );
}

const invalid = (message: string) => new DynamoError("RequestInvalid", message);
