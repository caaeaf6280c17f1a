import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoError, ItemError } from "../errors/errors";
import { brief } from "../print/brief";
import { payloadProblem } from "./payload";

/**
 * The types of DynamoDB. A key attribute has S, N or B.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export type AttributeType = "S" | "N" | "B" | "BOOL" | "M" | "L" | "SS" | "NS" | "BS";

/** The payload of an attribute value: `"100"` in `{ N: "100" }`. */
export type Stored<A extends AttributeType> = NonNullable<AttributeValue[A]>;

/** Converts values of TypeScript to attribute values, and back. */
export type FieldDefinition<T, A extends AttributeType> = {
  /** Its name in error messages. */
  name: string;
  /** Its type in DynamoDB. */
  type: A;
  /** The values it accepts, for error messages: "It takes …". */
  takes: string;
  /**
   * Returns the payload to store; `undefined` if the value isn't valid for this field. `path`: what
   * messages call the value.
   */
  encode(value: T, path: string): Stored<A> | undefined;
  /** Returns the value of a stored payload; `undefined` if that isn't valid for this field. */
  decode(stored: Stored<A>, path: string): T | undefined;
};

/**
 * One attribute of an item: its type in DynamoDB and in TypeScript.
 *
 * Its definition's own code may throw on values that its type excludes. Such a value isn't valid
 * for it either.
 */
export class Field<T, Optional extends boolean = false, A extends AttributeType = AttributeType> {
  constructor(
    readonly definition: FieldDefinition<T, A>,
    readonly isOptional: Optional,
  ) {}

  /** Lets items lack this attribute: its property becomes optional. */
  optional(): Field<T, true, A> {
    return new Field(this.definition, true);
  }

  /** Converts a value to an attribute value. @throws ItemError `ItemEncodeError` */
  encode(value: unknown, attribute: string): AttributeValue {
    let why = {};
    try {
      const payload = this.definition.encode(value as T, attribute);
      if (payload !== undefined)
        return { [this.definition.type]: payload } as unknown as AttributeValue;
    } catch (cause) {
      if (isAboutPart(cause, attribute)) throw cause;
      why = { cause };
    }
    throw this.#notEncoded(value, attribute, why);
  }

  #notEncoded(value: unknown, attribute: string, why: object): ItemError {
    const { name, takes } = this.definition;
    return new ItemError(
      "ItemEncodeError",
      `Invalid value for ${name} encode: ${attribute} can't be ${brief(value)}. It takes ${takes}.` +
        (value === null ? ` ${this.#without}` : ""),
      attribute,
      value,
      why,
    );
  }

  /**
   * Refuses an encoded value that DynamoDB couldn't store, which a field of your own may make.
   *
   * @throws ItemError `ItemEncodeError`
   */
  checkStorable(encoded: AttributeValue, attribute: string, value: unknown): void {
    const problem = payloadProblem(encoded);
    if (problem === undefined) return;
    const { at, says, isEmptySet } = problem;
    const withoutPart = "Leave it out where it may be missing, or give it a value.";
    const remedy = !isEmptySet
      ? "Change the value, or the field's encode()."
      : at === ""
        ? this.#without
        : withoutPart;
    throw new ItemError(
      "ItemEncodeError",
      `Invalid value for ${this.definition.name} encode: ${attribute}${at} ${says}. ${remedy}`,
      `${attribute}${at}`,
      value,
    );
  }

  /** What to do about an attribute that has no value. */
  get #without(): string {
    return this.isOptional
      ? "Leave the attribute out; an update removes it with remove."
      : "To store items without it, declare the field as optional() and leave the attribute out.";
  }

  /** Converts an attribute value back to a value. @throws ItemError `ItemDecodeError` */
  decode(stored: AttributeValue, attribute: string): T {
    let why = {};
    try {
      const payload = stored[this.definition.type] as Stored<A> | undefined;
      const value = payload === undefined ? undefined : this.definition.decode(payload, attribute);
      if (value !== undefined) return value;
    } catch (cause) {
      if (isAboutPart(cause, attribute)) throw cause;
      why = { cause };
    }
    throw this.#notDecoded(stored, attribute, why);
  }

  #notDecoded(stored: AttributeValue, attribute: string, why: object): ItemError {
    const { name, type, takes } = this.definition;
    return new ItemError(
      "ItemDecodeError",
      `Invalid value for ${name} decode: ${attribute} is stored as ${brief(stored)}. ` +
        `It takes ${takes}, as type ${type}.`,
      attribute,
      stored,
      why,
    );
  }
}

/** Refuses what isn't a field, such as `string` without brackets. @throws DynamoError `DefinitionInvalid` */
export function checkField(what: string, value: unknown): void {
  if (value instanceof Field) return;
  const isCallMissing = typeof value === "function";
  throw new DynamoError(
    "DefinitionInvalid",
    `${what} can't be declared as ${isCallMissing ? "a function" : brief(value)}. ` +
      (isCallMissing
        ? "Call it to make a field: string() instead of string."
        : "Give it a field, such as string() or int()."),
  );
}

/** Tells whether an error is about a part of this attribute: it says more than one about the whole. */
const isAboutPart = (error: unknown, attribute: string) =>
  error instanceof ItemError && error.attribute.startsWith(attribute);

/**
 * Makes a field of your own. Let `encode` and `decode` return `undefined` for values that aren't
 * valid.
 */
export const field = <T, const A extends AttributeType>(
  definition: FieldDefinition<T, A>,
): Field<T, false, A> => new Field(definition, false);
