import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { fieldOf } from "../items/encode";
import type { Fields } from "../items/types";

/** The parameters that go with every expression. Empty ones must not travel. */
export type Placeholders = {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, AttributeValue>;
};

/**
 * Collects the names and values of one request's expressions. Names always travel as `#name` and values as `:name`, so
 * that no reserved word and no unusual letter is in the way.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html
 */
export class Expression {
  private readonly names = new Map<string, string>();
  private readonly values = new Map<string, AttributeValue>();

  constructor(private readonly fields: Fields) {}

  /** The placeholder of an attribute's name. */
  name(attribute: string): string {
    fieldOf(this.fields, attribute);
    const known = [...this.names].find(([, name]) => name === attribute);
    if (known !== undefined) return known[0];
    const placeholder = unused(this.names, `#${letters(attribute)}`);
    this.names.set(placeholder, attribute);
    return placeholder;
  }

  /** The placeholder of a value, encoded by its attribute's field, and by default called like it. */
  value(attribute: string, value: unknown, called = attribute): string {
    return this.stored(called, fieldOf(this.fields, attribute).encode(value, attribute));
  }

  /** The placeholder of a value that is encoded already. */
  stored(called: string, value: AttributeValue): string {
    const placeholder = unused(this.values, `:${letters(called)}`);
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

const LONGEST = 100;

/** Placeholders take letters, digits and underscores only, and at most 255 of them. */
const letters = (attribute: string) => attribute.slice(0, LONGEST).replace(/[^A-Za-z0-9_]/g, "_");

function unused(taken: ReadonlyMap<string, unknown>, wanted: string): string {
  let placeholder = wanted;
  for (let count = 2; taken.has(placeholder); count++) placeholder = `${wanted}_${count}`;
  return placeholder;
}
