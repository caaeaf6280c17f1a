import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { beforeFirstWrite, staleReads } from "../framework/faults";
import { noting } from "../framework/interceptor";
import { brief, codeOf } from "../framework/internals";
import {
  type Board,
  createBoard,
  createBoardWith,
  keyOf,
  message,
  type Message,
  type MessageKey,
  stored,
  text,
} from "./fixtures";

type Rename = (board: Board, key: MessageKey, subject: string) => unknown;

const BOTH =
  "Between two requests others may write, or the program may stop. Send the put and the delete as one transaction.";
const CHANGED =
  "Another program changed the message after it was read, and the change is lost. Delete it on condition that it's still as it was read; then start over, or let the error pass.";
const ADDED =
  "Another program added SentBy after the message was read, and it is lost: a condition protects only the attributes it names. Require of those that the message lacked: { exists: false }.";
const MOVED =
  "All three read the message before one of them moved it, and others moved it again. Delete it on condition that it's still as it was read: then the others are refused.";

const TAKEN =
  "Another message has this subject: return false, and change nothing. A condition of the put finds it at the moment of the write; the reasons of the TransactionError tell which part was refused.";
const MISSING = "There is no message with this key: return undefined, and put none.";

const hintOr =
  (otherwise: string) =>
  (found: unknown): string => {
    if (codeOf(found) === "TransactionCanceledException") return otherwise;
    if (codeOf(found) === "ValidationException")
      return "DynamoDB rejects the request. An update can't change a key: put the message under its new key, and delete it under the old one.";
    if (found instanceof Error) return "Read the error's message: it says what is wrong.";
    return otherwise;
  };

/** Requires what is stored under a key. */
async function expectStored(
  context: CheckContext,
  board: Board,
  key: MessageKey,
  expected: Message | undefined,
  hint: string,
): Promise<void> {
  const found = await stored(board, key);
  const what = found === undefined ? "no message" : brief(found);
  context.expect(deepEqual(found, expected), `left ${what} under the subject ${key.subject}`, {
    given: keyOf(key),
    hint,
  });
}

export const rename = exercise<Rename>({
  "moves a message to its new subject, and returns true": async (rename, context) => {
    const given = message({ Body: text(), SentBy: text(), decimal_type: "1.5" });
    const [board, subject] = [await createBoardWith(context, given), `New ${text()}`];
    await context.expectResult(() => rename(board, keyOf(given), subject), true, {
      given: [keyOf(given), subject],
      hint: hintOr("Both parts should succeed here. Then return true."),
    });
    const moved = { ...given, subject };
    await expectStored(
      context,
      board,
      moved,
      moved,
      "Put the whole message, with its new subject.",
    );
    await expectStored(context, board, given, undefined, "Delete the message under its old key.");
  },
  "returns false if the subject is taken, and changes nothing": async (rename, context) => {
    const [given, other] = [message({ Body: text() }), message({ Body: text() })];
    const taken = { ...other, forum_name: given.forum_name };
    const board = await createBoardWith(context, given);
    await context.put(board, taken);
    const attempt = { given: [keyOf(given), taken.subject], hint: hintOr(TAKEN) };
    await context.expectResult(() => rename(board, keyOf(given), taken.subject), false, attempt);
    await expectStored(context, board, taken, taken, TAKEN);
    await expectStored(context, board, given, given, TAKEN);
  },
  "finds a subject that is taken at the last moment": async (rename, context) => {
    const [given, Body] = [message({ Body: text() }), text()];
    const [board, subject] = [await createBoardWith(context, given), `New ${text()}`];
    const theirs = { forum_name: given.forum_name, subject, Body };
    await context.expectResult(() => rename(board, keyOf(given), subject), false, {
      given: [keyOf(given), subject],
      hint: hintOr(TAKEN),
      during: beforeFirstWrite(() => board.put(theirs)),
    });
    await expectStored(context, board, theirs, theirs, TAKEN);
    await expectStored(context, board, given, given, BOTH);
  },
  "loses nothing that another program changes meanwhile": (rename, context) =>
    expectKept(rename, context, { Body: `edited ${text()}` }, CHANGED),
  "loses nothing that another program adds meanwhile": (rename, context) =>
    expectKept(rename, context, { SentBy: `Eve ${text()}` }, ADDED),
  "returns undefined for a missing message": async (rename, context) => {
    const [board, given, subject] = [await createBoard(context), message(), `New ${text()}`];
    const attempt = { given: keyOf(given), hint: hintOr(MISSING) };
    await context.expectResult(() => rename(board, keyOf(given), subject), undefined, attempt);
    await expectStored(context, board, { ...given, subject }, undefined, MISSING);
  },
  "finds a message of the last moment": async (rename, context) => {
    const given = message({ Body: text() });
    const [board, subject] = [await createBoardWith(context, given), `New ${text()}`];
    await context.expectResult(() => rename(board, keyOf(given), subject), true, {
      given: [keyOf(given), subject],
      during: staleReads,
      hint: "The check simulated an eventually consistent read that doesn't find the message yet, as may happen at AWS. Read it with strong consistency.",
    });
  },
  "leaves one message after three renames at once": async (rename, context) => {
    const given = message({ Body: text() });
    const [board, subjects] = [
      await createBoardWith(context, given),
      [0, 1, 2].map((n) => `New ${text()}${n}`),
    ];
    const calls = subjects.map((subject) => async () => {
      try {
        return await rename(board, keyOf(given), subject);
      } catch (error) {
        return error;
      }
    });
    const sent: string[] = [];
    const during = noting(sent);
    const returned = await context.runAtOnce(calls, { given, hint: BOTH, during });
    const left = await Promise.all(subjects.map((subject) => stored(board, { ...given, subject })));
    const count = left.filter((one) => one !== undefined).length;
    const trues = returned.filter((one) => one === true).length;
    context.expect(
      count === 1 && trues === 1,
      `left ${count} messages, and returned true ${trues} times`,
      { given, hint: sent.includes("TransactWriteItems") ? MOVED : BOTH },
    );
  },
  "lets other errors pass": async (rename, context) => {
    const board = await createBoard(context);
    await expectFailuresPassedOn(context, async () => {
      const [given, subject] = [message({ Body: text() }), `New ${text()}`];
      await context.put(board, given);
      return { call: () => rename(board, keyOf(given), subject), given, right: true };
    });
  },
});

/** Requires that what another program sets between the answer's read and its write is kept. */
async function expectKept(
  rename: Rename,
  context: CheckContext,
  theirs: Partial<Message>,
  hint: string,
): Promise<void> {
  const given = message({ Body: text() });
  const [board, subject] = [await createBoardWith(context, given), `New ${text()}`];
  const during = beforeFirstWrite(() => board.update(keyOf(given), { set: theirs }));
  const attempt = { given: [keyOf(given), subject], hint, during };
  await context.outcomeOf(() => rename(board, keyOf(given), subject), attempt);
  const left = [await stored(board, given), await stored(board, { ...given, subject })].filter(
    (one) => one !== undefined,
  );
  const { subject: kept = subject } = left[0] ?? {};
  const isRight = deepEqual(left, [{ ...given, ...theirs, subject: kept }]);
  context.expect(isRight, `left ${brief(left)}`, {
    ...attempt,
    hint: left.length > 1 ? BOTH : hint,
  });
}
