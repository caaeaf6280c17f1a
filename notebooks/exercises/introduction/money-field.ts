import { DynamoError } from "../../../lib/errors/errors";
import type { Field } from "../../../lib/fields/field";
import { string } from "../../../lib/fields/texts";
import { brief } from "../../../lib/print/brief";
import { Table } from "../../../lib/table/table";
import { exercise } from "../exercise";
import { random } from "../random";
import type { Failure } from "../shortfall";
import type { Trial } from "../trial";
import { EXACT, isError } from "./hints";
import { digits, isNumber } from "./long-numbers";

type MoneyField = () => Field<bigint, false, "N">;

export const moneyField = exercise<MoneyField>({
  "stores whole cents as an amount: 1250 as 12.5": async (moneyField, trial) => {
    const cents = random.int(1_001, 99_999);
    await storesAs(moneyField, trial, BigInt(cents), amountOf(cents), (found) =>
      found === String(cents) ? AMOUNT : POINT,
    );
  },
  "stores amounts below one": async (moneyField, trial) => {
    const hint =
      "Cents below 100 have fewer than three digits. padStart fills a text up from the left.";
    for (const cents of [50, 9, 0])
      await storesAs(moneyField, trial, BigInt(cents), amountOf(cents), hint);
  },
  "stores amounts below zero": async (moneyField, trial) => {
    const hint =
      "Put the sign aside, make the amount of the digits, and set the sign before it. And -7 cents are -0.07.";
    for (const cents of [-random.int(1_001, 99_999), -7])
      await storesAs(moneyField, trial, BigInt(cents), amountOf(cents), hint);
  },
  "stores amounts that no number can hold": async (moneyField, trial) => {
    const units = digits(25);
    await storesAs(moneyField, trial, BigInt(`${units}25`), `${units}.25`, EXACT);
  },
  "reads what DynamoDB gives back": async (moneyField, trial) => {
    const price = await trial.answer(moneyField, { hint: NO_FIELD });
    const table = await trial.created(
      Table({ name: "prices", fields: { id: string(), price }, partitionKey: "id" }),
      { hint: NO_FIELD },
    );
    for (const { cents, hint } of readBack()) {
      const item = { id: random.uuid(), price: cents };
      await trial.answer(() => table.put(item), {
        given: cents,
        hint: (found) => (isError(found, "ItemDecodeError") ? UNREAD : UNWRITTEN),
      });
      await trial.gives(
        async () => (await table.get({ id: item.id }, { consistent: true }))?.price,
        cents,
        {
          given: cents,
          hint: (found) => (typeof found === "number" ? "Its values are bigint." : hint),
        },
      );
    }
  },
  "refuses a stored number that isn't whole cents": async (moneyField, trial) => {
    const N = `${random.int(1, 99)}.${random.int(11, 99)}5`;
    await trial.refuses(() => moneyField().decode({ N }, "price"), "ItemDecodeError", {
      given: { N },
      hint: "decode gives undefined for what it can't take; then the field refuses it. Rounding would lose money without a word.",
    });
  },
});

const NO_FIELD = "moneyField is a function that makes a field, as bigInteger is.";
const AMOUNT =
  "Other programs read an amount here: the last two digits of the cents stand behind a point.";
const POINT =
  "The last two digits of the cents stand behind the point, the others before it. Amounts are stored under N, as text.";
const UNREAD = "put gives the item as it was sent, so decode must read what encode writes, too.";
const UNWRITTEN = "DynamoDB takes a number as text: digits, perhaps a point, perhaps a minus.";
const SPELLING =
  "DynamoDB keeps the value, not the spelling: 12.50 comes back as 12.5, 7.00 as 7, and 0.05 as it is. Fill the digits behind the point up to two.";
const SIGN = "The sign belongs to the whole amount: -12.5 are -1250 cents, and -0.05 are -5.";

const amountOf = (cents: number) => (cents / 100).toFixed(2);

/** Demands that the field stores these cents as this amount, however it is spelled. */
async function storesAs(
  moneyField: MoneyField,
  trial: Trial,
  cents: bigint,
  amount: string,
  hint: Failure["hint"],
): Promise<void> {
  const lead = (found: unknown) =>
    isStray(found) ? NO_FIELD : typeof hint === "string" ? hint : hint(found);
  const found = await trial.answer(() => moneyField().encode(cents, "price").N, {
    given: cents,
    hint: lead,
  });
  trial.holds(
    isNumber(found, amount),
    `gave ${brief({ N: found })} instead of ${brief({ N: amount })}`,
    { given: cents, hint: lead(found) },
  );
}

/** An error that no field throws. */
const isStray = (found: unknown) => found instanceof Error && !(found instanceof DynamoError);

/** Cents that DynamoDB gives back in another spelling than most write them in, or with many digits. */
function readBack(): { cents: bigint; hint: string }[] {
  const plain = [random.int(1_001, 9_999) * 10, 700, 5, 0, random.int(101, 99_999)].map(
    (cents) => ({ cents: BigInt(cents), hint: SPELLING }),
  );
  const negative = [-1_250, -5].map((cents) => ({ cents: BigInt(cents), hint: SIGN }));
  return [...plain, ...negative, { cents: BigInt(digits(27)), hint: EXACT }];
}
