import { brief } from "../../../lib/print/brief";
import { exercise } from "../exercise";
import { same } from "../same";
import {
  atOnce,
  boardOf,
  boardWith,
  keyOf,
  message,
  stored,
  text,
  type Board,
  type MessageKey,
} from "./boards";
import { EXACT, unless } from "./hints";
import { isNumber, isRounded, longNumber, sumOf } from "./long-numbers";

export const addExactly = exercise<
  (board: Board, key: MessageKey, amount: string) => PromiseLike<string | undefined>
>({
  "gives the sum, exact to the last digit": async (addExactly, trial) => {
    const given: [string, string] = [longNumber(), longNumber()];
    const first = message({ decimal_type: given[0] });
    const board = await boardWith(trial, first);
    const gave = await trial.answer(() => addExactly(board, keyOf(first), given[1]), {
      given,
      hint: unless("Let DynamoDB add the amount to the message's decimal_type."),
    });
    const sum = sumOf(given);
    const hint =
      typeof gave === "number" || isRounded(gave, sum)
        ? EXACT
        : "What it gives is the number as it is after the addition.";
    trial.holds(isNumber(gave, sum), `gave ${brief(gave)} instead of ${brief(sum)}`, {
      given,
      hint,
    });
    const there = (await stored(board, first))?.decimal_type;
    trial.holds(isNumber(there, sum), `left ${brief(there)} in the table`, {
      given,
      hint: "The sum belongs into the message's decimal_type.",
    });
  },
  "leaves all other attributes alone": async (addExactly, trial) => {
    const given = message({ Body: text(), SentBy: text(), decimal_type: "1" });
    const board = await boardWith(trial, given);
    await trial.answer(() => addExactly(board, keyOf(given), "1"), {
      given,
      hint: unless("This message has more attributes."),
    });
    const there = await stored(board, given);
    const hint = "A put replaces the whole item. Say only what changes.";
    trial.holds(same({ ...there, decimal_type: "1" }, given), `left ${brief(there)}`, {
      given,
      hint,
    });
  },
  "counts as 0 what isn't there yet": async (addExactly, trial) => {
    const [given, amount] = [message({ Body: text() }), longNumber()];
    const board = await boardWith(trial, given);
    const nothing = "This message has no decimal_type yet. Nothing plus an amount is the amount.";
    const gave = await trial.answer(() => addExactly(board, keyOf(given), amount), {
      given,
      hint: unless(nothing),
    });
    const hint = isRounded(gave, amount) ? EXACT : nothing;
    trial.holds(isNumber(gave, amount), `gave ${brief(gave)} instead of ${brief(amount)}`, {
      given,
      hint,
    });
  },
  "loses none of eight additions at once": async (addExactly, trial) => {
    const [first, amounts] = [
      message({ decimal_type: "0" }),
      Array.from({ length: 8 }, longNumber),
    ];
    const [board, given] = [await boardWith(trial, first), keyOf(first)];
    await atOnce(
      trial,
      board,
      amounts.map((amount) => () => addExactly(board, given, amount)),
      { given, hint: unless(LATE) },
    );
    const [there, sum] = [(await stored(board, first))?.decimal_type, sumOf(amounts)];
    trial.holds(
      isNumber(there, sum),
      `left ${brief(there)}, where the eight amounts make ${brief(sum)}`,
      { given, hint: LATE },
    );
  },
  "gives undefined where there is no message, and makes none": async (addExactly, trial) => {
    const [board, given] = [await boardOf(trial), keyOf(message())];
    const nothing = "Where there is no message, there is nothing to add to: give undefined.";
    const gave = await trial.answer(() => addExactly(board, given, "1"), {
      given,
      hint: unless(nothing),
    });
    const there = await stored(board, given);
    trial.holds(there === undefined, `made ${brief(there)}`, {
      given,
      hint: "UpdateItem makes an item where there is none. Which condition does only a message fulfil that is there?",
    });
    trial.holds(gave === undefined, `gave ${brief(gave)} instead of undefined`, {
      given,
      hint: nothing,
    });
  },
  "costs one write unit, and no read": async (addExactly, trial) => {
    const given = message({ Body: text(), decimal_type: "1" });
    const board = await boardWith(trial, given);
    const { units, requests } = await trial.measured(() => addExactly(board, keyOf(given), "1"), {
      given,
      hint: unless("Add where the number is."),
    });
    trial.holds(requests.length > 0, "sent nothing through the board's client", {
      given,
      hint: "The message is in the table that the function is given: use the methods of board, or board.db and board.name.",
    });
    const sent = requests.map(({ operation }) => operation).join(" and ");
    trial.holds(units === 1, `consumed ${units} units, by ${sent}`, {
      given,
      hint: "Need you know what the number was, or is it enough that DynamoDB knows? Its answer to a write can bring the new one.",
    });
  },
});

const LATE =
  "Who gets and puts, puts what was true when it was read: another addition may have come between. Let the addition happen where the number is.";
