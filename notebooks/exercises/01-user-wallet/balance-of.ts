import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { random } from "../framework/random";
import { Wallets } from "./fixtures";

type BalanceOf = (user: string) => PromiseLike<number | undefined>;

export const balanceOf = exercise<BalanceOf>({
  "returns a user's balance as a number": async (balanceOf, context) => {
    const [user, balance] = [random.uuid(), random.int(1, 1_000) + 0.25];
    await context.put(new Wallets(context.db), { user_id: user, balance: String(balance) });
    await context.expectResult(() => balanceOf(user), balance, {
      given: user,
      hint: (found) =>
        typeof found === "string"
          ? "A response carries numbers as text. Number(…) converts it."
          : found === Math.trunc(balance)
            ? "A balance may have a fraction, and parseInt drops it. Number(…) keeps it."
            : "Get the item whose user_id is the function's argument.",
    });
  },
  "returns 0 for an empty wallet": async (balanceOf, context) => {
    const user = random.uuid();
    await context.put(new Wallets(context.db), { user_id: user, balance: "0" });
    await context.expectResult(() => balanceOf(user), 0, {
      given: user,
      hint: "This user has a wallet, and its balance is 0. JavaScript treats 0 as false, so test whether the balance is undefined.",
    });
  },
  "returns undefined for a wallet without a balance": async (balanceOf, context) => {
    const user = random.uuid();
    await context.put(new Wallets(context.db), { user_id: user, note: "no balance" });
    await context.expectResult(() => balanceOf(user), undefined, {
      given: user,
      hint: (found) =>
        found instanceof Error
          ? "This item exists and has no balance: no schema requires one. Check for the attribute before you read its N."
          : "This item exists and has no balance, and Number(undefined) is NaN. Check that there is a balance before you convert it.",
    });
  },
  "returns undefined for a user without a wallet": async (balanceOf, context) => {
    const user = random.uuid();
    await context.expectResult(() => balanceOf(user), undefined, {
      given: user,
      hint: (found) =>
        Number.isNaN(found)
          ? "Number(undefined) is NaN. Check that there is a balance before you convert it."
          : "If the item doesn't exist, the response has no Item. That isn't an error.",
    });
  },
  "lets errors pass": async (balanceOf, context) => {
    const [user, balance] = [random.uuid(), random.int(1, 1_000)];
    await context.put(new Wallets(context.db), { user_id: user, balance: String(balance) });
    await expectFailuresPassedOn(context, () => ({
      call: () => balanceOf(user),
      given: user,
      right: balance,
    }));
  },
});
