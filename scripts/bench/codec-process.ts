/** One side of the comparison of codecs: what contestant.ts runs. */
import assert from "node:assert/strict";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { decodeItem, encodeItem } from "../../lib/index";
import type { Contestant } from "./contestant";
import { ORDERS, type Order } from "./orders";
import { decode, encode } from "./sides/by-hand";
import { fields } from "./sides/library";

type Stored = Record<string, AttributeValue>;
type Codec = { encode: (order: Order) => Stored; decode: (stored: Stored) => object };

export const CODECS: Record<string, Codec> = {
  "util-dynamodb": { encode: (order) => marshall(order), decode: (stored) => unmarshall(stored) },
  "by hand": { encode, decode },
  "this library": {
    encode: (order) => encodeItem(fields, order),
    decode: (stored) => decodeItem(fields, stored),
  },
};

/** What the last call returned: the engine may not leave out work whose result is kept. */
export let kept: object | undefined;

export function contestant(side: string): Promise<Contestant> {
  const codec = CODECS[side];
  if (codec === undefined) throw new Error(`There is no codec ${side}.`);
  const stored = ORDERS.map(encode);
  assert.deepEqual(ORDERS.map(codec.encode), stored);
  assert.deepEqual(stored.map(codec.decode), ORDERS);
  return Promise.resolve({
    encode: (calls) => repeat(calls, ORDERS, codec.encode),
    decode: (calls) => repeat(calls, stored, codec.decode),
  });
}

/** Calls a function with one item after the other, from the first again after the last. */
function repeat<T>(calls: number, items: readonly T[], convert: (item: T) => object): void {
  for (let call = 0; call < calls; call++) kept = convert(items[call % items.length] as T);
}
