import type { StoredItem } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { slowWrites } from "../framework/faults";
import { type InterceptedRequest, isRead, isStrong } from "../framework/interceptor";
import { isFields } from "../framework/internals";
import { random } from "../framework/random";
import { storedItem } from "../framework/stored-item";
import { Wallets } from "./fixtures";

type SaveWallet = (user: string, balance: number) => unknown;

export const saveWallet = exercise<SaveWallet>({
  "stores the wallet, with its balance as a number": async (saveWallet, context) => {
    const [user, balance] = [random.uuid(), random.int(1, 1_000)];
    await expectStored(saveWallet, context, user, balance);
  },
  "replaces an existing wallet": async (saveWallet, context) => {
    const [user, balance] = [random.uuid(), random.int(1, 1_000)];
    await context.put(new Wallets(context.db), { user_id: user, balance: "0" });
    await expectStored(saveWallet, context, user, balance + 0.5);
  },
  "returns the item that it read after the write": async (saveWallet, context) => {
    const [user, balance] = [random.uuid(), random.int(1, 1_000)];
    await context.rollBack(new Wallets(context.db));
    await context.expectResult(() => saveWallet(user, balance), walletItem(user, balance), {
      given: [user, balance],
      during: slowWrites,
      hint: (found) => {
        if (found === undefined)
          return "It returned nothing. Do you await the write before you send the read, and return the item?";
        if (isFields(found) && "$metadata" in found)
          return "That is the whole response. Return its Item.";
        if (isFields(found) && isOther(found, user))
          return "That is another item. Read the item of the user that the function receives.";
        return "Return the Item of GetItem's response, with its attribute values unchanged.";
      },
    });
  },
  "reads with a strongly consistent read": async (saveWallet, context) => {
    const [user, balance] = [random.uuid(), random.int(1, 1_000)];
    await context.rollBack(new Wallets(context.db));
    const reads: InterceptedRequest[] = [];
    await context.run(() => saveWallet(user, balance), {
      given: [user, balance],
      hint: "It shouldn't fail.",
      during: (request) => {
        if (isRead(request.operation)) reads.push(request);
        return request.send();
      },
    });
    const read = reads.at(-1);
    const isRight = read !== undefined && read.operation !== "Scan" && isStrong(read);
    context.expect(isRight, describeRead(read), {
      given: [user, balance],
      hint: () => {
        if (read === undefined)
          return "It sent no read, so it returned its own input. Read the item from the table, through db.";
        return read.operation === "Scan"
          ? "A Scan reads the whole table. GetItem reads one item by its key."
          : "Without ConsistentRead the read was eventually consistent. At AWS such a read may miss the write before it.";
      },
    });
  },
  "lets errors pass": async (saveWallet, context) => {
    await context.rollBack(new Wallets(context.db));
    await expectFailuresPassedOn(context, () => {
      const [user, balance] = [random.uuid(), random.int(1, 1_000)];
      const call = () => saveWallet(user, balance);
      return { call, given: [user, balance], right: walletItem(user, balance) };
    });
  },
});

function describeRead(read: InterceptedRequest | undefined): string {
  if (read === undefined) return "sent no read";
  return `sent ${read.operation} ${isStrong(read) ? "with" : "without"} ConsistentRead`;
}

/** Whether an item in attribute values has another user_id. */
const isOther = ({ user_id }: Record<string, unknown>, user: string) =>
  isFields(user_id) && user_id["S"] !== user;

const walletItem = (user: string, balance: number): StoredItem => ({
  user_id: { S: user },
  balance: { N: String(balance) },
});

async function expectStored(
  saveWallet: SaveWallet,
  context: CheckContext,
  user: string,
  balance: number,
): Promise<void> {
  const wallets = new Wallets(context.db);
  await context.rollBack(wallets);
  await context.run(() => saveWallet(user, balance), {
    given: [user, balance],
    hint: (error) =>
      (error as Error | undefined)?.name === "ConditionalCheckFailedException"
        ? "An existing wallet should be replaced. A PutItem without a condition does that."
        : "Check the attribute values: each needs its type, and numbers are sent as strings.",
  });
  const stored = await storedItem(context.db, wallets.name, { user_id: { S: user } });
  await context.expectResult(() => stored, walletItem(user, balance), {
    given: [user, balance],
    hint: () => {
      if (stored === undefined)
        return "The table has no item with this user_id. Write the item of the user that the function receives.";
      return stored["balance"]?.S === undefined
        ? "The table has a different item. Put the whole item: user_id and balance, each with its type."
        : "The stored balance is a string, S. Which type is for numbers?";
    },
  });
}
