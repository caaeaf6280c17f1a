import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { decimal, Table, uuid } from "../../../lib/index";
import type { AnyTable } from "../framework/any-table";
import type { CheckContext } from "../framework/check-context";
import { isNumber, longDecimal, sumOf } from "../framework/decimals";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { brief, codeOf } from "../framework/internals";
import { random } from "../framework/random";

type SavingsTable = AnyTable & { deposit(user_id: string, amount: string): unknown };
/** A learner's class. The check finds out whether it has the method. */
type SavingsClass = new (
  db: DynamoDBClient,
  options?: { name?: string },
) => AnyTable & { deposit?(user_id: string, amount: never): unknown };

/** The learner's table as it should be, for reading what is stored. */
const Stored = Table({
  name: "savings",
  fields: { user_id: uuid(), balance: decimal() },
  partitionKey: "user_id",
});

async function createSavings(Savings: SavingsClass, context: CheckContext): Promise<SavingsTable> {
  const table = await context.createTable(Savings, {
    hint: "Declare a class that extends Table({ … }), as UserWallet does.",
  });
  const { partitionKey, sortKey } = table.definition;
  context.expect(
    partitionKey === "user_id" && sortKey === undefined,
    `has the key ${[partitionKey, sortKey].filter(Boolean).join(", ")}`,
    {
      hint: "Store one item per user, with user_id alone as its key.",
    },
  );
  context.expect(typeof table.deposit === "function", "has no method deposit", {
    hint: "Write it in the class body, after Table({ … }), as UserWallet does with setBalance.",
  });
  return table as SavingsTable;
}

/** 18 digits after the point: the sum of ten such amounts still fits into 38 digits. */
const randomAmount = () => longDecimal(19, 18);

function exactHint(found: unknown): string {
  if (codeOf(found) === "ItemEncodeError") {
    return "A JavaScript number can't hold this amount, so the field refuses it. Which field takes numbers as text, exact to 38 digits?";
  }
  if (found instanceof Error)
    return "Read the error's message. If a user has no savings yet, deposit should open them.";
  if (found === undefined) return "Return the item after the deposit. update resolves to it.";
  return "Digits were lost: a JavaScript number keeps 15 to 17. Pass amounts as text, and let DynamoDB add them.";
}

/** A hint for a second deposit that went wrong although the first went well. */
function secondHint(found: unknown, first: string, second: string): string {
  if (codeOf(found) === "ItemEncodeError")
    return "The first deposit was stored, but this sum isn't a number: + puts one text behind the other. Let DynamoDB add.";
  if (found === first)
    return "That's the balance before this deposit. Return the item after it, as update does.";
  if (found === second)
    return "This replaced the balance: set overwrites it. A deposit should be added to it.";
  return exactHint(found);
}

type Hint = (found: unknown) => string;

/** Requires that a deposit returns this balance, and stores it. */
async function expectDeposit(
  context: CheckContext,
  table: SavingsTable,
  user_id: string,
  { amount, balance, hint }: { amount: string; balance: string; hint: Hint },
): Promise<void> {
  const item = await context.run(() => table.deposit(user_id, amount), { given: amount, hint });
  const returned = (item as { balance?: unknown } | undefined)?.balance;
  context.expect(
    isNumber(returned, balance),
    `returned a balance of ${brief(returned)} instead of ${brief(balance)}`,
    { given: amount, hint: hint(returned) },
  );
  await expectBalance(context, table, user_id, balance, hint);
}

/** Requires that this balance is stored. */
async function expectBalance(
  context: CheckContext,
  table: SavingsTable,
  user_id: string,
  balance: string,
  hint: Hint,
): Promise<void> {
  const read = () =>
    new Stored(context.db, { name: table.name }).get({ user_id }, { consistent: true });
  const item = await context.read(read, {
    hint: "The stored item can't be read. It needs user_id, a UUID, and balance, stored as type N.",
  });
  context.expect(
    isNumber(item?.balance, balance),
    `left a balance of ${brief(item?.balance)} instead of ${brief(balance)}`,
    { hint: hint(item?.balance) },
  );
}

function unitsHint(operations: readonly string[]): string {
  if (operations.includes("TransactWriteItems"))
    return "A single write is atomic already. A transaction only doubles its price.";
  if (operations.length > 1)
    return "It sends a read, then a write. One update can add to the stored balance.";
  return "One plain update of a small item takes one unit.";
}

export const Savings = exercise<SavingsClass>({
  "opens savings with the first deposit, exact to every digit": async (Savings, context) => {
    const [table, user_id, first] = [
      await createSavings(Savings, context),
      random.uuid(),
      randomAmount(),
    ];
    await expectDeposit(context, table, user_id, {
      amount: first,
      balance: first,
      hint: exactHint,
    });
  },
  "adds the next deposit, exact to every digit": async (Savings, context) => {
    const [table, user_id, first, second] = [
      await createSavings(Savings, context),
      random.uuid(),
      randomAmount(),
      randomAmount(),
    ];
    await context.run(() => table.deposit(user_id, first), { given: first, hint: exactHint });
    await expectDeposit(context, table, user_id, {
      amount: second,
      balance: sumOf([first, second]),
      hint: (found) => secondHint(found, first, second),
    });
  },
  "takes one write unit per deposit": async (Savings, context) => {
    const [table, user_id] = [await createSavings(Savings, context), random.uuid()];
    for (const one of [randomAmount(), randomAmount()]) {
      const { units, requests } = await context.measure(() => table.deposit(user_id, one), {
        given: one,
        hint: exactHint,
      });
      const operations = requests.map(({ operation }) => operation);
      context.expect(
        units === 1,
        `sent ${operations.join(", ") || "nothing"}, and consumed ${units} units`,
        { given: one, hint: unitsHint(operations) },
      );
    }
  },
  "lets errors pass": async (Savings, context) => {
    const table = await createSavings(Savings, context);
    await expectFailuresPassedOn(context, () => {
      const [user_id, amount] = [random.uuid(), randomAmount()];
      const stored = new Stored(context.db, { name: table.name });
      const isDone = async () =>
        isNumber((await stored.get({ user_id }, { consistent: true }))?.balance, amount);
      return Promise.resolve({ call: () => table.deposit(user_id, amount), given: amount, isDone });
    });
  },
  "loses none of ten concurrent deposits": async (Savings, context) => {
    const [table, user_id] = [await createSavings(Savings, context), random.uuid()];
    const amounts = Array.from({ length: 10 }, randomAmount);
    const calls = amounts.map((one) => () => table.deposit(user_id, one));
    await context.runAtOnce(calls, {
      hint: "All ten deposits should succeed.",
    });
    const lost = "Some calls overwrote a balance that another had just changed. Let DynamoDB add.";
    await expectBalance(context, table, user_id, sumOf(amounts), () => lost);
  },
});
