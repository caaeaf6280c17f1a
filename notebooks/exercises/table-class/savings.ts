import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { decimal, sameNumber } from "../../../lib/fields/numbers";
import { uuid } from "../../../lib/fields/texts";
import { brief } from "../../../lib/print/brief";
import { Table } from "../../../lib/table/table";
import { exercise } from "../exercise";
import { random } from "../random";
import type { AnyTable, Trial } from "../trial";
import { digits } from "./digits";
import { codeOf } from "./wallets";

type SavingsTable = AnyTable & { deposit(user_id: string, amount: string): unknown };
/** What a learner may give: whether it has the method, and what that takes, is for the check to say. */
type SavingsClass = new (
  db: DynamoDBClient,
  options?: { name?: string },
) => AnyTable & { deposit?(user_id: string, amount: never): unknown };

/** The learner's table as it should be, to read what is stored. */
const Stored = Table({
  name: "savings",
  fields: { user_id: uuid(), balance: decimal() },
  partitionKey: "user_id",
});

async function created(Savings: SavingsClass, trial: Trial): Promise<SavingsTable> {
  const table = await trial.created(Savings, {
    hint: "Declare a class that extends Table({ … }), as UserWallet does.",
  });
  const { partitionKey, sortKey } = table.definition;
  trial.holds(
    partitionKey === "user_id" && sortKey === undefined,
    `has the key ${[partitionKey, sortKey].filter(Boolean).join(", ")}`,
    {
      hint: "There is one item for each user: user_id alone is its key.",
    },
  );
  trial.holds(typeof table.deposit === "function", "has no method deposit", {
    hint: "Write it in the braces behind Table({ … }), as UserWallet has setBalance.",
  });
  return table as SavingsTable;
}

/** An amount with 18 digits behind the point: ten of them together have no more than 38. */
const sum = () => `${digits(19)}.${digits(18)}`;
const total = (amounts: readonly string[]) => {
  const text = amounts.reduce((all, one) => all + BigInt(one.replace(".", "")), 0n).toString();
  return `${text.slice(0, -18)}.${text.slice(-18)}`;
};

function notExact(found: unknown): string {
  if (codeOf(found) === "ItemEncodeError") {
    return "A number of JavaScript can't hold this amount, so the field refuses it. Which field takes numbers as text, exact to 38 digits?";
  }
  if (found instanceof Error)
    return "Read what the error says. Where a user has no savings yet, deposit opens them.";
  if (found === undefined) return "Give back the item as it is after the deposit: update gives it.";
  return "Digits were lost: a number of JavaScript keeps 15 to 17. Let the amounts be texts on their way, and let DynamoDB do the sum.";
}

type Hint = (found: unknown) => string;

/** Demands that a deposit gives this balance, and leaves it. */
async function deposits(
  trial: Trial,
  table: SavingsTable,
  user_id: string,
  { amount, balance, hint }: { amount: string; balance: string; hint: Hint },
): Promise<void> {
  const item = await trial.answer(() => table.deposit(user_id, amount), { given: amount, hint });
  const gave = (item as { balance?: unknown } | undefined)?.balance;
  trial.holds(
    isNumber(gave, balance),
    `gave a balance of ${brief(gave)} instead of ${brief(balance)}`,
    { given: amount, hint: hint(gave) },
  );
  await leaves(trial, table, user_id, balance, hint);
}

/** Demands that this balance is stored. */
async function leaves(
  trial: Trial,
  table: SavingsTable,
  user_id: string,
  balance: string,
  hint: Hint,
): Promise<void> {
  const read = () =>
    new Stored(trial.db, { name: table.name }).get({ user_id }, { consistent: true });
  const item = await trial.answer(read, {
    hint: "What is stored can't be read: an item has user_id, a UUID, and balance, stored under type N.",
  });
  trial.holds(
    isNumber(item?.balance, balance),
    `left a balance of ${brief(item?.balance)} instead of ${brief(balance)}`,
    { hint: hint(item?.balance) },
  );
}

const isNumber = (found: unknown, expected: string) =>
  typeof found === "string" && sameNumber(found, expected);

function notOneUnit(operations: readonly string[]): string {
  if (operations.includes("TransactWriteItems"))
    return "A single write is done wholly or not at all by itself; a transaction adds nothing to it but its price.";
  if (operations.length > 1)
    return "It reads, and then it writes. One request can do both at DynamoDB: an update that adds.";
  return "One plain update of a small item is one unit.";
}

export const Savings = exercise<SavingsClass>({
  "opens savings with a first deposit, and keeps each digit of it": async (Savings, trial) => {
    const [table, user_id, first] = [await created(Savings, trial), random.uuid(), sum()];
    await deposits(trial, table, user_id, { amount: first, balance: first, hint: notExact });
  },
  "adds the next one, to the last digit": async (Savings, trial) => {
    const [table, user_id, first, second] = [
      await created(Savings, trial),
      random.uuid(),
      sum(),
      sum(),
    ];
    await trial.answer(() => table.deposit(user_id, first), { given: first, hint: notExact });
    const hint = (found: unknown) =>
      found === second ? "A deposit is added to what was there: set replaces it." : notExact(found);
    await deposits(trial, table, user_id, {
      amount: second,
      balance: total([first, second]),
      hint,
    });
  },
  "takes one write unit for it": async (Savings, trial) => {
    const [table, user_id] = [await created(Savings, trial), random.uuid()];
    for (const one of [sum(), sum()]) {
      const { units, requests } = await trial.measured(() => table.deposit(user_id, one), {
        given: one,
        hint: notExact,
      });
      const operations = requests.map(({ operation }) => operation);
      trial.holds(
        units === 1,
        `sent ${operations.join(", ") || "nothing"}, and consumed ${units} units`,
        { given: one, hint: notOneUnit(operations) },
      );
    }
  },
  "loses none of ten deposits at the same time": async (Savings, trial) => {
    const [table, user_id] = [await created(Savings, trial), random.uuid()];
    const amounts = Array.from({ length: 10 }, sum);
    await trial.answer(() => Promise.all(amounts.map((one) => table.deposit(user_id, one))), {
      hint: "However many come at once, each should be added.",
    });
    const lost =
      "Some have read a balance that another one was just changing, and written over it. Let DynamoDB do the sum.";
    await leaves(trial, table, user_id, total(amounts), () => lost);
  },
});
