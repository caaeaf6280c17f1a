import type { CheckContext } from "../framework/check-context";
import type { Feedback } from "../framework/check-failure";
import { times } from "../framework/at-once";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { staleReads } from "../framework/faults";
import { codeOf } from "../framework/internals";
import { random } from "../framework/random";
import {
  type Balances,
  describeBalance,
  newUser,
  putWallet,
  succeeds,
  twoWallets,
  type WalletPair,
  walletsOf,
} from "./fixtures";

type Transfer = (from: string, to: string, amount: number) => unknown;

async function balancesOf(context: CheckContext, { from, to }: WalletPair): Promise<Balances> {
  const [sender, receiver] = await walletsOf(context, [from, to]);
  return [sender?.balance, receiver?.balance];
}
const describeBalances = ([from, to]: Balances) =>
  `${describeBalance(from)} and ${describeBalance(to)}`;

/** Requires that the amount was moved. */
async function expectMoved(
  transfer: Transfer,
  context: CheckContext,
  users: WalletPair,
  amount: number,
): Promise<void> {
  const { from, to, before } = users;
  const given = { before, amount };
  await context.run(() => transfer(from, to, amount), {
    given,
    hint: before[0] === amount ? wholeBalanceHint : ENOUGH,
  });
  const found = await balancesOf(context, users);
  const expected: Balances = [(before[0] ?? 0) - amount, (before[1] ?? 0) + amount];
  context.expect(
    deepEqual(found, expected),
    `left ${describeBalances(found)} instead of ${describeBalances(expected)}`,
    {
      given,
      hint: movedHint(before, found),
    },
  );
}

const ENOUGH = "The sender's balance is sufficient, so the transfer shouldn't fail.";

function wholeBalanceHint(found: unknown): string {
  const isRefused = /^(TransactionCanceled|ConditionalCheckFailed)Exception$/.test(
    codeOf(found) ?? "",
  );
  return isRefused
    ? "A user may spend the whole balance. Check the operator in your condition."
    : ENOUGH;
}

function movedHint([sender, receiver]: Balances, [from, to]: Balances): string {
  if (from === sender && to === receiver)
    return "Neither wallet has changed. Was the request sent? It's sent when you await it.";
  if (from === sender || to === receiver)
    return "Only one wallet has changed. A transfer needs two writes: one subtracts the amount, the other adds it.";
  if ((from ?? 0) > (sender ?? 0))
    return "The money went the other way. The first user is the sender, the second is the receiver.";
  return "Each balance should change by the amount. `add` does that, with a negative amount for the sender.";
}

/** Requires that both wallets are unchanged, whether or not the transfer throws. */
async function expectUnchanged(
  transfer: Transfer,
  context: CheckContext,
  users: WalletPair,
  amount: number,
  hint: (found: Balances) => string,
): Promise<void> {
  const { from, to, before } = users;
  const given = { before, amount };
  await context.run(() => succeeds(() => transfer(from, to, amount)), {
    given,
    hint: "Neither wallet should have changed.",
  });
  const found = await balancesOf(context, users);
  context.expect(
    deepEqual(found, before),
    `left ${describeBalances(found)} instead of ${describeBalances(before)}`,
    {
      given,
      hint: hint(found),
    },
  );
}

/** Feedback for a transfer that doesn't fail as it should. */
function refusalFeedback(given: unknown): Feedback {
  const hint = (found: unknown) => {
    if (typeof found !== "object" || found === null || !("error" in found)) {
      return "Nothing was moved, but the caller can't tell. Let DynamoDB's error pass.";
    }
    if (codeOf(found.error) === "ConditionalCheckFailedException") {
      return "That's the error of a single write. Sent separately, the first write may succeed when the second fails: send both as one transaction.";
    }
    return "Let DynamoDB refuse the transfer, and let its error pass. What you read before may be out of date when you write.";
  };
  return { given, hint };
}

