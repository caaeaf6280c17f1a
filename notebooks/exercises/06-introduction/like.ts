import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { brief, codeOf } from "../framework/internals";
import { storedItem } from "../framework/stored-item";
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

type Like = (board: Board, key: MessageKey, user: string) => unknown;

/** The users in the message's set of likes; `undefined` without one. */
async function likesOf(board: Board, { forum_name, subject }: MessageKey) {
  const key = { forum_name: { S: forum_name }, subject: { S: subject } };
  const likes = (await storedItem(board.db, board.name, key))?.["likes"];
  return likes?.SS ?? likes;
}

async function expectLikes(
  context: CheckContext,
  board: Board,
  given: Message,
  expected: readonly string[],
): Promise<void> {
  const found = await likesOf(board, given);
  const isRight = Array.isArray(found) && deepEqual([...found].sort(), [...expected].sort());
  context.expect(isRight, `left likes at ${brief(found)} instead of ${brief(expected)}`, {
    given,
    hint: "likes is a set of strings, SS. ADD puts a user into the set, and creates it if it doesn't exist.",
  });
}

const hintOr =
  (otherwise: string | ((found: unknown) => string)) =>
  (found: unknown): string => {
    if (codeOf(found) === "ValidationException")
      return "DynamoDB rejects the request: read the error's message. ADD takes a set, { SS: [user] }; contains takes a single text, { S: user }.";
    if (codeOf(found) === "ConditionalCheckFailedException")
      return "A condition that fails is an expected result here. Catch this error; with ReturnValuesOnConditionCheckFailure, its Item tells which part failed.";
    if (found instanceof Error) return "Read the error's message: it says what is wrong.";
    return typeof otherwise === "string" ? otherwise : otherwise(found);
  };

const NEW = "This user didn't like the message before: add the user, and return true.";
const KNOWN =
  "This user liked the message before, so return false. The condition can say so: NOT contains(likes, :user).";
/** `undefined` for a second like: the answer found no item in the error. */
const knownHint = (found: unknown) =>
  found === undefined
    ? "This user liked the message before, so return false: undefined is for a missing message. An error has the Item only if the request asks for it, with ReturnValuesOnConditionCheckFailure."
    : KNOWN;
const NONE = "There is no message with this key: return undefined, and create none.";
const missingHint = (found: unknown) =>
  found === true
    ? `${NONE} UpdateItem creates a missing item, so the condition must also say that the message exists.`
    : `${NONE} The condition fails for two reasons; an error without an Item means that there is no message.`;

export const like = exercise<Like>({
  "adds a user, and returns true": async (like, context) => {
    const given = message({ Body: text() });
    const [board, ada, bob] = [await createBoardWith(context, given), text(), `${text()}b`];
    for (const [user, users] of [
      [ada, [ada]],
      [bob, [ada, bob]],
    ] as const) {
      await context.expectResult(() => like(board, keyOf(given), user), true, {
        given: [keyOf(given), user],
        hint: hintOr(NEW),
      });
      await expectLikes(context, board, given, users);
    }
    const left = await stored(board, given);
    context.expect(deepEqual(left, given), `left ${brief(left)} beside the likes`, {
      given,
      hint: "An update changes only what it names; a put replaces the whole item.",
    });
  },
  "returns false for a user who likes it already": async (like, context) => {
    const given = message();
    const [board, ada] = [await createBoardWith(context, given), text()];
    const attempt = { given: [keyOf(given), ada], hint: hintOr(knownHint) };
    await context.run(() => like(board, keyOf(given), ada), { ...attempt, hint: hintOr(NEW) });
    await context.expectResult(() => like(board, keyOf(given), ada), false, attempt);
    await expectLikes(context, board, given, [ada]);
  },
  "returns undefined for a missing message, and creates none": async (like, context) => {
    const [board, given] = [await createBoard(context), message()];
    const attempt = { given: keyOf(given), hint: hintOr(missingHint) };
    await context.expectResult(() => like(board, keyOf(given), text()), undefined, attempt);
    const found = await stored(board, given);
    context.expect(found === undefined, `created ${brief(found)}`, attempt);
  },
  "returns true for one of five calls of a user at once, and loses no other user": async (
    like,
    context,
  ) => {
    const given = message();
    const [board, ada] = [await createBoardWith(context, given), text()];
    const others = [0, 1, 2].map((n) => `${text()}${n}`);
    const calls = [ada, ada, ada, ada, ada, ...others].map(
      (user) => () => Promise.resolve(like(board, keyOf(given), user)),
    );
    const late =
      "A call overwrote or missed what another had just added. Let DynamoDB check and add in one update.";
    const returned = await context.runAtOnce(calls, { given, hint: hintOr(late) });
    const count = returned.slice(0, 5).filter((one) => one === true).length;
    context.expect(count === 1, `returned true ${count} times of 5`, { given, hint: late });
    await expectLikes(context, board, given, [ada, ...others]);
  },
  "costs one write unit, and no read": async (like, context) => {
    const given = message();
    const board = await createBoardWith(context, given);
    const { units, sent } = await context.costOf(() => like(board, keyOf(given), text()), true, {
      given,
      hint: hintOr(NEW),
    });
    const what = sent.join(", ") || "nothing through db";
    context.expect(units === 1 && sent.length === 1, `sent ${what}, for ${units} units`, {
      given,
      hint: "One UpdateItem can check and add. board.db is the client, and board.name the table.",
    });
  },
  "lets other errors pass": async (like, context) => {
    const board = await createBoard(context);
    await expectFailuresPassedOn(context, async () => {
      const given = message();
      await context.put(board, given);
      return { call: () => like(board, keyOf(given), text()), given, right: true };
    });
  },
});
