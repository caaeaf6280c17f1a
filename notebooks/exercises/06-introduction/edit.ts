import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { beforeFirstWrite, beforeWrites, staleReads } from "../framework/faults";
import { isRead, noting } from "../framework/interceptor";
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
  texts,
} from "./fixtures";
import { errorHintOr, type Hint } from "./hints";

type Edit = (
  board: Board,
  key: MessageKey,
  change: (old: Message) => Message,
) => PromiseLike<Message | undefined>;

export const edit = exercise<Edit>({
  "puts the changed message and returns it": async (edit, context) => {
    const [given, Body] = [message({ Body: text(), SentBy: text() }), text()];
    const board = await createBoardWith(context, given);
    const feedback = {
      given,
      hint: errorHintOr(
        "Read the message, pass it to change, put what change returns, and return that.",
      ),
    };
    await context.expectResult(
      () => edit(board, keyOf(given), (old) => ({ ...old, Body })),
      { ...given, Body },
      feedback,
    );
    const there = await stored(board, given);
    context.expect(
      deepEqual(there, { ...given, Body }),
      `left ${brief(there)} instead of ${brief({ ...given, Body })}`,
      feedback,
    );
  },
  "returns undefined if the message doesn't exist, and doesn't put it": async (edit, context) => {
    const [board, given] = [await createBoard(context), keyOf(message())];
    const feedback = {
      given,
      hint: "get returns undefined for a missing message. Then there is nothing to change or to put.",
    };
    await context.expectResult(
      () => edit(board, given, (old) => ({ ...old, ...given, Body: text() })),
      undefined,
      feedback,
    );
    const there = await stored(board, given);
    context.expect(there === undefined, `put ${brief(there)}`, feedback);
  },
  "keeps all of five concurrent edits": (edit, context) =>
    expectAllKept(edit, context, message({ Body: "by", SentBy: text() })),
  "keeps what another program writes meanwhile": (edit, context) =>
    expectOthersKept(edit, context, message({ Body: text(), SentBy: text() }), REPLACED),
  "notices an attribute that another program added": (edit, context) =>
    expectOthersKept(edit, context, message({ Body: text() }), ADDED),
  "tries at least ten rounds": async (edit, context) => {
    const [given, Body] = [message({ Body: text(), SentBy: text() }), text()];
    const sent: string[] = [];
    const board = await createBoardWith(context, given);
    let times = 0;
    const theirs = () => board.update(keyOf(given), { set: { SentBy: `Eve ${++times}` } });
    await context.expectResult(
      () => edit(board, keyOf(given), (old) => ({ ...old, Body })),
      { ...given, Body, SentBy: `Eve ${TRIES - 1}` },
      {
        given,
        during: noting(sent, beforeWrites(TRIES - 1, theirs)),
        hint: (found) =>
          found instanceof Error
            ? roundsHint(sent)
            : "Another program changed the message nine times meanwhile. Return what the last put wrote: read again in each round, and change that.",
      },
    );
  },
  "gives up with an error, if at all": async (edit, context) => {
    const [given, Body] = [message({ Body: text(), SentBy: text() }), text()];
    const board = await createBoardWith(context, given);
    let times = 0;
    const theirs = () => board.update(keyOf(given), { set: { SentBy: `Eve ${++times}` } });
    const attempt = {
      given,
      during: beforeWrites(5 * TRIES, theirs),
      hint: "Another program was faster in every round. An edit that gives up must not return as if it had put the message, or as if there were none: throw an error.",
    };
    const outcome = await context.outcomeOf(
      () => edit(board, keyOf(given), (old) => ({ ...old, Body })),
      attempt,
    );
    const isPut = (await stored(board, given))?.Body === Body;
    const isRight = "error" in outcome || isPut;
    context.expect(isRight, "returned, and hadn't put the message", attempt);
  },
  "finds a message of the last moment": async (edit, context) => {
    const [given, Body] = [message({ Body: text() }), text()];
    const board = await createBoardWith(context, given);
    await context.expectResult(
      () => edit(board, keyOf(given), (old) => ({ ...old, Body })),
      { ...given, Body },
      {
        given,
        during: staleReads,
        hint: "The check simulated an eventually consistent read that doesn't find the message yet, as may happen at AWS. Read it with strong consistency.",
      },
    );
  },
  "lets other errors pass": async (edit, context) => {
    const board = await createBoard(context);
    await expectFailuresPassedOn(context, async () => {
      const [given, Body] = [message({ Body: text() }), text()];
      await context.put(board, given);
      const call = () => edit(board, keyOf(given), (old) => ({ ...old, Body }));
      return { call, given, right: { ...given, Body } };
    });
  },
  "retries only if the message has changed": async (edit, context) => {
    const given = message({ Body: text() });
    const board = await createBoardWith(context, given);
    let calls = 0;
    const change = (old: Message): Message => {
      if (++calls === 1)
        throw Object.assign(new Error("This message must not be changed."), { code: "NotAllowed" });
      return { ...old, Body: "changed anyway" };
    };
    await context.expectError(() => edit(board, keyOf(given), change), "NotAllowed", {
      given,
      hint: "Here change itself throws. Retry only after ConditionalCheckFailedException, and rethrow every other error.",
    });
  },
});