export const transfer = exercise<Transfer>({
  "moves an amount from one wallet to the other": async (transfer, context) => {
    const users = await twoWallets(context, random.int(200, 300), random.int(1, 100));
    await expectMoved(transfer, context, users, random.int(101, 199));
  },
  "moves the whole balance": async (transfer, context) => {
    const all = random.int(1, 100);
    await expectMoved(transfer, context, await twoWallets(context, all, random.int(1, 100)), all);
  },
  "leaves the wallets' other attributes unchanged": async (transfer, context) => {
    const [from, to, note] = [newUser(context), newUser(context), random.uuid()];
    for (const user of [from, to]) await putWallet(context, user, 10, { note });
    await context.run(() => transfer(from, to, 3), { given: [from, to, 3], hint: ENOUGH });
    const notes = await walletsOf(context, [from, to]);
    context.expect(
      notes.every((wallet) => wallet?.note === note),
      "lost an attribute that another program had added to a wallet",
      {
        given: [from, to, 3],
        hint: "A put replaces the whole item. An update changes only what it names.",
      },
    );
  },
  "moves an amount even if reads lag behind": async (transfer, context) => {
    const users = await twoWallets(context, 10, 10);
    await context.run(() => transfer(users.from, users.to, 4), {
      given: { before: users.before, amount: 4 },
      hint: "The check simulated eventually consistent reads that don't find what was written in the last moment. A transfer needs no read: its conditions can tell all it must know.",
      during: staleReads,
    });
  },
  "leaves both wallets unchanged if the balance is too low": async (transfer, context) => {
    const users = await twoWallets(context, random.int(1, 100), random.int(1, 100));
    await expectUnchanged(transfer, context, users, (users.before[0] ?? 0) + 1, ([from]) =>
      from === users.before[0]
        ? "The receiver got money that wasn't paid. Sent separately, one write may succeed when the other fails: send both as one transaction."
        : "The sender's balance fell below zero. That write needs a condition, as in spend.",
    );
  },
  "then fails with TransactionCanceledException": async (transfer, context) => {
    const { from, to, before } = await twoWallets(context, random.int(1, 100), random.int(1, 100));
    const amount = (before[0] ?? 0) + random.int(1, 100);
    await context.expectError(
      () => transfer(from, to, amount),
      "TransactionCanceledException",
      refusalFeedback({ before, amount }),
    );
  },
  "does the same if the receiver has no wallet": async (transfer, context) => {
    const [users, amount] = [await twoWallets(context, random.int(51, 100)), random.int(1, 50)];
    await expectUnchanged(transfer, context, users, amount, ([, to]) =>
      to === undefined
        ? "The sender paid, and the money is gone. Send both writes as one transaction."
        : "`add` creates a missing item. The receiver's write needs a condition too: its wallet must exist.",
    );
    await context.expectError(
      () => transfer(users.from, users.to, amount),
      "TransactionCanceledException",
      refusalFeedback({ before: users.before, amount }),
    );
  },
  "lets other errors pass": (transfer, context) =>
    expectFailuresPassedOn(context, async () => {
      const users = await twoWallets(context, 10, 10);
      return {
        call: () => transfer(users.from, users.to, 4),
        given: { before: users.before, amount: 4 },
        isDone: async () => deepEqual(await balancesOf(context, users), [6, 14]),
      };
    }),
  "loses nothing in ten concurrent transfers": async (transfer, context) => {
    const amount = random.int(2, 10);
    const users = await twoWallets(context, 6 * amount + 1, 0);
    const ten = times(10, () => succeeds(() => transfer(users.from, users.to, amount)));
    const made = (
      await context.runAtOnce(ten, {
        hint: "Each of ten concurrent transfers should succeed or fail within the time limit.",
      })
    ).filter((isMade) => isMade).length;
    const found = await balancesOf(context, users);
    const expected: Balances = [6 * amount + 1 - made * amount, made * amount];
    context.expect(
      made > 0 && (expected[0] ?? 0) >= 0 && deepEqual(found, expected),
      `left ${describeBalances(found)} after ${made} successful transfers`,
      {
        given: { before: users.before, amount },
        hint: "Some transfers overwrote a balance that another had just changed. Let DynamoDB add, with `add` and a condition.",
      },
    );
  },
});
