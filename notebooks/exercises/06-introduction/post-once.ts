import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { brief, codeOf } from "../framework/internals";
import { random } from "../framework/random";
import {
  type Board,
  createBoard,
  createBoardWith,
  concurrentCalls,
  message,
  type Message,
  Messages,
  stored,
  text,
  texts,
} from "./fixtures";
import { errorHintOr } from "./hints";

export const postOnce = exercise<(board: Board, message: Message) => PromiseLike<boolean>>({
  "puts a new message and returns true": async (postOnce, context) => {
    const [board, given] = [await createBoard(context), message({ Body: text(), SentBy: text() })];
    const free =
      "There is no message with this forum and subject, so the put should succeed. Then return true.";
    // Catching the refusal wouldn't help here: the condition is wrong.
    const hint = (found: unknown) =>
      codeOf(found) === "ConditionalCheckFailedException" ? free : errorHintOr(free)(found);
    await context.expectResult(() => postOnce(board, given), true, { given, hint });
    const there = await stored(board, given);
    const left = there === undefined ? "no message" : brief(there);
    context.expect(deepEqual(there, given), `left ${left} in the table`, {
      given,
      hint: "Put the whole message that the function receives.",
    });
  },
  "leaves an existing message unchanged and returns false": async (postOnce, context) => {
    const first = message({ Body: text(), SentBy: text() });
    const [board, given] = [await createBoardWith(context, first), { ...first, Body: text() }];
    const hint = errorHintOr(
      "A put without a condition replaces the existing message. Which condition holds only if there is none?",
    );
    await context.expectResult(() => postOnce(board, given), false, { given, hint });
    const there = await stored(board, first);
    context.expect(deepEqual(there, first), `left ${brief(there)} in place of ${brief(first)}`, {
      given,
      hint: "The existing message must stay unchanged, so the put itself must be refused.",
    });
  },
  "does so whatever attributes the messages have": async (postOnce, context) => {
    const first = message();
    const [board, given] = [
      await createBoardWith(context, first),
      { ...first, Body: text(), SentBy: text() },
    ];
    const hint = errorHintOr(
      "The existing message has a forum and a subject, and nothing else. Which attributes does every message have?",
    );
    await context.expectResult(() => postOnce(board, given), false, { given, hint });
  },
  "treats another subject in the same forum as another message": async (postOnce, context) => {
    const first = message();
    const [board, given] = [
      await createBoardWith(context, first),
      { ...message(), forum_name: first.forum_name },
    ];
    const hint = "A forum has many messages. A message's key is its forum and its subject.";
    await context.expectResult(() => postOnce(board, given), true, { given, hint });
  },
  "puts one of five concurrent messages": async (postOnce, context) => {
    const [board, given] = [await createBoard(context), message()];
    const five = texts(5).map((SentBy) => ({ ...given, SentBy }));
    const returned = await concurrentCalls(
      context,
      board,
      five.map((one) => () => postOnce(board, one)),
      { given, hint: errorHintOr(LATE) },
    );
    const through = returned.filter((one) => one).length;
    const hint =
      through === 0
        ? "All five have the same key, and no such message exists yet. One of them is the first."
        : LATE;
    context.expect(through === 1, `put ${through} of 5 messages`, { given, hint });
    const there = await stored(board, given);
    context.expect(
      deepEqual(there, five[returned.indexOf(true)]),
      `left ${brief(there)}, but returned true for another message`,
      { given, hint: LATE },
    );
  },
  "lets every other error pass": async (postOnce, context) => {
    const [nowhere, given] = [
      new Messages(context.db, { name: `check_${random.uuid()}` }),
      message(),
    ];
    await context.expectError(() => postOnce(nowhere, given), "ResourceNotFoundException", {
      given,
      hint: "This table doesn't exist. Returning false would mean that the message does: check the error's code, and rethrow other errors.",
    });
  },
});

const LATE =
  "Between a get and a put others may write. Let a condition of the put decide at the moment of the write.";