const REPLACED =
  "A put replaced what another edit had written. Put on condition that the message is still as you read it: { if: … }.";
const ADDED =
  "When this message was read, it had no SentBy, and a condition protects only the attributes it names. Require of a missing one: { exists: false }.";

/** A hint for an edit that fails because another one was faster. */
const retryHint: Hint = (found) => {
  const hint = "Retry the refused edit: read the message again, change that, and put it.";
  return codeOf(found) === "ConditionalCheckFailedException" ? hint : errorHintOr(hint)(found);
};

/** A hint for an edit that gave up, by the requests that it had sent. */
const roundsHint = (sent: string[]) =>
  sent.filter(isRead).length === 1 && sent.includes("PutItem")
    ? "Another program was faster nine times. Read the message again in each round: as it was read first, it never is again."
    : "Another program was faster nine times, and the tenth round would have succeeded. Try ten rounds before you give up.";

/** How many rounds the task promises. */
const TRIES = 10;

/** Five edits need fewer calls of `change` than this, so that more of them mean an endless loop. */
const MAX_CALLS = 100;

/** Requires that five concurrent edits, each of which appends a name to the body, are all kept. */
async function expectAllKept(edit: Edit, context: CheckContext, given: Message): Promise<void> {
  const [board, names] = [await createBoardWith(context, given), texts(5)];
  let calls = 0;
  const adding =
    (name: string) =>
    (old: Message): Message => {
      if (++calls > MAX_CALLS)
        throw new Error(`This has called change ${MAX_CALLS} times for 5 edits`);
      return { ...old, Body: `${old.Body ?? ""} ${name}` };
    };
  await context.runAtOnce(
    names.map((name) => () => edit(board, keyOf(given), adding(name))),
    { given, hint: retryHint },
  );
  const Body = (await stored(board, given))?.Body ?? "";
  const kept = names.filter((name) => Body.split(" ").includes(name)).length;
  context.expect(kept === names.length, `kept ${kept} of 5 edits`, { given, hint: REPLACED });
}

/** Requires that a sender is kept that another program sets between the edit's get and its put. */
async function expectOthersKept(
  edit: Edit,
  context: CheckContext,
  given: Message,
  hint: string,
): Promise<void> {
  const [board, Body, SentBy] = [await createBoardWith(context, given), text(), `Eve ${text()}`];
  const theirs = () => board.update(keyOf(given), { set: { SentBy } });
  const ours = () => edit(board, keyOf(given), (old) => ({ ...old, Body }));
  await context.run(ours, {
    given,
    during: beforeFirstWrite(theirs),
    hint: retryHint,
  });
  const there = await stored(board, given);
  context.expect(
    deepEqual(there, { ...given, Body, SentBy }),
    `left ${brief(there)} instead of ${brief({ ...given, Body, SentBy })}`,
    { given, hint },
  );
}
