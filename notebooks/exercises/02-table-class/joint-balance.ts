import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import type { InterceptedRequest } from "../framework/interceptor";
import { random } from "../framework/random";
import { type Balances, twoWallets } from "./fixtures";

const HINTS: Readonly<Record<string, string>> = {
  BatchGetItem:
    "A batch bundles single reads, and a transfer may happen between them. A transaction reads both at one moment, for twice the units.",
  Scan: "A scan reads every wallet, each at another moment. You know both keys, so read just those two items.",
};

/** How many parts a transaction has; 0 for another request. */
function partsOf({ operation, input }: InterceptedRequest): number {
  if (!/^(TransactGetItems|ExecuteTransaction SELECT)$/.test(operation)) return 0;
  return ((input["TransactItems"] ?? input["TransactStatements"]) as unknown[]).length;
}

/** A hint for requests other than one transaction of two reads. */
function momentHint(requests: readonly InterceptedRequest[]): string {
  const [first] = requests;
  if (first === undefined) return "This notebook's client, db, sent no read.";
  if (requests.length > 1)
    return "Two requests read at two moments, and a transfer may happen between them. Send both reads as one request.";
  if (partsOf(first) === 0)
    return (
      HINTS[first.operation] ??
      `${first.operation} isn't a transaction, and only a transaction reads several items at one moment.`
    );
  return `One transaction reads each of the two items once, for two units each. This one had ${partsOf(first)} parts.`;
}

/** A hint for a wrong sum of these two balances. */
const sumHint =
  ([one = 0, two = 0]: Balances) =>
  (found: unknown) =>
    typeof found === "string" || [`${one}${two}`, `${two}${one}`].includes(String(found))
      ? "In attribute values numbers are text, and + puts one text behind the other. Convert each with Number(…), then add."
      : "Read both wallets, and add their balances.";

export const jointBalance = exercise<(first: string, second: string) => unknown>({
  "returns the sum of two users' balances": async (jointBalance, context) => {
    const { from, to, before } = await twoWallets(
      context,
      random.int(1, 1_000),
      random.int(1, 1_000),
    );
    await context.expectResult(() => jointBalance(from, to), (before[0] ?? 0) + (before[1] ?? 0), {
      given: before,
      hint: sumHint(before),
    });
  },
  "counts a user without a wallet as 0": async (jointBalance, context) => {
    const { from, to, before } = await twoWallets(context, random.int(1, 1_000));
    const hint = (found: unknown) =>
      [`${before[0]}0`, `0${before[0]}`].includes(String(found))
        ? sumHint([before[0], 0])(found)
        : "For a missing item the result holds undefined. Count its balance as 0.";
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
    const requests: InterceptedRequest[] = [];
    await context.run(() => jointBalance(from, to), {
      given: before,
      hint: sumHint(before),
      during: (request) => {
        requests.push(request);
        return request.send();
      },
    });
    const [only] = requests;
    const isOne = only !== undefined && requests.length === 1 && partsOf(only) === 2;
    const operations = requests.map(({ operation }) => operation);
    context.expect(isOne, `sent ${operations.join(", ") || "nothing"}`, {
      given: before,
      hint: momentHint(requests),
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
