import { exercise } from "../exercise";
import { random } from "../random";
import { same } from "../same";
import { balanceOf, codeOf, givesWallet, newUser, said, Wallets } from "./wallets";

type OpenWallet = (user_id: string) => unknown;

/** What doesn't fit when a wallet wasn't opened for a new user. */
function notOpened(found: unknown): string {
  if (codeOf(found) === "ConditionalCheckFailedException")
    return "This user has no wallet, and your condition wants one. Turn it round.";
  if (found === false || found instanceof Error)
    return "This user had no wallet, so there was one to open.";
  return "Whoever calls wants to know how it went: return true when the wallet is opened.";
}

/** What doesn't fit when it was called for a user who has a wallet. */
function notDeclined(found: unknown): string {
  if (codeOf(found) === "ConditionalCheckFailedException")
    return "DynamoDB has refused the write, as it should. Catch that error, and give false.";
  return "There was a wallet already. DynamoDB can look whether there is one at the moment of writing: put takes a condition, `if`.";
}

/** What doesn't fit when an id that is no UUID was no error. */
function notPassed(found: unknown): string {
  if (same(found, { value: true }))
    return "Past the table's fields any text is a user. Make the request with wallets.put, or the item with encodeItem.";
  return "Only ConditionalCheckFailedException says that there is a wallet. Look at the error's code, and throw every other error on.";
}

export const openWallet = exercise<OpenWallet>({
  "opens a wallet with a balance of 0, and gives true": async (openWallet, trial) => {
    const user_id = random.uuid();
    // Written and deleted: it says so if the chapter's table isn't there.
    await givesWallet(trial, user_id, 1);
    await new Wallets(trial.db).delete({ user_id });
    await trial.gives(() => openWallet(user_id), true, { given: user_id, hint: notOpened });
    const balance = await balanceOf(trial, user_id);
    trial.holds(balance === 0, `left ${said(balance)} instead of a balance of 0`, {
      given: user_id,
      hint: "A wallet is an item with user_id and a balance of 0. Was the put sent? Only await sends it.",
    });
  },
  "gives false where there is a wallet, and leaves it alone": async (openWallet, trial) => {
    const [user_id, balance] = [random.uuid(), random.int(1, 1_000)];
    await givesWallet(trial, user_id, balance);
    await trial.gives(() => openWallet(user_id), false, { given: user_id, hint: notDeclined });
    const found = await balanceOf(trial, user_id);
    trial.holds(found === balance, `left ${said(found)} instead of ${balance}`, {
      given: user_id,
      hint: "The balance that was there is gone: put replaces the whole item. Refuse the write, not only the answer.",
    });
  },
  "lets one of ten calls at the same time open it, for one write unit each": async (
    openWallet,
    trial,
  ) => {
    const [user_id, other] = [newUser(trial), newUser(trial)];
    const failure = {
      given: user_id,
      hint: "It should give true or false, however many call at once.",
    };
    const opened = await trial.answer(
      () => Promise.all(Array.from({ length: 10 }, () => openWallet(user_id))),
      failure,
    );
    const times = opened.filter((isOpened) => isOpened).length;
    trial.holds(times === 1, `was opened ${times} times`, {
      given: user_id,
      hint: "All of them looked before the first one wrote. Let DynamoDB look, at the moment of writing: that is a condition.",
    });
    const { units } = await trial.measured(() => openWallet(other), failure);
    trial.holds(units === 1, `consumed ${units} units`, {
      given: other,
      hint: "One write of a small item is one unit. A condition costs nothing more; a read before it does.",
    });
  },
  "lets every other error pass": async (openWallet, trial) => {
    const user_id = `user-${random.int(1, 1_000_000)}`;
    trial.forget(new Wallets(trial.db), { user_id });
    await trial.refuses(() => openWallet(user_id), "ItemEncodeError", {
      given: user_id,
      hint: notPassed,
    });
  },
});
