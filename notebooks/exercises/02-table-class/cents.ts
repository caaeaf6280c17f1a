import { decodeItem, encodeItem, type Field, Table, uuid } from "../../../lib/index";
import { exercise } from "../framework/exercise";
import { brief, codeOf, sameNumber } from "../framework/internals";
import { random } from "../framework/random";

/** Encodes a value with the field. */
const encoded = (cents: () => Field<unknown, boolean>, price: unknown) =>
  encodeItem({ price: cents() }, { price })["price"];

/** Amounts such as 12.50, with digits that floating-point arithmetic gets wrong. */
const AMOUNTS = ["12.50", "1.15", "0.07", "0.70", "0.00", "4.35"];
const anyAmount = () => `${random.int(1, 99_999)}.${random.int(0, 9)}${random.int(0, 9)}`;
const wholeCents = (text: string) => BigInt(text.replace(".", "")).toString();

const VALID_AMOUNT =
  "This amount is valid. A field refuses a value if encode returns undefined or throws.";

function centsHint(found: unknown): string {
  const { S, N } = (found ?? {}) as { S?: string; N?: string };
  if (found instanceof Error) return VALID_AMOUNT;
  if (S !== undefined)
    return `Type S sorts amounts as text: "9.00" would come after "10.00", and DynamoDB couldn't add to it. Declare type "N".`;
  if (N?.includes(".") === true) {
    return "The stored number should be whole. In JavaScript 1.15 * 100 is 114.99999999999999, so remove the point from the text instead.";
  }
  return "Store the amount's digits without its point.";
}

const INVALID_AMOUNTS = [
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

function refusedHint(value: unknown): string {
  if (typeof value !== "string")
    return "A number isn't a valid amount, because 12.50 and 12.5 are the same number. Accept text only.";
  if (/^\s|\s$/.test(value) || /[a-z]/i.test(value))
    return "The whole text should be an amount. Without ^ and $ a regular expression also matches a part of it.";
  if (value.startsWith("0"))
    return "The field should return what was put, and 012.50 would be read as 12.50. Accept no leading zero except in amounts such as 0.05.";
  if (value.startsWith("-")) return "An amount has no sign here.";
  if (value.length > 30)
    return "DynamoDB keeps 38 digits of a number, two of which are the cents. So at most 36 come before the point.";
  return "An amount has exactly two digits after the point. With one digit, 5 could mean 5 cents or 50.";
}

function readHint(found: unknown): string {
  if (codeOf(found) === "ItemEncodeError") return VALID_AMOUNT;
  if (codeOf(found) === "ItemDecodeError")
    return "It was stored, but can't be read. A field refuses a stored value if decode returns undefined or throws.";
  if (typeof found !== "string") return `Return what was put: a text such as "12.50".`;
  if (/^\d+$/.test(found)) return "The stored number is in cents. decode should insert the point.";
  if (/^\d+\.\d$/.test(found))
    return "An amount has two digits after the point, even if the last one is 0.";
  return `DynamoDB stores a number's value, not its spelling: 005 is read as "5". Pad it with zeros on the left, then insert the point.`;
}

export const cents = exercise<() => Field<unknown, boolean>>({
  "stores whole cents as a number": async (cents, context) => {
    for (const text of [...AMOUNTS, anyAmount(), anyAmount()]) {
      const found = await context.run(() => encoded(cents, text), { given: text, hint: centsHint });
      const N = (found as { N?: string }).N;
      context.expect(
        N !== undefined && sameNumber(N, wholeCents(text)),
        `returned ${brief(found)} instead of ${brief({ N: wholeCents(text) })}`,
        { given: text, hint: centsHint(found) },
      );
    }
  },
  "reads from a table what was put there": async (cents, context) => {
    const price = await context.run(cents, {
      hint: "cents is a function that returns a field: () => field({ … }).",
    });
    const Prices = Table({ name: "prices", fields: { id: uuid(), price }, partitionKey: "id" });
    const prices = await context.createTable(Prices, {
      hint: "Creating a table with this field shouldn't fail.",
    });
    for (const text of ["0.05", ...AMOUNTS, anyAmount()]) {
      const id = random.uuid();
      const there = async () => {
        await prices.put({ id, price: text });
        return (await prices.get({ id }, { consistent: true }))?.price;
      };
      await context.expectResult(there, text, { given: text, hint: readHint });
    }
  },
  "keeps all 38 digits": async (cents, context) => {
    const text = `${random.digits(36)}.${random.digits(2)}`;
    const there = () =>
      decodeItem({ price: cents() }, encodeItem({ price: cents() }, { price: text })).price;
    await context.expectResult(there, text, {
      given: text,
      hint: "A JavaScript number keeps 15 to 17 digits, DynamoDB keeps 38. Work with the text: remove the point and insert it again.",
    });
  },
  "refuses everything else": async (cents, context) => {
    for (const value of [...INVALID_AMOUNTS, `${random.digits(37)}.${random.digits(2)}`]) {
      await context.expectError(() => encoded(cents, value), "ItemEncodeError", {
        given: value,
        hint: refusedHint(value),
      });
    }
  },
  "refuses to read a stored number that can't be whole cents": async (cents, context) => {
    for (const N of ["12.5", "-5"]) {
      await context.expectError(
        () => decodeItem({ price: cents() }, { price: { N } }),
        "ItemDecodeError",
        {
          given: { N },
          hint: "Another program may have stored this number. decode should return undefined for a number that none of its values has.",
        },
      );
    }
  },
});
