import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { checkField, field, type Field } from "./field";

type Element<T> = Field<T, boolean>;

/**
 * A list of values, each of this field (type L): `list(string())`.
 *
 * @throws DynamoError `DefinitionInvalid`
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Document
 */
export function list<T>(element: Element<T>): Field<T[], false, "L"> {
  checkField("Each value of a list", element);
  return field<T[], "L">({
    name: "list",
    type: "L",
    takes: `an array; each value of it is ${element.definition.takes}`,
    encode: (values, path) =>
      Array.isArray(values)
        ? Array.from(values, (value, at) => element.encode(value, `${path}[${at}]`))
        : undefined,
    decode: (stored, path) =>
      Array.isArray(stored)
        ? stored.map((one, at) => element.decode(one, `${path}[${at}]`))
        : undefined,
  });
}

/**
 * A set of strings (type SS) or numbers (type NS): `set(string())`, `set(int())`. It has no order
 * and no value twice. DynamoDB stores no empty set: declare the field as `optional()` and leave it
 * out.
 *
 * @throws DynamoError `DefinitionInvalid`
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.SetTypes
 */
export function set<T, A extends "S" | "N">(
  element: Field<T, boolean, A>,
): Field<Set<T>, false, `${A}S`> {
  checkField("Each value of a set", element);
  const { type, takes } = element.definition;
  if (!["S", "N"].includes(type))
    throw new DynamoError(
      "DefinitionInvalid",
      `A set can't have values of type ${type}: they are strings or numbers. Use list() for others.`,
    );
  const stored = (value: T, path: string) =>
    (element.encode(value, `${path} (a value of it)`) as Record<A, string>)[type];
  const valueOf = (one: string, path: string) =>
    element.decode({ [type]: one } as unknown as AttributeValue, `${path} (a value of it)`);
  return field<Set<T>, "SS" | "NS">({
    name: "set",
    type: `${type}S`,
    takes: `a Set; each value of it is ${takes}`,
    encode: (values, path) =>
      values instanceof Set ? Array.from(values, (value) => stored(value, path)) : undefined,
    decode: (texts, path) => new Set(Array.from(texts, (one) => valueOf(one, path))),
  }) as unknown as Field<Set<T>, false, `${A}S`>;
}
