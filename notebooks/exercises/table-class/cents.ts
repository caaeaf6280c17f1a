import type { Field } from "../../../lib/fields/field";
import { sameNumber } from "../../../lib/fields/numbers";
import { uuid } from "../../../lib/fields/texts";
import { decodeItem } from "../../../lib/items/decode";
import { encodeItem } from "../../../lib/items/encode";
import { brief } from "../../../lib/print/brief";
import { Table } from "../../../lib/table/table";
import { exercise } from "../exercise";
import { random } from "../random";
import { digits } from "./digits";
import { codeOf } from "./wallets";

/** What the field makes of a value. */
const encoded = (cents: () => Field<unknown, boolean>, price: unknown) =>
  encodeItem({ price: cents() }, { price })["price"];

/** Such as 12.50, with the digits that a calculation with floating-point numbers gets wrong. */
const AMOUNTS = ["12.50", "1.15", "0.07", "0.70", "0.00", "4.35"];
const anyAmount = () => `${random.int(1, 99_999)}.${random.int(0, 9)}${random.int(0, 9)}`;
const wholeCents = (text: string) => BigInt(text.replace(".", "")).toString();

const RIGHT =
  "This amount is a right one. Where encode gives undefined, or stumbles, the value is refused.";

function notCents(found: unknown): string {
  const { S, N } = (found ?? {}) as { S?: string; N?: string };
  if (found instanceof Error) return RIGHT;
  if (S !== undefined)
    return `Under type S an amount is a text: "9.00" would come after "10.00", and nobody could add to it. Declare type "N".`;
  if (N?.includes(".") === true) {
    return "What is stored should be whole. 1.15 * 100 is 114.99999999999999 in JavaScript. Leave the digits alone, and take out the point.";
  }
  return "Whole cents are the digits of the amount, without its point.";
}

const NO_AMOUNTS = [
  "about 12.50 or so",
  " 12.50",
  "12.50\n",
  "12.5",
  "12",
  "12,50",
  "12.505",
  ".50",
  "",
  "-1.00",
  "012.50",
  12.55,
];

function notRefused(value: unknown): string {
  if (typeof value !== "string")
    return "A number isn't an amount here: 12.50 and 12.5 are the same number. Take texts only.";
  if (/^\s|\s$/.test(value) || /[a-z]/i.test(value))
    return "The amount should be the whole text. Without ^ and $ an expression looks for an amount somewhere in it.";
  if (value.startsWith("0"))
    return "What is put should come back: 012.50 would come back as 12.50. Take no zeros in front, but the one of 0.05.";
  if (value.startsWith("-")) return "An amount has no sign here.";
  if (value.length > 30)
    return "DynamoDB keeps 38 digits of a number, cents included: 36 before the point are the most.";
  return "There should be exactly two digits behind a point: else nobody knows whether a 5 means 5 cents or 50.";
}

function notBack(found: unknown): string {
  if (codeOf(found) === "ItemEncodeError") return RIGHT;
  if (codeOf(found) === "ItemDecodeError")
    return "It was stored, and can't be read: where decode gives undefined, or stumbles, what is stored is refused.";
  if (typeof found !== "string") return `Give back what was put: a text, such as "12.50".`;
  if (/^\d+$/.test(found)) return "What is stored are cents: decode sets the point again.";
  if (/^\d+\.\d$/.test(found))
    return "An amount has two digits behind its point, also where the last one is 0.";
  return `DynamoDB keeps numbers, not how they are spelled: 005 comes back as "5". Fill up with zeros on the left before you set the point.`;
}

export const cents = exercise<() => Field<unknown, boolean>>({
  "stores whole cents, as a number": async (cents, trial) => {
    for (const text of [...AMOUNTS, anyAmount(), anyAmount()]) {
      const found = await trial.answer(() => encoded(cents, text), { given: text, hint: notCents });
      const N = (found as { N?: string }).N;
      trial.holds(
        N !== undefined && sameNumber(N, wholeCents(text)),
        `gave ${brief(found)} instead of ${brief({ N: wholeCents(text) })}`,
        { given: text, hint: notCents(found) },
      );
    }
  },
  "gives back from a table what was put there": async (cents, trial) => {
    const price = await trial.answer(cents, {
      hint: "cents is a function that gives a field: () => field({ … }).",
    });
    const Prices = Table({ name: "prices", fields: { id: uuid(), price }, partitionKey: "id" });
    const prices = await trial.created(Prices, {
      hint: "A table with such a field should be possible.",
    });
    for (const text of ["0.05", ...AMOUNTS, anyAmount()]) {
      const id = random.uuid();
      const there = async () => {
        await prices.put({ id, price: text });
        return (await prices.get({ id }, { consistent: true }))?.price;
      };
      await trial.gives(there, text, { given: text, hint: notBack });
    }
  },
  "keeps each of 38 digits": async (cents, trial) => {
    const text = `${digits(36)}.${digits(2)}`;
    const there = () =>
      decodeItem({ price: cents() }, encodeItem({ price: cents() }, { price: text })).price;
    await trial.gives(there, text, {
      given: text,
      hint: "A number of JavaScript keeps 15 to 17 digits, DynamoDB 38. Work with the text: take the point out, and put it in again.",
    });
  },
  "refuses what is no such amount": async (cents, trial) => {
    for (const value of [...NO_AMOUNTS, `${digits(37)}.${digits(2)}`]) {
      await trial.refuses(() => encoded(cents, value), "ItemEncodeError", {
        given: value,
        hint: notRefused(value),
      });
    }
  },
  "refuses to read what is stored and can't be whole cents": async (cents, trial) => {
    for (const N of ["12.5", "-5"]) {
      await trial.refuses(
        () => decodeItem({ price: cents() }, { price: { N } }),
        "ItemDecodeError",
        {
          given: { N },
          hint: "Another program may have stored it. decode is asked, too: it gives undefined for what can't be one of its values.",
        },
      );
    }
  },
});
