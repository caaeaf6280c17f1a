import { times } from "../framework/at-once";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { staleReads } from "../framework/faults";
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

const DUPLICATE =
  "This is how an INSERT refuses, and DynamoDB Local has another name for it than AWS: DuplicateItem, not DuplicateItemException. A PutItem with a condition fails with ConditionalCheckFailedException in both.";

/** A hint if a user with a wallet wasn't declined. */
function declinedHint(found: unknown): string {
  if (codeOf(found) === "DuplicateItem") return DUPLICATE;
  if (codeOf(found) === "ConditionalCheckFailedException")
    return "DynamoDB refused the write, as it should. Catch that error and return false.";
  return "This user has a wallet already. Let put check that when it writes: it takes a condition, `if`.";
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
      hint: (found: unknown) =>
        codeOf(found) === "DuplicateItem"
          ? DUPLICATE
          : "It should return true or false, however many calls are in flight.",
    };
    const ten = times(10, () => openWallet(user_id));
    const opened = await context.runAtOnce(ten, feedback);
    const count = opened.filter((isOpened) => isOpened).length;
    context.expect(count === 1, `was opened ${count} times`, {
      given: user_id,
      hint: "Every call looked before the first one wrote. A condition lets DynamoDB check at the moment of the write.",
    });
    const { units } = await context.measure(() => openWallet(other), feedback);
    context.expect(units === 1, `consumed ${units} units`, {
      given: other,
      hint:
        units === 0
          ? "No request was sent through db, this notebook's client."
          : "Writing a small item takes one unit. A condition is free; a read before the write isn't.",
    });
  },
  "is right even if its reads lag behind": async (openWallet, context) => {
    const [user_id, balance] = [random.uuid(), random.int(1, 1_000)];
    await putWallet(context, user_id, balance);
    const lag =
      "The check simulated an eventually consistent read that doesn't find a wallet of the last moment. Let the put's condition decide.";
    await context.expectResult(() => openWallet(user_id), false, {
      given: user_id,
      hint: (found) => (found === true ? lag : declinedHint(found)),
      during: staleReads,
    });
  },
  "lets every other error pass": (openWallet, context) =>
    expectFailuresPassedOn(context, () => {
      const user_id = newUser(context);
      return Promise.resolve({ call: () => openWallet(user_id), given: user_id, right: true });
    }),
});
