import { concurrently } from "../framework/concurrently";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { balanceOf, describeBalance, newUser, putWallet, Wallets } from "./fixtures";

type OpenWallet = (user_id: string) => unknown;

/** A hint if no wallet was opened for a new user. */
function openedHint(found: unknown): string {
  if (codeOf(found) === "ConditionalCheckFailedException")
    return "This user has no wallet, and your condition requires one. Reverse it.";
  if (found === false || found instanceof Error)
    return "This user had no wallet, so it should open one.";
  return "The caller needs to know the result: return true once the wallet is open.";
}

/** A hint if a user with a wallet wasn't declined. */
function declinedHint(found: unknown): string {
  if (codeOf(found) === "ConditionalCheckFailedException")
    return "DynamoDB refused the write, as it should. Catch that error and return false.";
  return "This user has a wallet already. Let put check that when it writes: it takes a condition, `if`.";
}

/** A hint if an id that isn't a UUID caused no error. */
function passedHint(found: unknown): string {
  if (deepEqual(found, { value: true }))
    return "Only the table's fields check that an id is a UUID. Use wallets.put, or make the item with encodeItem.";
  return "Only ConditionalCheckFailedException means that there is a wallet. Check the error's code, and rethrow any other error.";
}

export const openWallet = exercise<OpenWallet>({
  "opens a wallet with a balance of 0, and returns true": async (openWallet, context) => {
    const user_id = random.uuid();
    // A put and a delete: they fail early if the chapter's table doesn't exist.
    await putWallet(context, user_id, 1);
    await new Wallets(context.db).delete({ user_id });
    await context.expectResult(() => openWallet(user_id), true, {
      given: user_id,
      hint: openedHint,
    });
    const balance = await balanceOf(context, user_id);
    context.expect(balance === 0, `left ${describeBalance(balance)} instead of a balance of 0`, {
      given: user_id,
      hint: "A wallet is an item with user_id and a balance of 0. Was the put sent? It's sent when you await it.",
    });
  },
  "returns false for a user with a wallet, and leaves the wallet unchanged": async (
    openWallet,
    context,
  ) => {
    const [user_id, balance] = [random.uuid(), random.int(1, 1_000)];
    await putWallet(context, user_id, balance);
    await context.expectResult(() => openWallet(user_id), false, {
      given: user_id,
      hint: declinedHint,
    });
    const found = await balanceOf(context, user_id);
    context.expect(found === balance, `left ${describeBalance(found)} instead of ${balance}`, {
      given: user_id,
      hint: "put replaced the whole item, so the balance is lost. The write itself needs a condition.",
    });
  },
  "opens one wallet for ten concurrent calls, for one write unit": async (openWallet, context) => {
    const [user_id, other] = [newUser(context), newUser(context)];
    const feedback = {
      given: user_id,
      hint: "It should return true or false, however many calls are in flight.",
    };
    const opened = await context.run(() => concurrently(10, () => openWallet(user_id)), feedback);
    const times = opened.filter((isOpened) => isOpened).length;
    context.expect(times === 1, `was opened ${times} times`, {
      given: user_id,
      hint: "Every call looked before the first one wrote. A condition lets DynamoDB check at the moment of the write.",
    });
    const { units } = await context.measure(() => openWallet(other), feedback);
    context.expect(units === 1, `consumed ${units} units`, {
      given: other,
      hint: "Writing a small item takes one unit. A condition is free; a read before the write isn't.",
    });
  },
  "lets every other error pass": async (openWallet, context) => {
    const user_id = `user-${random.int(1, 1_000_000)}`;
    context.deleteAfterwards(new Wallets(context.db), { user_id });
    await context.expectError(() => openWallet(user_id), "ItemEncodeError", {
      given: user_id,
      hint: passedHint,
    });
  },
});
