import { brief } from "../../../lib/print/brief";
import { exercise } from "../exercise";
import { random } from "../random";
import { same } from "../same";
import {
  atOnce,
  boardOf,
  boardWith,
  message,
  Messages,
  stored,
  text,
  texts,
  type Board,
  type Message,
} from "./boards";
import { isError, unless } from "./hints";

export const postOnce = exercise<(board: Board, message: Message) => PromiseLike<boolean>>({
  "puts a message where there is none, and gives true": async (postOnce, trial) => {
    const [board, given] = [await boardOf(trial), message({ Body: text(), SentBy: text() })];
    const free =
      "Where there is no message with this forum and subject the put goes through: then give true.";
    // That the condition is refused here is no answer to catch: it is the wrong one.
    const hint = (found: unknown) =>
      isError(found, "ConditionalCheckFailedException") ? free : unless(free)(found);
    await trial.gives(() => postOnce(board, given), true, { given, hint });
    const there = await stored(board, given);
    const left = there === undefined ? "no message" : brief(there);
    trial.holds(same(there, given), `left ${left} in the table`, {
      given,
      hint: "Put the message that the function is given, all of it.",
    });
  },
  "leaves the message that is there, and gives false": async (postOnce, trial) => {
    const first = message({ Body: text(), SentBy: text() });
    const [board, given] = [await boardWith(trial, first), { ...first, Body: text() }];
    const hint = unless(
      "A put without a condition replaces what is there. Which condition holds only where there is no message?",
    );
    await trial.gives(() => postOnce(board, given), false, { given, hint });
    const there = await stored(board, first);
    trial.holds(same(there, first), `left ${brief(there)} in place of ${brief(first)}`, {
      given,
      hint: "What is there must stay as it was: let the put itself be refused.",
    });
  },
  "does so whatever attributes the two have": async (postOnce, trial) => {
    const first = message();
    const [board, given] = [
      await boardWith(trial, first),
      { ...first, Body: text(), SentBy: text() },
    ];
    const hint = unless(
      "The message that is there has a forum and a subject, and nothing else. Which attributes does every message have?",
    );
    await trial.gives(() => postOnce(board, given), false, { given, hint });
  },
  "takes another subject in the same forum for another message": async (postOnce, trial) => {
    const first = message();
    const [board, given] = [
      await boardWith(trial, first),
      { ...message(), forum_name: first.forum_name },
    ];
    const hint =
      "A forum has many messages. A message is one forum and one subject: its key has both.";
    await trial.gives(() => postOnce(board, given), true, { given, hint });
  },
  "lets one through, when five come at once": async (postOnce, trial) => {
    const [board, given] = [await boardOf(trial), message()];
    const five = texts(5).map((SentBy) => ({ ...given, SentBy }));
    const gave = await atOnce(
      trial,
      board,
      five.map((one) => () => postOnce(board, one)),
      { given, hint: unless(LATE) },
    );
    const through = gave.filter((one) => one).length;
    const hint =
      through === 0
        ? "All five have the same key, and there is no such message yet: one of them is the first."
        : LATE;
    trial.holds(through === 1, `let ${through} of 5 messages through`, { given, hint });
    const there = await stored(board, given);
    trial.holds(
      same(there, five[gave.indexOf(true)]),
      `left ${brief(there)}, which isn't the one that it gave true for`,
      { given, hint: LATE },
    );
  },
  "passes on every other error": async (postOnce, trial) => {
    const [nowhere, given] = [
      new Messages(trial.db, { name: `check_${random.uuid()}` }),
      message(),
    ];
    await trial.refuses(() => postOnce(nowhere, given), "ResourceNotFoundException", {
      given,
      hint: "Here there is no such table. false would say that there is such a message: look at the error's code, and throw on what is none of yours.",
    });
  },
});

const LATE =
  "Between a get and a put there is time for others. Whether there is such a message must be decided at the moment of writing, by a condition of the put.";
