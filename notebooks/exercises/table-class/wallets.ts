import { DynamoError } from "../../../lib/errors/errors";
import { int } from "../../../lib/fields/numbers";
import { string } from "../../../lib/fields/texts";
import { Table } from "../../../lib/table/table";
import { random } from "../random";
import type { Trial } from "../trial";

/** The chapter's table. A wrong answer may write what the chapter's fields refuse; that must be found, and taken away. */
export const Wallets = Table({
  name: "user_wallet",
  fields: { user_id: string(), balance: int().optional() },
  partitionKey: "user_id",
  throughput: { read: 1, write: 1 },
});

/** What a user has by now; `undefined` without a wallet. */
export async function balanceOf(trial: Trial, user_id: string): Promise<number | undefined> {
  const get = () => new Wallets(trial.db).get({ user_id }, { consistent: true });
  const wallet = await trial.answer(get, {
    given: user_id,
    hint: "The wallet that it left can't be read: its balance must be a whole number, stored under type N.",
  });
  return wallet?.balance;
}

/** A balance in a sentence. */
export const said = (balance: number | undefined) =>
  balance === undefined ? "no wallet" : String(balance);

export async function givesWallet(trial: Trial, user_id: string, balance: number): Promise<void> {
  await trial.put(new Wallets(trial.db), { user_id, balance });
}

/** A new user; whatever becomes of the wallet is gone after the step. */
export function newUser(trial: Trial): string {
  const user_id = random.uuid();
  trial.forget(new Wallets(trial.db), { user_id });
  return user_id;
}

export type Balances = [number | undefined, number | undefined];

/** Two users of a transfer, and what they had before it. */
export type Two = { from: string; to: string; before: Balances };

/** Two users with these balances; a receiver without one has no wallet. */
export async function two(trial: Trial, sender: number, receiver?: number): Promise<Two> {
  const [from, to] = [random.uuid(), newUser(trial)];
  await givesWallet(trial, from, sender);
  if (receiver !== undefined) await givesWallet(trial, to, receiver);
  return { from, to, before: [sender, receiver] };
}

/** An error's code, which for an error of the SDK is its name. */
export const codeOf = (error: unknown) =>
  error instanceof DynamoError ? error.code : (error as Error | undefined)?.name;
