import { times } from "../framework/at-once";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { brief, codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { newUser, putWallet, succeeds, walletOf } from "./fixtures";

type SpendWithin = (user_id: string, amount: number, limit: number) => unknown;
type Wallet = { balance: number; spent?: number; note?: string };

const REFUSED = "ConditionalCheckFailedException";

/** A new user with this wallet. */
async function userWith(context: CheckContext, { balance, ...more }: Wallet): Promise<string> {
  const user_id = newUser(context);
  await putWallet(context, user_id, balance, more);
  return user_id;
}

function spentHint(found: unknown): string {
  if (codeOf(found) === REFUSED)
    return "Balance and limit both allow this. The limit itself may be reached, and a wallet without spent has spent nothing: its condition needs an or.";
  if (codeOf(found) === "ValidationException")
    return "DynamoDB rejects the request: read the error's message. A condition compares, and can't add: the sum of amount and spent is at most the limit if spent is at most their difference. An update may calculate, and if_not_exists(spent, :zero) stands for a missing spent.";
  if (found instanceof Error) return "Read the error's message: it says what is wrong.";
  if (found !== null && typeof found === "object")
    return "Return the number alone: with ReturnValues, the response has the attributes after the update.";
  return "Return spent after the change, as a number. ReturnValues lets the update's response contain it.";
}

/** Requires that the amount is spent, and that nothing else changes. */
async function expectSpent(
  spendWithin: SpendWithin,
  context: CheckContext,
  wallet: Wallet,
  amount: number,
  limit: number,
): Promise<void> {
  const user_id = await userWith(context, wallet);
  const spent = (wallet.spent ?? 0) + amount;
  const given = { wallet, amount, limit };
  const call = () => spendWithin(user_id, amount, limit);
  await context.expectResult(call, spent, { given, hint: spentHint });
  const expected = { user_id, ...wallet, balance: wallet.balance - amount, spent };
  const found = await walletOf(context, user_id);
  context.expect(deepEqual(found, expected), `left ${brief(found)} instead of ${brief(expected)}`, {
    given,
    hint: "The update lowers balance by the amount, raises spent by it, and leaves every other attribute unchanged.",
  });
}

/** Requires that DynamoDB refuses it, and that nothing changes. */
async function expectRefused(
  spendWithin: SpendWithin,
  context: CheckContext,
  wallet: Wallet | undefined,
  [amount, limit]: [number, number],
  why: string,
): Promise<void> {
  const user_id = wallet === undefined ? newUser(context) : await userWith(context, wallet);
  const given = { wallet: wallet ?? "none", amount, limit };
  await context.expectError(() => spendWithin(user_id, amount, limit), REFUSED, {
    given,
    hint: (outcome) => {
      if (typeof outcome === "object" && outcome !== null && "error" in outcome)
        return codeOf(outcome.error) === "ValidationException"
          ? spentHint(outcome.error)
          : `Let DynamoDB refuse this, and let its error pass. ${why}`;
      return why;
    },
  });
  const found = await walletOf(context, user_id);
  const expected = wallet && { user_id, ...wallet };
  context.expect(deepEqual(found, expected), `left ${brief(found)}`, { given, hint: why });
}

export const spendWithin = exercise<SpendWithin>({
  "takes the first amount of the day, and returns what was spent": (spendWithin, context) =>
    expectSpent(
      spendWithin,
      context,
      { balance: random.int(60, 99), note: "a" },
      random.int(10, 50),
      50,
    ),
  "adds to what was spent, up to the limit": async (spendWithin, context) => {
    const [spent, amount] = [random.int(1, 20), random.int(21, 40)];
    await expectSpent(spendWithin, context, { balance: 90, spent, note: "a" }, amount, 60);
    await expectSpent(spendWithin, context, { balance: 90, spent }, amount, spent + amount);
  },
  "takes the whole balance": (spendWithin, context) =>
    expectSpent(spendWithin, context, { balance: 25, spent: 5 }, 25, 100),
  "refuses to go beyond the limit": async (spendWithin, context) => {
    const spent = random.int(10, 40);
    await expectRefused(
      spendWithin,
      context,
      { balance: 500, spent },
      [51 - spent, 50],
      "Together with what was spent before, this is one more than the limit.",
    );
    await expectRefused(
      spendWithin,
      context,
      { balance: 500 },
      [51, 50],
      "Nothing was spent yet, but the amount alone is more than the limit. What does your condition say of a wallet without spent?",
    );
  },
  "refuses more than the balance": (spendWithin, context) =>
    expectRefused(
      spendWithin,
      context,
      { balance: 20, spent: 5 },
      [21, 500],
      "The balance is too low. The condition needs both: the balance, and the limit. and binds more strongly than or, so use parentheses.",
    ),
  "refuses a user without a wallet, and creates none": (spendWithin, context) =>
    expectRefused(
      spendWithin,
      context,
      undefined,
      [10, 50],
      "This user has no wallet, and UpdateItem would create one. A comparison with a missing attribute doesn't hold.",
    ),
  "keeps the limit if ten calls arrive at once, for one write unit each": async (
    spendWithin,
    context,
  ) => {
    const user_id = await userWith(context, { balance: 500 });
    const given = { wallet: { balance: 500 }, amount: 10, limit: 50 };
    const ten = times(10, () => succeeds(() => spendWithin(user_id, 10, 50)));
    const made = (await context.runAtOnce(ten, { given, hint: "" })).filter(Boolean).length;
    const found = await walletOf(context, user_id);
    context.expect(
      made === 5 && found?.balance === 450 && found.spent === 50,
      `let ${made} of 10 calls pass, and left ${brief(found)}`,
      {
        given,
        hint: "Five times ten reach the limit. Let the update's condition decide, at the moment of the write.",
      },
    );
    const other = await userWith(context, { balance: 50 });
    const { units, requests } = await context.measure(() => spendWithin(other, 1, 50), {
      given,
      hint: spentHint,
    });
    context.expect(
      units === 1 && requests.length === 1,
      `sent ${requests.map(({ operation }) => operation).join(", ") || "nothing"}, for ${units} units`,
      { given, hint: "One UpdateItem can check, calculate, and return the result." },
    );
  },
  "lets other errors pass": (spendWithin, context) =>
    expectFailuresPassedOn(context, async () => {
      const user_id = await userWith(context, { balance: 50 });
      return { call: () => spendWithin(user_id, 5, 50), given: user_id, right: 5 };
    }),
});
