import { batchGet, int, string, Table } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { random } from "../framework/random";

/**
 * The chapter's table with weaker fields, so that a check can read whatever an answer wrote, and
 * with more of them, as other programs may have added.
 */
export const Wallets = Table({
  name: "user_wallet",
  fields: {
    user_id: string(),
    balance: int().optional(),
    spent: int().optional(),
    note: string().optional(),
  },
  partitionKey: "user_id",
  throughput: { read: 1, write: 1 },
});

/** A user's current balance; `undefined` without a wallet. */
export async function balanceOf(
  context: CheckContext,
  user_id: string,
): Promise<number | undefined> {
  return (await walletOf(context, user_id))?.balance;
}

/** A balance as a part of a sentence. */
export const describeBalance = (balance: number | undefined) =>
  balance === undefined ? "no wallet" : String(balance);

export async function putWallet(
  context: CheckContext,
  user_id: string,
  balance: number,
  more: { spent?: number; note?: string } = {},
): Promise<void> {
  await context.put(new Wallets(context.db), { user_id, balance, ...more });
}

const UNREADABLE =
  "The wallet can't be read: its balance must be a whole number, stored as type N.";

/** The stored wallet, with all its attributes. */
export const walletOf = (context: CheckContext, user_id: string) =>
  context.read(() => new Wallets(context.db).get({ user_id }, { consistent: true }), {
    given: user_id,
    hint: UNREADABLE,
  });

/** The stored wallets of these users. */
export function walletsOf(context: CheckContext, users: readonly string[]) {
  const wallets = new Wallets(context.db);
  const all = users.map((user_id) => wallets.get({ user_id }, { consistent: true }));
  return context.read(() => batchGet(all), { given: users, hint: UNREADABLE });
}

/** The id of a new user, whose wallet is deleted after the step. */
export function newUser(context: CheckContext): string {
  const user_id = random.uuid();
  context.deleteAfterwards(new Wallets(context.db), { user_id });
  return user_id;
}

export type Balances = [number | undefined, number | undefined];

/** The two users of a transfer, and their balances before it. */
export type WalletPair = { from: string; to: string; before: Balances };

/** Two users with these balances. Without a balance the receiver has no wallet. */
export async function twoWallets(
  context: CheckContext,
  sender: number,
  receiver?: number,
): Promise<WalletPair> {
  const [from, to] = [random.uuid(), newUser(context)];
  await putWallet(context, from, sender);
  if (receiver !== undefined) await putWallet(context, to, receiver);
  return { from, to, before: [sender, receiver] };
}

/** Whether `work` succeeds, whatever it throws. */
export async function succeeds(work: () => unknown): Promise<boolean> {
  try {
    await work();
    return true;
  } catch {
    return false;
  }
}
