import { exercise } from "../exercise";
import { random } from "../random";
import { same } from "../same";
import type { Failure } from "../shortfall";
import type { Trial } from "../trial";
import { balanceOf, codeOf, said, two, type Balances, type Two } from "./wallets";

type Transfer = (from: string, to: string, amount: number) => unknown;

const after = async (trial: Trial, { from, to }: Two): Promise<Balances> => [
  await balanceOf(trial, from),
  await balanceOf(trial, to),
];
const balances = ([from, to]: Balances) => `${said(from)} and ${said(to)}`;

/** Demands that the amount went over. */
async function moves(transfer: Transfer, trial: Trial, users: Two, amount: number): Promise<void> {
  const { from, to, before } = users;
  const given = { before, amount };
  await trial.answer(() => transfer(from, to, amount), {
    given,
    hint: before[0] === amount ? notAll : ENOUGH,
  });
  const found = await after(trial, users);
  const expected: Balances = [(before[0] ?? 0) - amount, (before[1] ?? 0) + amount];
  trial.holds(same(found, expected), `left ${balances(found)} instead of ${balances(expected)}`, {
    given,
    hint: notMoved(before, found),
  });
}

const ENOUGH = "There is enough in the wallet that pays, so nothing should fail.";

function notAll(found: unknown): string {
  const isRefused = /^(TransactionCanceled|ConditionalCheckFailed)Exception$/.test(
    codeOf(found) ?? "",
  );
  return isRefused
    ? "Who has exactly the amount can pay it. Look at the operator of your condition."
    : ENOUGH;
}

function notMoved([sender, receiver]: Balances, [from, to]: Balances): string {
  if (from === sender && to === receiver)
    return "Nothing has changed. Was the request sent? Only await sends it.";
  if (from === sender || to === receiver)
    return "Only one of the two wallets has changed. A transfer is two writes: one takes, the other gives.";
  if ((from ?? 0) > (sender ?? 0))
    return "It went the other way. The first user pays, the second one gets.";
  return "A balance changes by the amount, from what it was: `add` does that, with a minus where money is taken.";
}

/** Demands that both wallets are as before, whether or not the transfer throws. */
async function leavesBoth(
  transfer: Transfer,
  trial: Trial,
  users: Two,
  amount: number,
  hint: (found: Balances) => string,
): Promise<void> {
  const { from, to, before } = users;
  const given = { before, amount };
  await trial.answer(() => outcome(() => transfer(from, to, amount)), {
    given,
    hint: "Neither wallet should have changed.",
  });
  const found = await after(trial, users);
  trial.holds(same(found, before), `left ${balances(found)} where there were ${balances(before)}`, {
    given,
    hint: hint(found),
  });
}

/** Whether some work went well; what it throws is the work's own business here. */
async function outcome(work: () => unknown): Promise<boolean> {
  try {
    await work();
    return true;
  } catch {
    return false;
  }
}

/** How a transfer must fail. */
function refusal(given: unknown): Failure {
  const hint = (found: unknown) => {
    if (typeof found !== "object" || found === null || !("error" in found)) {
      return "Nothing was moved, and nobody is told. Let DynamoDB's error pass to whoever called.";
    }
    if (codeOf(found.error) === "ConditionalCheckFailedException") {
      return "That is how a single write is refused. Sent one by one, the first may be done when the second fails: send both as one transaction.";
    }
    return "Let DynamoDB refuse it, and its error pass. What a read has shown may be out of date when you write.";
  };
  return { given, hint };
}

export const transfer = exercise<Transfer>({
  "moves an amount from one wallet to the other": async (transfer, trial) => {
    const users = await two(trial, random.int(200, 300), random.int(1, 100));
    await moves(transfer, trial, users, random.int(101, 199));
  },
  "moves all that there is": async (transfer, trial) => {
    const all = random.int(1, 100);
    await moves(transfer, trial, await two(trial, all, random.int(1, 100)), all);
  },
  "leaves both wallets as they are if there isn't enough": async (transfer, trial) => {
    const users = await two(trial, random.int(1, 100), random.int(1, 100));
    await leavesBoth(transfer, trial, users, (users.before[0] ?? 0) + 1, ([from]) =>
      from === users.before[0]
        ? "The receiver has got what nobody paid. Of two writes sent one by one, one may be done and the other refused: send both as one transaction."
        : "Nothing keeps the first wallet from going below zero: what takes from it needs a condition. spend has one.",
    );
  },
  "then fails with TransactionCanceledException": async (transfer, trial) => {
    const { from, to, before } = await two(trial, random.int(1, 100), random.int(1, 100));
    const amount = (before[0] ?? 0) + random.int(1, 100);
    await trial.refuses(
      () => transfer(from, to, amount),
      "TransactionCanceledException",
      refusal({ before, amount }),
    );
  },
  "leaves both as they are if the receiver has no wallet, and fails likewise": async (
    transfer,
    trial,
  ) => {
    const [users, amount] = [await two(trial, random.int(51, 100)), random.int(1, 50)];
    await leavesBoth(transfer, trial, users, amount, ([, to]) =>
      to === undefined
        ? "The first user has paid, and nobody has got it. Send both writes as one transaction."
        : "`add` creates an item where there is none. What gives needs a condition as well: that its wallet exists.",
    );
    await trial.refuses(
      () => transfer(users.from, users.to, amount),
      "TransactionCanceledException",
      refusal({ before: users.before, amount }),
    );
  },
  "loses nothing when ten are made at the same time": async (transfer, trial) => {
    const amount = random.int(2, 10);
    const users = await two(trial, 6 * amount + 1, 0);
    const ten = () =>
      Promise.all(
        Array.from({ length: 10 }, () => outcome(() => transfer(users.from, users.to, amount))),
      );
    const made = (
      await trial.answer(ten, { hint: "Ten transfers at once should all end, well or not." })
    ).filter((isMade) => isMade).length;
    const found = await after(trial, users);
    const expected: Balances = [6 * amount + 1 - made * amount, made * amount];
    trial.holds(
      made > 0 && (expected[0] ?? 0) >= 0 && same(found, expected),
      `left ${balances(found)} after ${made} transfers that went well`,
      {
        given: { before: users.before, amount },
        hint: "Some have read a balance that another one was just changing, and written over it. Let DynamoDB do the sum: `add`, with a condition.",
      },
    );
  },
});
