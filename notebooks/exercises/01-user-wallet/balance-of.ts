import { exercise } from "../framework/exercise";
import { random } from "../framework/random";
import { Wallets } from "./fixtures";

type BalanceOf = (user: string) => PromiseLike<number | undefined>;

export const balanceOf = exercise<BalanceOf>({
  "returns a user's balance as a number": async (balanceOf, context) => {
    const [user, balance] = [random.uuid(), random.int(1, 1_000)];
    await context.put(new Wallets(context.db), { user_id: user, balance: String(balance) });
    await context.expectResult(() => balanceOf(user), balance, {
      given: user,
      hint: (found) =>
        typeof found === "string"
          ? "A response carries numbers as text. Number(…) converts it."
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
});
