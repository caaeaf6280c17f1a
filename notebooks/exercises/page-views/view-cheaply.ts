import { between, isWrite, sentBy } from "../between";
import { exercise } from "../exercise";
import { BUSY, busy, lagging, slowWrites } from "../played";
import { atOnce, freshPair, isStored, trues, viewedPair } from "./views";

type ViewCheaply = (page_id: string, user_id: string) => unknown;

const MANY = 50;
/** Views of the same pair, one after the other, and what they may cost: a write unit, and half a read unit for each. */
const TIMES = 10;
const UNITS = 1 + TIMES / 2;

export const viewCheaply = exercise<ViewCheaply>({
  "gives true for the first view, false for the others": async (viewCheaply, trial) => {
    const { page, user } = await freshPair(trial);
    const given = [page, user];
    await trial.gives(() => viewCheaply(page, user), true, {
      given,
      hint: "Nobody has viewed this page, so this is the first view.",
    });
    trial.holds(await isStored(trial, page, user), "stored no view", {
      given,
      hint: "The first view is put into the table.",
    });
    await trial.gives(() => viewCheaply(page, user), false, {
      given,
      hint: "This was the second view of that page by that user.",
    });
  },
  [`costs ${UNITS} units for ${TIMES} views of the same page by the same user`]: async (
    viewCheaply,
    trial,
  ) => {
    const { page, user } = await freshPair(trial);
    const work = async () => {
      for (let time = 0; time < TIMES; time++) await viewCheaply(page, user);
    };
    const { result, units } = await trial.measured(() => sentBy(trial.db, work), {
      given: [page, user],
      hint: "None of the views must fail.",
    });
    const writes = result.operations.filter(isWrite).length;
    // What a refused write costs isn't in the answer; here it is one unit.
    const bill = units + writes - Math.min(writes, 1);
    trial.holds(
      writes <= 1 && units <= UNITS,
      `took ${bill} units${writes > 1 ? `, for ${writes} writes; refused ones are charged, too` : ""}`,
      {
        given: [page, user],
        hint:
          writes > 1
            ? "A read costs half of what a refused put costs. Which question comes before the put?"
            : "An eventually consistent read is enough: if it misses a view, the condition of the put doesn't.",
      },
    );
  },
  "is true for one of many views at once": async (viewCheaply, trial) => {
    const { page, user } = await freshPair(trial);
    const answers = await trial.answer(
      () => between(trial.db, slowWrites, () => atOnce(MANY, () => viewCheaply(page, user))),
      { given: [page, user], hint: "None of them must fail." },
    );
    trial.holds(trues(answers) === 1, `gave true ${trues(answers)} times of ${MANY}`, {
      given: [page, user],
      hint: "Many look before one has written. What decides is the condition of the put.",
    });
  },
  "is right even if its read lags behind": async (viewCheaply, trial) => {
    const { page, user } = await viewedPair(trial);
    await trial.gives(() => between(trial.db, lagging, () => viewCheaply(page, user)), false, {
      given: [page, user],
      hint: "The check played an eventually consistent read that doesn't see the view yet. A read alone can't say \"first\": the put can.",
    });
  },
  "passes on errors": async (viewCheaply, trial) => {
    const { page, user } = await freshPair(trial);
    await trial.refuses(() => between(trial.db, busy, () => viewCheaply(page, user)), BUSY, {
      given: [page, user],
      hint: "The check played a table that gets too many requests. Whether this view is the first, nobody knows: neither true nor false is right.",
    });
  },
});
