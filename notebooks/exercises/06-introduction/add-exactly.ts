import { isNumber, isRounded, longDecimal, sumOf } from "../framework/decimals";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { brief } from "../framework/internals";
import {
  type Board,
  createBoard,
  createBoardWith,
  keyOf,
  message,
  type MessageKey,
  stored,
  text,
} from "./fixtures";
import { ELSEWHERE, errorHintOr, EXACT } from "./hints";

export const addExactly = exercise<
  (board: Board, key: MessageKey, amount: string) => PromiseLike<string | undefined>
>({
  "returns the sum, exact to the last digit": async (addExactly, context) => {
    const given: [string, string] = [longDecimal(18, 12), longDecimal(18, 12)];
    const first = message({ decimal_type: given[0] });
    const board = await createBoardWith(context, first);
    const returned = await context.run(() => addExactly(board, keyOf(first), given[1]), {
      given,
      hint: errorHintOr("Let DynamoDB add the amount to the message's decimal_type."),
    });
    const sum = sumOf(given);
    const there = (await stored(board, first))?.decimal_type;
    const isElsewhere = isNumber(returned, given[1]) && isNumber(there, given[0]);
    const hint =
      typeof returned === "number" || isRounded(returned, sum)
        ? EXACT
        : isElsewhere
          ? ELSEWHERE
          : "Return the number after the addition.";
    context.expect(
      isNumber(returned, sum),
      `returned ${brief(returned)} instead of ${brief(sum)}`,
      {
        given,
        hint,
      },
    );
    context.expect(isNumber(there, sum), `left ${brief(there)} in the table`, {
      given,
      hint: "Store the sum in the message's decimal_type.",
    });
  },
  "leaves all other attributes unchanged": async (addExactly, context) => {
    const given = message({ Body: text(), SentBy: text(), decimal_type: "1" });
    const board = await createBoardWith(context, given);
    await context.run(() => addExactly(board, keyOf(given), "1"), {
      given,
      hint: errorHintOr("This message has more attributes."),
    });
    const there = await stored(board, given);
    const hint = "A put replaces the whole item. An update changes only what you name.";
    context.expect(deepEqual({ ...there, decimal_type: "1" }, given), `left ${brief(there)}`, {
      given,
      hint,
    });
  },
  "counts a missing decimal_type as 0": async (addExactly, context) => {
    const [given, amount] = [message({ Body: text() }), longDecimal(18, 12)];
    const board = await createBoardWith(context, given);
    const nothing = "This message has no decimal_type yet, so the sum is the amount.";
    const returned = await context.run(() => addExactly(board, keyOf(given), amount), {
      given,
      hint: errorHintOr(nothing),
    });
    const hint = isRounded(returned, amount) ? EXACT : nothing;
    context.expect(
      isNumber(returned, amount),
      `returned ${brief(returned)} instead of ${brief(amount)}`,
      {
        given,
        hint,
      },
    );
  },
  "loses none of eight concurrent additions": async (addExactly, context) => {
    const [first, amounts] = [
      message({ decimal_type: "0" }),
      Array.from({ length: 8 }, () => longDecimal(18, 12)),
    ];
    const [board, given] = [await createBoardWith(context, first), keyOf(first)];
    await context.runAtOnce(
      amounts.map((amount) => () => addExactly(board, given, amount)),
      { given, hint: errorHintOr(LATE) },
    );
    const [there, sum] = [(await stored(board, first))?.decimal_type, sumOf(amounts)];
    context.expect(
      isNumber(there, sum),
      `left ${brief(there)}, but the eight amounts add up to ${brief(sum)}`,
      { given, hint: isRounded(there, sum) ? EXACT : LATE },
    );
  },
  "returns undefined if the message doesn't exist, and doesn't create it": async (
    addExactly,
    context,
  ) => {
    const [board, given] = [await createBoard(context), keyOf(message())];
    const nothing = "This message doesn't exist, so return undefined.";
    const returned = await context.run(() => addExactly(board, given, "1"), {
      given,
      hint: errorHintOr(nothing),
    });
    const there = await stored(board, given);
    context.expect(there === undefined, `created ${brief(there)}`, {
      given,
      hint: "UpdateItem creates a missing item. Which condition does only an existing message satisfy?",
    });
    context.expect(returned === undefined, `returned ${brief(returned)} instead of undefined`, {
      given,
      hint: nothing,
    });
  },
  "lets other errors pass": async (addExactly, context) => {
    const board = await createBoard(context);
    await expectFailuresPassedOn(context, async () => {
      const given = message({ decimal_type: "1.5" });
      await context.put(board, given);
      return { call: () => addExactly(board, keyOf(given), "2"), given, right: "3.5" };
    });
  },
  "costs one write unit, and no read": async (addExactly, context) => {
    const given = message({ Body: text(), decimal_type: "1" });
    const board = await createBoardWith(context, given);
    const { units, sent } = await context.measure(() => addExactly(board, keyOf(given), "1"), {
      given,
      hint: errorHintOr("Let DynamoDB add the amount."),
    });
    context.expect(sent.length > 0, "sent nothing through the board's client", {
      given,
      hint: "The message is in the table that the function receives: use the methods of board, or board.db and board.name.",
    });
    context.expect(units === 1, `consumed ${units} units, by ${sent.join(" and ")}`, {
      given,
      hint: "You don't need to read the old number. The response to a write can contain the new one.",
    });
  },
});

const LATE =
  "Between a get and a put another addition may happen, and the put overwrites it. Let DynamoDB add where the number is stored.";
