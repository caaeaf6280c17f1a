import type { StoredItem } from "../../../lib/items/types";
import { send } from "../../../lib/client/send";
import { isFields } from "../../../lib/print/values";
import { between } from "../between";
import { exercise } from "../exercise";
import { slowWrites } from "../played";
import { random } from "../random";
import type { Trial } from "../trial";
import { Wallets } from "./wallets";

type SaveWallet = (user: string, balance: number) => unknown;

export const saveWallet = exercise<SaveWallet>({
  "stores the wallet, its balance as a number": async (saveWallet, trial) => {
    const [user, balance] = [random.uuid(), random.int(1, 1_000)];
    await storesWallet(saveWallet, trial, user, balance);
  },
  "replaces the wallet that was there": async (saveWallet, trial) => {
    const [user, balance] = [random.uuid(), random.int(1, 1_000)];
    await trial.put(new Wallets(trial.db), { user_id: user, balance: "0" });
    await storesWallet(saveWallet, trial, user, balance + 0.5);
  },
  "gives the item, as it was read after the write": async (saveWallet, trial) => {
    const [user, balance] = [random.uuid(), random.int(1, 1_000)];
    await trial.restoresItems(new Wallets(trial.db));
    const work = () => between(trial.db, slowWrites, () => saveWallet(user, balance));
    await trial.gives(work, walletItem(user, balance), {
      given: [user, balance],
      hint: (found) => {
        if (found === undefined)
          return "Nothing came back. Is the write awaited before the read is sent, and is there a return?";
        if (isFields(found) && "$metadata" in found)
          return "That is the whole answer of DynamoDB. The item is a part of it.";
        return "Give back the Item of the answer to GetItem, with its attribute values as they are.";
      },
    });
  },
  "reads with strong consistency: one write unit, one read unit": async (saveWallet, trial) => {
    const [user, balance] = [random.uuid(), random.int(1, 1_000)];
    await trial.restoresItems(new Wallets(trial.db));
    const { requests } = await trial.measured(() => saveWallet(user, balance), {
      given: [user, balance],
      hint: "It must not fail.",
    });
    const sent =
      requests.map(({ operation, units }) => `${operation} for ${units}`).join(", ") || "nothing";
    const reads = requests.filter(({ operation }) => /Get|Query|Scan/.test(operation));
    const isRight = reads.length === 1 && reads[0]?.units === 1 && requests.length === 2;
    trial.holds(isRight, `sent ${sent}`, {
      given: [user, balance],
      hint: () => {
        if (reads.length === 0)
          return "Nothing was read: what came back is what was to be written. Ask the table, through db.";
        if (reads.some(({ operation }) => operation === "Scan"))
          return "A Scan reads the whole table. GetItem reads the item of one key.";
        if (reads.every(({ units }) => units < 1))
          return "Half a unit is the price of an eventually consistent read. At AWS it may miss the write before it.";
        return "One PutItem and one GetItem are enough.";
      },
    });
  },
});

const walletItem = (user: string, balance: number): StoredItem => ({
  user_id: { S: user },
  balance: { N: String(balance) },
});

async function storesWallet(
  saveWallet: SaveWallet,
  trial: Trial,
  user: string,
  balance: number,
): Promise<void> {
  const wallets = new Wallets(trial.db);
  await trial.restoresItems(wallets);
  await trial.answer(() => saveWallet(user, balance), {
    given: [user, balance],
    hint: (error) =>
      (error as Error | undefined)?.name === "ConditionalCheckFailedException"
        ? "A wallet that is there is replaced. A plain put does that."
        : "Look at the attribute values: each names its type. Numbers travel as strings.",
  });
  const { Item } = await send(trial.db, "GetItem", {
    ...wallets.get({ user_id: user }).input,
    ConsistentRead: true,
  });
  await trial.gives(() => Item, walletItem(user, balance), {
    given: [user, balance],
    hint: () => {
      const stored = (Item as StoredItem | undefined)?.["balance"];
      if (Item === undefined)
        return "In the table there is no item with this user_id. Write the one that the function is given.";
      return stored?.S === undefined
        ? "In the table there is another item. PutItem takes the whole of it: user_id and balance, each of its type."
        : "In the table the balance is a text, S. What is the letter for numbers?";
    },
  });
}
