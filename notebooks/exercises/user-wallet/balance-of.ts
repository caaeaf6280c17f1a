import { exercise } from "../exercise";
import { random } from "../random";
import { Wallets } from "./wallets";

type BalanceOf = (user: string) => PromiseLike<number | undefined>;

export const balanceOf = exercise<BalanceOf>({
  "gives the balance of a user, as a number": async (balanceOf, trial) => {
    const [user, balance] = [random.uuid(), random.int(1, 1_000)];
    await trial.put(new Wallets(trial.db), { user_id: user, balance: String(balance) });
    await trial.gives(() => balanceOf(user), balance, {
      given: user,
      hint: (found) =>
        typeof found === "string"
          ? "Numbers travel as text. Number(…) makes one of it."
          : "Ask for the item whose user_id is the one that the function is given.",
    });
  },
  "gives 0 for an empty wallet": async (balanceOf, trial) => {
    const user = random.uuid();
    await trial.put(new Wallets(trial.db), { user_id: user, balance: "0" });
    await trial.gives(() => balanceOf(user), 0, {
      given: user,
      hint: "An empty wallet is a wallet. 0 counts as false in JavaScript: ask whether there is a balance, not whether it is true.",
    });
  },
  "gives undefined for a user without a wallet": async (balanceOf, trial) => {
    const user = random.uuid();
    await trial.gives(() => balanceOf(user), undefined, {
      given: user,
      hint: (found) =>
        Number.isNaN(found)
          ? "Number(undefined) is NaN: look whether there is a balance before you convert it."
          : "Where nothing is found, the answer has no Item. That is no error.",
    });
  },
});
