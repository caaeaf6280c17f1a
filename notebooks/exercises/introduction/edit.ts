import { brief } from "../../../lib/print/brief";
import { exercise } from "../exercise";
import { same } from "../same";
import type { Trial } from "../trial";
import {
  atOnce,
  boardOf,
  boardWith,
  keyOf,
  meanwhile,
  message,
  stored,
  text,
  texts,
  type Board,
  type Message,
  type MessageKey,
} from "./boards";
import { isError, unless, type Hint } from "./hints";

type Edit = (
  board: Board,
  key: MessageKey,
  change: (old: Message) => Message,
) => PromiseLike<Message | undefined>;

export const edit = exercise<Edit>({
  "puts the changed message, and gives it": async (edit, trial) => {
    const [given, Body] = [message({ Body: text(), SentBy: text() }), text()];
    const board = await boardWith(trial, given);
    const failure = {
      given,
      hint: unless("Read the message, hand it to change, put what change gives, and give that."),
    };
    await trial.gives(
      () => edit(board, keyOf(given), (old) => ({ ...old, Body })),
      { ...given, Body },
      failure,
    );
    const there = await stored(board, given);
    trial.holds(
      same(there, { ...given, Body }),
      `left ${brief(there)} instead of ${brief({ ...given, Body })}`,
      failure,
    );
  },
  "gives undefined where there is no message, and puts none": async (edit, trial) => {
    const [board, given] = [await boardOf(trial), keyOf(message())];
    const failure = {
      given,
      hint: "get gives undefined where there is no message. Then there is nothing to change, and nothing to put.",
    };
    await trial.gives(
      () => edit(board, given, (old) => ({ ...old, ...given, Body: text() })),
      undefined,
      failure,
    );
    const there = await stored(board, given);
    trial.holds(there === undefined, `put ${brief(there)}`, failure);
  },
  "keeps all of five edits at once": (edit, trial) =>
    keepsAll(edit, trial, message({ Body: "by", SentBy: text() })),
  "keeps what another program writes meanwhile": (edit, trial) =>
    keepsTheirs(edit, trial, message({ Body: text(), SentBy: text() }), REPLACED),
  "notices an attribute that another program has added": (edit, trial) =>
    keepsTheirs(edit, trial, message({ Body: text() }), ADDED),
  "tries again only when the message has changed": async (edit, trial) => {
    const given = message({ Body: text() });
    const board = await boardWith(trial, given);
    let calls = 0;
    const change = (old: Message): Message => {
      if (++calls === 1)
        throw Object.assign(new Error("This message must not be changed."), { code: "NotAllowed" });
      return { ...old, Body: "changed in spite of it" };
    };
    await trial.refuses(() => edit(board, keyOf(given), change), "NotAllowed", {
      given,
      hint: "Here change itself throws. Only ConditionalCheckFailedException says that somebody was faster: throw every other error on.",
    });
  },
});

const REPLACED =
  "Each put replaced what another edit had written. A put can demand that the message still is as it was read: { if: … }.";
const ADDED =
  "This message had no SentBy when it was read, and a condition protects only what it names. Of what wasn't there you can demand just that: { exists: false }.";

/** For edits that fail where another was faster. */
const again: Hint = (found) => {
  const hint =
    "The refused edit isn't lost: let it read the message again, change that, and put once more.";
  return isError(found, "ConditionalCheckFailedException") ? hint : unless(hint)(found);
};

/** More calls of `change` than any number of rounds takes for five edits; beyond it an endless loop is ended. */
const MOST_CALLS = 100;

/** Demands that five edits at once, each adding a name to the body, are all to be seen in the end. */
async function keepsAll(edit: Edit, trial: Trial, given: Message): Promise<void> {
  const [board, names] = [await boardWith(trial, given), texts(5)];
  let calls = 0;
  const adding =
    (name: string) =>
    (old: Message): Message => {
      if (++calls > MOST_CALLS)
        throw new Error(`This has called change ${MOST_CALLS} times for 5 edits`);
      return { ...old, Body: `${old.Body ?? ""} ${name}` };
    };
  await atOnce(
    trial,
    board,
    names.map((name) => () => edit(board, keyOf(given), adding(name))),
    { given, hint: again },
  );
  const Body = (await stored(board, given))?.Body ?? "";
  const kept = names.filter((name) => Body.split(" ").includes(name)).length;
  trial.holds(kept === names.length, `kept ${kept} of 5 edits`, { given, hint: REPLACED });
}

/** Demands that a sender is still there whom another program sets between the edit's get and its put. */
async function keepsTheirs(edit: Edit, trial: Trial, given: Message, hint: string): Promise<void> {
  const [board, Body, SentBy] = [await boardWith(trial, given), text(), `Eve ${text()}`];
  const theirs = () => board.update(keyOf(given), { set: { SentBy } });
  const ours = () => edit(board, keyOf(given), (old) => ({ ...old, Body }));
  await trial.answer(() => meanwhile(board, theirs, ours), { given, hint: again });
  const there = await stored(board, given);
  trial.holds(
    same(there, { ...given, Body, SentBy }),
    `left ${brief(there)} instead of ${brief({ ...given, Body, SentBy })}`,
    { given, hint },
  );
}
