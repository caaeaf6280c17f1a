import { DynamoError, type Field, string, Table } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import type { Feedback } from "../framework/check-failure";
import { isNumber } from "../framework/decimals";
import { exercise } from "../framework/exercise";
import { brief, codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { EXACT } from "./hints";

type MoneyField = () => Field<bigint, false, "N">;

export const moneyField = exercise<MoneyField>({
  "stores whole cents as an amount: 1250 as 12.5": async (moneyField, context) => {
    const cents = random.int(1_001, 99_999);
    await expectStoredAs(moneyField, context, BigInt(cents), amountOf(cents), (found) =>
      found === String(cents) ? AMOUNT : POINT,
    );
  },
  "stores amounts below one": async (moneyField, context) => {
    const hint = "Cents below 100 have fewer than three digits. padStart adds zeros on the left.";
    for (const cents of [50, 9, 0])
      await expectStoredAs(moneyField, context, BigInt(cents), amountOf(cents), hint);
  },
  "stores amounts below zero": async (moneyField, context) => {
    const hint =
      "Remove the sign, format the digits as an amount, and put the sign back: -7 cents are -0.07.";
    for (const cents of [-random.int(1_001, 99_999), -7])
      await expectStoredAs(moneyField, context, BigInt(cents), amountOf(cents), hint);
  },
  "stores amounts that a number can't hold": async (moneyField, context) => {
    const units = random.digits(25);
    await expectStoredAs(moneyField, context, BigInt(`${units}25`), `${units}.25`, EXACT);
  },
  "reads what DynamoDB returns": async (moneyField, context) => {
    const price = await context.run(moneyField, { hint: NO_FIELD });
    const table = await context.createTable(
      Table({ name: "prices", fields: { id: string(), price }, partitionKey: "id" }),
      { hint: NO_FIELD },
    );
    for (const { cents, hint } of casesToRead()) {
      const item = { id: random.uuid(), price: cents };
      await context.run(() => table.put(item), {
        given: cents,
        hint: (found) => (codeOf(found) === "ItemDecodeError" ? UNREAD : UNWRITTEN),
      });
      await context.expectResult(
        async () => (await table.get({ id: item.id }, { consistent: true }))?.price,
        cents,
        {
          given: cents,
          hint: (found) => (typeof found === "number" ? "The field's values are bigint." : hint),
        },
      );
    }
  },
  "refuses a stored number that isn't whole cents": async (moneyField, context) => {
    const N = `${random.int(1, 99)}.${random.int(11, 99)}5`;
    await context.expectError(() => moneyField().decode({ N }, "price"), "ItemDecodeError", {
      given: { N },
      hint: "decode should return undefined for a number that it can't read, so that the field refuses it. Rounding would lose money silently.",
    });
  },
});

const NO_FIELD = "moneyField is a function that returns a field, as bigInteger is.";
const AMOUNT =
  "Other programs read an amount here: put a point before the last two digits of the cents.";
const POINT =
  "Put the point before the last two digits of the cents. Amounts are stored as type N, as text.";
const UNREAD = "put returns the item as sent, so decode must also read what encode writes.";
const UNWRITTEN =
  "DynamoDB takes a number as text: digits, with an optional point and an optional minus.";
const SPELLING =
  "DynamoDB keeps the value, not the spelling: 12.50 is read as 12.5, and 7.00 as 7. Pad the digits after the point to two.";
const SIGN = "The sign applies to the whole amount: -12.5 is -1250 cents, and -0.05 is -5.";

const amountOf = (cents: number) => (cents / 100).toFixed(2);

/** Requires that the field stores these cents as this amount, in any spelling. */
async function expectStoredAs(
  moneyField: MoneyField,
  context: CheckContext,
  cents: bigint,
  amount: string,
  hint: Feedback["hint"],
): Promise<void> {
  const hintFor = (found: unknown) =>
    isUnexpected(found) ? NO_FIELD : typeof hint === "string" ? hint : hint(found);
  const found = await context.run(() => moneyField().encode(cents, "price").N, {
    given: cents,
    hint: hintFor,
  });
  context.expect(
    isNumber(found, amount),
    `returned ${brief({ N: found })} instead of ${brief({ N: amount })}`,
    { given: cents, hint: hintFor(found) },
  );
}

/** Whether this is an error that fields don't throw. */
const isUnexpected = (found: unknown) => found instanceof Error && !(found instanceof DynamoError);

/** Cents that DynamoDB returns in another spelling than they were written, or with many digits. */
function casesToRead(): { cents: bigint; hint: string }[] {
  const plain = [random.int(1_001, 9_999) * 10, 700, 5, 0, random.int(101, 99_999)].map(
    (cents) => ({ cents: BigInt(cents), hint: SPELLING }),
  );
  const negative = [-1_250, -5].map((cents) => ({ cents: BigInt(cents), hint: SIGN }));
  return [...plain, ...negative, { cents: BigInt(random.digits(27)), hint: EXACT }];
}
