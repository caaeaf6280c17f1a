import { string } from "../fields/texts";
import { decimal } from "../fields/numbers";
import { Table } from "../table/table";
import { exercise } from "./exercise";
import { random } from "./random";

/** The chapter's table, as its cells make it. */
const Wallets = Table({ name: "test_table", fields: { user_id: string(), balance: decimal().optional() }, partitionKey: "user_id", throughput: { read: 1, write: 1 } });

export const userWallet = {
  /** Exercise 2 */
  balanceOf: exercise<(user: string) => PromiseLike<number | undefined>>({
    "gives the balance of a user, as a number": async (balanceOf, trial) => {
      const [user, balance] = [random.uuid(), random.int(1, 1_000)];
      await trial.put(new Wallets(trial.db), { user_id: user, balance: String(balance) });
      await trial.gives(() => balanceOf(user), balance, {
        given: user,
        hint: (found) => (typeof found === "string" ? "Numbers travel as text. Number(…) makes one of it." : "Ask for the item whose user_id is the one that the function is given."),
      });
    },
    "gives undefined for a user without a wallet": async (balanceOf, trial) => {
      const user = random.uuid();
      await trial.gives(() => balanceOf(user), undefined, {
        given: user,
        hint: (found) => (Number.isNaN(found) ? "Number(undefined) is NaN: look whether there is a balance before you convert it." : "Where nothing is found, the answer has no Item. That is no error."),
      });
    },
  }),
};
