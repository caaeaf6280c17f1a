import type { StoredItem } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { slowWrites } from "../framework/faults";
import { isFields, send } from "../framework/internals";
import { random } from "../framework/random";
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
        return "Return the Item of GetItem's response, with its attribute values unchanged.";
      },
    });
  },
  "uses one write unit and one strongly consistent read unit": async (saveWallet, context) => {
    const [user, balance] = [random.uuid(), random.int(1, 1_000)];
    await context.rollBack(new Wallets(context.db));
    const { requests } = await context.measure(() => saveWallet(user, balance), {
      given: [user, balance],
      hint: "It shouldn't fail.",
    });
    const sent =
      requests.map(({ operation, units }) => `${operation} for ${units}`).join(", ") || "nothing";
    const reads = requests.filter(({ operation }) => /Get|Query|Scan/.test(operation));
    const isRight = reads.length === 1 && reads[0]?.units === 1 && requests.length === 2;
    context.expect(isRight, `sent ${sent}`, {
      given: [user, balance],
      hint: () => {
        if (reads.length === 0)
          return "It sent no read, so it returned its own input. Read the item from the table, through db.";
        if (reads.some(({ operation }) => operation === "Scan"))
          return "A Scan reads the whole table. GetItem reads one item by its key.";
        if (reads.every(({ units }) => units < 1))
          return "Half a unit means that the read was eventually consistent. At AWS such a read may miss the write before it.";
        return "One PutItem and one GetItem are enough.";
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
  const { Item } = await send(context.db, "GetItem", {
    ...wallets.get({ user_id: user }).input,
    ConsistentRead: true,
  });
  await context.expectResult(() => Item, walletItem(user, balance), {
    given: [user, balance],
    hint: () => {
      const stored = (Item as StoredItem | undefined)?.["balance"];
      if (Item === undefined)
        return "The table has no item with this user_id. Write the item of the user that the function receives.";
      return stored?.S === undefined
        ? "The table has a different item. Put the whole item: user_id and balance, each with its type."
        : "The stored balance is a string, S. Which type is for numbers?";
    },
  });
}
