import { decimal, type ItemOf, string, Table } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { random } from "../framework/random";

/** The chapter's table. */
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

/** A table of messages, for this step only. An answer may write to the chapter's table instead. */
export async function createBoard(context: CheckContext): Promise<Board> {
  await context.rollBack(new Messages(context.db));
  return context.createTable(Messages, { hint: "" });
}

/** A table with this message in it. */
export async function createBoardWith(context: CheckContext, message: Message): Promise<Board> {
  const board = await createBoard(context);
  await context.put(board, message);
  return board;
}

export const stored = (
  board: Board,
  { forum_name, subject }: MessageKey,
): Promise<Message | undefined> => board.get({ forum_name, subject }, { consistent: true }).then();

export const keyOf = ({ forum_name, subject }: Message): MessageKey => ({ forum_name, subject });

/** A short text, so that a whole message fits into a sentence. */
export const text = (): string => random.uuid().slice(0, 4);
/** Short texts, all different. */
export const texts = (count: number): string[] =>
  Array.from({ length: count }, (_, place) => `${text()}${place}`);

export const message = (more: Partial<Message> = {}): Message => ({
  forum_name: `Cats ${text()}`,
  subject: `Hi ${text()}`,
  ...more,
});
