import { exercise } from "../exercise";
import { random } from "../random";
import { two } from "./wallets";

const INSTEAD: Readonly<Record<string, string>> = {
  BatchGetItem:
    "A batch is one parcel of single reads, not one moment: a transfer may fall between them. A transaction reads at one moment, and costs double.",
  Scan: "A scan reads all wallets there are, and each of them at another moment. You know the keys of the two that you want.",
};

/** What doesn't fit when something else was sent than one transaction. */
function notOneMoment(operations: readonly string[], units: number): string {
  const [first] = operations;
  if (first === undefined) return "No read was sent by this notebook's client, db.";
  if (operations.length > 1)
    return "Two requests are two moments: between them a transfer may take place, and you see half of it. Send the reads as one.";
  return (
    INSTEAD[first] ??
    `Each of the two items should be read once, in one transaction: two units each. These were ${units}.`
  );
}

const BOTH = "Read both wallets, and add their balances.";

export const jointBalance = exercise<(first: string, second: string) => unknown>({
  "gives what two users have together": async (jointBalance, trial) => {
    const { from, to, before } = await two(trial, random.int(1, 1_000), random.int(1, 1_000));
    await trial.gives(() => jointBalance(from, to), (before[0] ?? 0) + (before[1] ?? 0), {
      given: before,
      hint: BOTH,
    });
  },
  "counts a user without a wallet as nothing": async (jointBalance, trial) => {
    const { from, to, before } = await two(trial, random.int(1, 1_000));
    const hint =
      "For a user without a wallet there is no item, and undefined where it would stand. Its balance counts as 0.";
    await trial.gives(() => jointBalance(from, to), before[0], {
      given: [before[0], "no wallet"],
      hint,
    });
    await trial.gives(() => jointBalance(to, from), before[0], {
      given: ["no wallet", before[0]],
      hint,
    });
  },
  "sees both at one moment, for two units each": async (jointBalance, trial) => {
    const { from, to, before } = await two(trial, random.int(1, 1_000), random.int(1, 1_000));
    const { units, requests } = await trial.measured(() => jointBalance(from, to), {
      given: before,
      hint: BOTH,
    });
    const operations = requests.map(({ operation }) => operation);
    const found = `sent ${operations.join(", ") || "nothing"}, and consumed ${units} units`;
    trial.holds(operations.length === 1 && units === 4, found, {
      given: before,
      hint: notOneMoment(operations, units),
    });
  },
});
