import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { random } from "../framework/random";
import { twoWallets } from "./fixtures";

const HINTS: Readonly<Record<string, string>> = {
  BatchGetItem:
    "A batch bundles single reads, and a transfer may happen between them. A transaction reads both at one moment, for twice the units.",
  Scan: "A scan reads every wallet, each at another moment. You know both keys, so read just those two items.",
};

/** A hint for requests other than one transaction. */
function momentHint(operations: readonly string[], units: number): string {
  const [first] = operations;
  if (first === undefined) return "This notebook's client, db, sent no read.";
  if (operations.length > 1)
    return "Two requests read at two moments, and a transfer may happen between them. Send both reads as one request.";
  return (
    HINTS[first] ?? `One transaction reads each item once, for two units each. This took ${units}.`
  );
}

const BOTH = "Read both wallets, and add their balances.";

export const jointBalance = exercise<(first: string, second: string) => unknown>({
  "returns the sum of two users' balances": async (jointBalance, context) => {
    const { from, to, before } = await twoWallets(
      context,
      random.int(1, 1_000),
      random.int(1, 1_000),
    );
    await context.expectResult(() => jointBalance(from, to), (before[0] ?? 0) + (before[1] ?? 0), {
      given: before,
      hint: BOTH,
    });
  },
  "counts a user without a wallet as 0": async (jointBalance, context) => {
    const { from, to, before } = await twoWallets(context, random.int(1, 1_000));
    const hint = "For a missing item the result holds undefined. Count its balance as 0.";
    await context.expectResult(() => jointBalance(from, to), before[0], {
      given: [before[0], "no wallet"],
      hint,
    });
    await context.expectResult(() => jointBalance(to, from), before[0], {
      given: ["no wallet", before[0]],
      hint,
    });
  },
  "reads both at one moment, for two units each": async (jointBalance, context) => {
    const { from, to, before } = await twoWallets(
      context,
      random.int(1, 1_000),
      random.int(1, 1_000),
    );
    const { units, requests } = await context.measure(() => jointBalance(from, to), {
      given: before,
      hint: BOTH,
    });
    const operations = requests.map(({ operation }) => operation);
    const found = `sent ${operations.join(", ") || "nothing"}, and consumed ${units} units`;
    context.expect(operations.length === 1 && units === 4, found, {
      given: before,
      hint: momentHint(operations, units),
    });
  },
  "lets errors pass": async (jointBalance, context) => {
    const { from, to, before } = await twoWallets(context, random.int(1, 99), random.int(1, 99));
    const right = (before[0] ?? 0) + (before[1] ?? 0);
    await expectFailuresPassedOn(context, () => ({
      call: () => jointBalance(from, to),
      given: before,
      right,
    }));
  },
});
