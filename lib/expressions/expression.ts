import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AttributeType } from "../fields/field";
import { fieldOf } from "../items/encode";
import type { Fields } from "../items/types";

/** The parameters that go with an expression. DynamoDB refuses empty ones. */
export type Placeholders = {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, AttributeValue>;
};

/**
 * Collects the names and values of one request's expressions. It sends every name as `#name` and
 * every value as `:name`, so that reserved words and unusual letters do no harm.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html
 */
export class Expression {
  private readonly names = new Map<string, string>();
  private readonly placeholdersOf = new Map<string, string>();
  private readonly values = new Map<string, AttributeValue>();

  constructor(private readonly fields: Fields) {}

  /**
   * Returns the placeholder of an attribute's name.
   *
   * @throws ItemError `ItemEncodeError` if there is no such field
   */
  name(attribute: string): string {
    fieldOf(this.fields, attribute);
    const known = this.placeholdersOf.get(attribute);
    if (known !== undefined) return known;
    const placeholder = unused(this.names, `#${allowed(attribute)}`);
    this.names.set(placeholder, attribute);
    this.placeholdersOf.set(attribute, placeholder);
    return placeholder;
  }

  /**
   * Encodes a value by its attribute's field, and returns its placeholder.
   *
   * @throws ItemError `ItemEncodeError`
   */
  value(attribute: string, value: unknown): string {
    return this.encoded(attribute, this.encode(attribute, value));
  }

  /** Encodes a value by its attribute's field. @throws ItemError `ItemEncodeError` */
  encode(attribute: string, value: unknown): AttributeValue {
    return encodeOperand(this.fields, attribute, value);
  }

  /** Returns the type of an attribute in DynamoDB. @throws ItemError `ItemEncodeError` */
  typeOf(attribute: string): AttributeType {
    return fieldOf(this.fields, attribute).definition.type;
  }

  /** Returns the placeholder of a value that is encoded already. */
  encoded(name: string, value: AttributeValue): string {
    const placeholder = unused(this.values, `:${allowed(name)}`);
    this.values.set(placeholder, value);
    return placeholder;
  }

  placeholders(): Placeholders {
    return {
      ...(this.names.size > 0 && { ExpressionAttributeNames: Object.fromEntries(this.names) }),
      ...(this.values.size > 0 && { ExpressionAttributeValues: Object.fromEntries(this.values) }),
    };
  }
}

/** Encodes a value of an expression by its attribute's field. @throws ItemError `ItemEncodeError` */
export function encodeOperand(fields: Fields, attribute: string, value: unknown): AttributeValue {
  const field = fieldOf(fields, attribute);
  const encoded = field.encode(value, attribute);
  field.checkStorable(encoded, attribute, value);
  return encoded;
}

const MAX_LENGTH = 100;

/** A placeholder has only letters, digits and underscores, and at most 255 of them. */
const allowed = (attribute: string) =>
  /^\w{1,100}$/.test(attribute) ? attribute : replaced(attribute);

const replaced = (attribute: string) =>
  attribute.slice(0, MAX_LENGTH).replace(/[^A-Za-z0-9_]/g, "_");

function unused(taken: ReadonlyMap<string, unknown>, wanted: string): string {
  let placeholder = wanted;
  for (let count = 2; taken.has(placeholder); count++) placeholder = `${wanted}_${count}`;
  return placeholder;
}
