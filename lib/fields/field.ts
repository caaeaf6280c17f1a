import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ItemError } from "../errors/errors";
import { brief } from "../print/brief";

/** DynamoDB's types; a key has S, N or B. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html */
export type AttributeType = "S" | "N" | "B" | "BOOL" | "M" | "L" | "SS" | "NS" | "BS";

/** What stands behind a type in an attribute value: `"100"` in `{ N: "100" }`. */
export type Stored<A extends AttributeType> = NonNullable<AttributeValue[A]>;

/** How values of TypeScript become attribute values, and back. */
export type FieldDefinition<T, A extends AttributeType> = {
  /** What messages call it. */
  name: string;
  /** The type under which it travels. */
  type: A;
  /** What it accepts, for messages: "It takes …". */
  takes: string;
  /** What is stored for a value; `undefined` if the value isn't one of this field's. */
  encode(value: T): Stored<A> | undefined;
  /** The value of what is stored; `undefined` if it can't be one of this field's. */
  decode(stored: Stored<A>): T | undefined;
};

/** One attribute of an item: its type in DynamoDB and in TypeScript. */
export class Field<T, Optional extends boolean = false, A extends AttributeType = AttributeType> {
  constructor(
    readonly definition: FieldDefinition<T, A>,
    readonly isOptional: Optional,
  ) {}

  /** An item may lack this attribute: its property becomes optional. */
  optional(): Field<T, true, A> {
    return new Field(this.definition, true);
  }

  /** @throws ItemError `ItemEncodeError` */
  encode(value: unknown, attribute: string): AttributeValue {
    const { name, type, takes } = this.definition;
    const attempt = tryTo(() => this.definition.encode(value as T));
    if (attempt.result !== undefined)
      return { [type]: attempt.result } as unknown as AttributeValue;
    throw new ItemError(
      "ItemEncodeError",
      `Invalid value for ${name} encode: ${attribute} can't be ${brief(value)}. It takes ${takes}.`,
      attribute,
      value,
      attempt,
    );
  }

  /** @throws ItemError `ItemDecodeError` */
  decode(stored: AttributeValue, attribute: string): T {
    const { name, type, takes } = this.definition;
    const payload = stored[type] as Stored<A> | undefined;
    const attempt = tryTo(() =>
      payload === undefined ? undefined : this.definition.decode(payload),
    );
    if (attempt.result !== undefined) return attempt.result;
    throw new ItemError(
      "ItemDecodeError",
      `Invalid value for ${name} decode: ${attribute} is stored as ${brief(stored)}. It takes ${takes}, as type ${type}.`,
      attribute,
      stored,
      attempt,
    );
  }
}

/** A field of your own. Let `encode` and `decode` answer `undefined` to what isn't a value of it. */
export const field = <T, const A extends AttributeType>(
  definition: FieldDefinition<T, A>,
): Field<T, false, A> => new Field(definition, false);

/** A field's own code may stumble over values that its type excludes: that too means "not one of mine". */
function tryTo<T>(work: () => T | undefined): { result?: T | undefined; cause?: unknown } {
  try {
    return { result: work() };
  } catch (cause) {
    return { cause };
  }
}
