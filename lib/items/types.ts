import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Field } from "../fields/field";

/** The fields of a table, by the names of attributes. */
export type Fields = Record<string, Field<unknown, boolean>>;

/** Spells a computed type out, so that messages and hovers show its properties. */
export type Flat<T> = T extends infer O ? { [K in keyof O]: O[K] } : never;

type ValueOf<X> = X extends Field<infer T, boolean> ? T : never;
type OptionalNames<F extends Fields> = {
  [K in keyof F]: F[K]["isOptional"] extends true ? K : never;
}[keyof F];

/** An item in TypeScript: `{ balance: number }`. */
export type Item<F extends Fields> = Flat<
  { [K in Exclude<keyof F, OptionalNames<F>>]: ValueOf<F[K]> } & {
    [K in OptionalNames<F>]?: ValueOf<F[K]>;
  }
>;

/** An item in DynamoDB's format: `{ balance: { N: "100" } }`. */
export type StoredItem = Record<string, AttributeValue>;
