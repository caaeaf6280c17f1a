import { decimal } from "../../../lib/fields/numbers";
import { string } from "../../../lib/fields/texts";
import { Table } from "../../../lib/table/table";
import type { ItemOf } from "../../../lib/table/types";
import { between, isWrite, type OnItsWay } from "../between";
import { random } from "../random";
import type { Failure } from "../shortfall";
import type { Trial } from "../trial";

/** The chapter's table, as its cells make it. The chapter deletes its own before the exercises. */
export const Messages = Table({
  name: "messages",
  fields: {
    forum_name: string(),
    subject: string(),
    Body: string().optional(),
    SentBy: string().optional(),
    ReceivedTime: string().optional(),
    decimal_type: decimal().optional(),
    a_new_key: string().optional(),
  },
  partitionKey: "forum_name",
  sortKey: "subject",
  throughput: { read: 10, write: 10 },
});
export type Board = InstanceType<typeof Messages>;
export type Message = ItemOf<Board>;
export type MessageKey = Pick<Message, "forum_name" | "subject">;

/** A table of messages, for this step only. */
export const boardOf = (trial: Trial): Promise<Board> => trial.created(Messages, { hint: "" });

/** A board with this message on it. */
export async function boardWith(trial: Trial, message: Message): Promise<Board> {
  const board = await boardOf(trial);
  await board.put(message);
  return board;
}

export const stored = (
  board: Board,
  { forum_name, subject }: MessageKey,
): Promise<Message | undefined> => board.get({ forum_name, subject }, { consistent: true }).then();

export const keyOf = ({ forum_name, subject }: Message): MessageKey => ({ forum_name, subject });

/** Short, so that a whole message fits into a sentence. */
export const text = (): string => random.uuid().slice(0, 4);
/** Different from each other. */
export const texts = (count: number): string[] =>
  Array.from({ length: count }, (_, place) => `${text()}${place}`);

export const message = (more: Partial<Message> = {}): Message => ({
  forum_name: `Cats ${text()}`,
  subject: `Hi ${text()}`,
  ...more,
});

/** What several calls give that begin at the same moment. */
export async function atOnce<T>(
  trial: Trial,
  board: Board,
  calls: (() => PromiseLike<T>)[],
  failure: Failure,
): Promise<T[]> {
  // With connections open for all of them, none is ahead of the others.
  await Promise.all(calls.map(() => stored(board, message())));
  return trial.answer(() => Promise.all(calls.map((call) => call())), failure);
}

/** Does some work; just before it writes for the first time, another program does something. */
export function meanwhile<T>(
  board: Board,
  other: () => PromiseLike<unknown>,
  work: () => PromiseLike<T>,
): Promise<T> {
  let isDone = false;
  const watcher = async ({ operation, send }: OnItsWay) => {
    if (!isDone && isWrite(operation)) {
      isDone = true;
      await other();
    }
    return send();
  };
  return between(board.db, watcher, work);
}
