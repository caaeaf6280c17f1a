import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Field } from "../fields/field";

/** The attributes that a program knows, by name. */
export type Fields = Record<string, Field<unknown, boolean>>;

/** Spelled out: messages and hovers show the properties instead of the types they were computed from. */
export type Flat<T> = T extends infer O ? { [K in keyof O]: O[K] } : never;

type ValueOf<X> = X extends Field<infer T, boolean> ? T : never;
type OptionalNames<F extends Fields> = {
  [K in keyof F]: F[K]["isOptional"] extends true ? K : never;
}[keyof F];

/** An item as TypeScript sees it. */
export type Item<F extends Fields> = Flat<
  { [K in Exclude<keyof F, OptionalNames<F>>]: ValueOf<F[K]> } & {
    [K in OptionalNames<F>]?: ValueOf<F[K]>;
  }
>;

/** An item as DynamoDB stores it. */
export type StoredItem = Record<string, AttributeValue>;
